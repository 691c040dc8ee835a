import Calorimeter
import Canvas

/// A setting and its value as they are typed into the list of commands: "energy 2 TeV", "seed 7", "species n", "undo 10" or "u 10";
/// "open set.npz".
struct TypedSetting {
    /// What it does; nil where it is no setting, or its value is not understood.
    let command: Command?
    /// Why the value is not understood; nil if it is.
    let problem: String?

    init(_ typed: String) {
        let text = String(typed.drop { $0 == " " })
        if let order = OpenOrder(typed: text), !order.path.isEmpty {
            (command, problem) = (Command(key: "", text: order.text, action: .open(order)), nil)
            return
        }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else {
            (command, problem) = (nil, nil)
            return
        }
        if let row = ParameterRow.all.first(where: { $0 != .species && text.lowercased().hasPrefix($0.name.lowercased() + " ") })
        {
            do {
                let number = try row.parse(String(text.dropFirst(row.name.count + 1)))
                let text = "\(row.name) \(NumberText.value(number))\(row == .parameter(.charge) ? "" : " " + row.unit)"
                (command, problem) = (Command(key: "", text: text, action: .set(row, number)), nil)
            } catch {
                (command, problem) = (nil, error.description)
            }
            return
        }
        let (name, value) = (words[0].lowercased(), words[1])
        if name == "seed" {
            let number = SampleNumber(value)
            command = number.map { Command(key: "", text: "seed \($0.text)", action: .seed($0)) }
            problem = number == nil ? SampleNumber.expectation(value) : nil
        } else if name == "species" {
            let species = Species.named(value)
            command = species.map { Command(key: "", text: "species \($0.names[0])", action: .species($0)) }
            problem = species == nil ? "There is no species \"\(value)\"; p lists them." : nil
        } else if ["u", "undo", "redo"].contains(name), let count = Int(value) {
            guard (1...SettingsHistory.depth).contains(count) else {
                (command, problem) = (nil, "\(count) steps are asked for; expected 1 to \(SettingsHistory.depth).")
                return
            }
            let word = name == "redo" ? name : "undo"
            let action: Action = word == "redo" ? .redoSteps(count) : .undoSteps(count)
            (command, problem) = (
                Command(key: "", text: "\(word) \(count) \(count == 1 ? "step" : "steps")", action: action), nil
            )
        } else {
            (command, problem) = (nil, nil)
        }
    }
}
