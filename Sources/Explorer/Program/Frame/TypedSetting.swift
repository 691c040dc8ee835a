import Calorimeter
import Canvas

/// A setting and its value as they are typed into the list of commands: "energy 2 TeV", "seed 7", "species n", "undo 10" or "u 10";
/// "open set.npz".
struct TypedSetting {
    /// What it does; nil where it is no setting, or its value is not understood.
    let command: Command?
    /// Why the value is not understood; nil if it is.
    let problem: String?

    private init(_ text: String, _ action: Action) { (command, problem) = (Command(text, action), nil) }

    private init(problem: String?) { (command, self.problem) = (nil, problem) }

    init(_ typed: String) {
        let text = String(typed.drop { $0 == " " })
        if let order = OpenOrder(typed: text), !order.path.isEmpty {
            self.init(order.text, .open(order))
            return
        }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else {
            self.init(problem: nil)
            return
        }
        if let row = ParameterRow.all.first(where: { $0 != .species && text.lowercased().hasPrefix($0.name.lowercased() + " ") })
        {
            self.init(row, value: String(text.dropFirst(row.name.count + 1)))
            return
        }
        let value = words[1]
        switch words[0].lowercased() {
        case "seed":
            let number = SampleNumber(value)
            self = number.map { Self("seed \($0.text)", .seed($0)) } ?? Self(problem: SampleNumber.expectation(value))
        case "species":
            let species = Species.named(value)
            self =
                species.map { Self("species \($0.names[0])", .species($0)) }
                ?? Self(problem: "There is no species \"\(value)\"; p lists them.")
        case "u", "undo": self.init(steps: value, "undo", Action.undoSteps)
        case "redo": self.init(steps: value, "redo", Action.redoSteps)
        default: self.init(problem: nil)
        }
    }

    private init(_ row: ParameterRow, value: String) {
        do {
            let number = try row.parse(value)
            let unit = row == .parameter(.charge) ? "" : " " + row.unit
            self.init("\(row.name) \(NumberText.value(number))\(unit)", .set(row, number))
        } catch {
            self.init(problem: error.description)
        }
    }

    private init(steps: String, _ word: String, _ action: (Int) -> Action) {
        guard let count = Int(steps) else {
            self.init(problem: nil)
            return
        }
        self =
            (1...SettingsHistory.depth).contains(count)
            ? Self("\(word) \(count) \(count == 1 ? "step" : "steps")", action(count))
            : Self(problem: "\(count) steps are asked for; expected 1 to \(SettingsHistory.depth).")
    }
}
