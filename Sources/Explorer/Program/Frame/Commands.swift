import Canvas

/// Something that can be done in a view, as the list of all commands shows it.
struct Command: Equatable, Sendable {
    /// The key that does the same; empty where there is none.
    var key: String
    var text: String
    var action: Action

    /// Words that find it beside those of its text.
    private var words = ""

    init(_ text: String, _ action: Action, key: String = "", words: String = "") {
        (self.key, self.text, self.action, self.words) = (key, text, action, words)
    }

    /// All commands of a view: what has a name alone, then one for each thing that its keys do; moving about comes last.
    static func all(of page: any Page.Type, models: [ModelSummary] = []) -> [Command] {
        let themes = Theme.allCases.map { Command("theme \($0.title)", .theme($0)) }
        let maps = ColorMap.allCases.map { Command("map \($0.rawValue)", .map($0)) }
        let settings = ParameterRow.all.filter { $0 != .species }.map { row in
            let unit = row == .parameter(.charge) ? "" : ", \(row.unit) or with a unit"
            return Command("\(row.name.lowercased()), then a value\(unit)", .beginTyping("\(row.name) "))
        }
        let models = models.map { Command("model \($0.name)\($0.isOwn ? ", your own" : "")", .model($0.name)) }
        let choices = page.choices.map { Command($0.text, $0.action) }
        let files = [
            Command(
                "open a data set, session or training history", .beginTyping("open "), words: "file load import my own data"),
            Command(
                "\(openGenerated): responses of a generator", .beginTyping("\(openGenerated) "),
                words: "file load import compare my own model npz data set"),
            Command("save session", .saveSession), Command("load session", .loadSession),
            Command("messages so far", .messages),
        ]
        // Keys that move, and the one of this list, help nobody who looks for a command.
        let bindings = page.keyTable.bindings.map { binding in
            (binding, isLast: binding.group == .move || binding.actions.contains { $0.1 == .palette })
        }
        return files + choices + models + settings + keyed(bindings.filter { !$0.isLast }.map(\.0)) + themes + maps
            + keyed(bindings.filter(\.isLast).map(\.0))
    }

    /// One for each thing that keys do.
    private static func keyed(_ bindings: [KeyTable.Binding]) -> [Command] {
        var seen = Set<Action>()
        return bindings.flatMap { binding in
            binding.actions.filter { seen.insert($0.1).inserted }.map { key, action in
                Command(
                    text(of: action) ?? binding.text, action, key: key.description,
                    words: "\(binding.text) \(otherWords(for: action))")
            }
        }
    }

    /// What the keys of the other views do that this one lacks.
    private static func ofOthers(_ view: ViewKind) -> [Command] {
        let own = Set(view.page.keyTable.bindings.map(\.text))
        return ViewKind.allCases.filter { $0 != view }.flatMap { other in
            keyed(other.page.keyTable.bindings.filter { $0.group != .move && !own.contains($0.text) }).map { command in
                Command(
                    "\(other.title): \(command.text)", .inView(other, command.action), key: "\(other.digit) \(command.key)",
                    words: command.words)
            }
        }
    }

    /// The commands that fit what is typed: a setting with its value first, then those that are called or begin like that, then
    /// the one of this key, those with such a word, those that hold the text or mean it, and at the end those of other views.
    static func matching(_ filter: String, _ state: ExplorerState) -> [Command] {
        let all = all(of: state.page, models: state.models)
        let wanted = filter.lowercased()
        guard !wanted.isEmpty else { return all }
        func ranked(_ commands: [Command]) -> [Command] {
            let ranks = commands.map { $0.rank(wanted, key: filter) }
            return (0..<Self.ranks).flatMap { rank in zip(commands, ranks).filter { $1 == rank }.map(\.0) }
        }
        let typed = [TypedSetting(filter).command].compactMap(\.self)
        let found = files(filter, state) + ranked(all)
        // "open gen" is the beginning of a command, unless there is such a file.
        let isBegun = openGenerated.hasPrefix(wanted) && !state.knownPaths.contains { $0 == OpenOrder(typed: filter)?.path }
        return (isBegun ? found + typed : typed + found) + ranked(ofOthers(state.view))
    }

    private static let openGenerated = "open generated"

    /// The files that were listed, as far as they begin like the one that is typed; a folder goes on.
    private static func files(_ filter: String, _ state: ExplorerState) -> [Command] {
        guard let order = OpenOrder(typed: filter) else { return [] }
        let typed = order.parts.folder
        return state.knownPaths.filter { $0.hasPrefix(order.path) && $0 != order.path }.compactMap { path in
            let isFolder = path.hasSuffix("/")
            let (folder, name) = order.with(path: isFolder ? String(path.dropLast()) : path).parts
            guard folder == typed else { return nil }
            let found = order.with(path: path)
            return Command(name + (isFolder ? "/" : ""), isFolder ? .beginTyping(found.text) : .open(found))
        }
    }

    /// How well it fits, 0 best; nil if it does not. Done for every command after every key, so it compares bytes.
    private func rank(_ wanted: String, key typed: String) -> Int? {
        let text = text.lowercased()
        if text == wanted { return 0 }
        if text.hasPrefix(wanted) { return 1 }
        if key == typed { return 2 }
        let (letters, sought) = (Array(text.utf8), Array(wanted.utf8)[...])
        let places = Self.places(of: sought, in: letters)
        if places.contains(where: { $0 == 0 || letters[$0 - 1] == Self.blank }) { return 3 }
        if !places.isEmpty { return 4 }
        let known = letters + [Self.blank] + Array(words.lowercased().utf8)
        let parts = sought.split(separator: Self.blank)
        let areKnown = parts.allSatisfy { part in
            Self.places(of: part, in: known).contains { $0 == 0 || !Self.isInWord(known[$0 - 1]) }
        }
        return !parts.isEmpty && areKnown ? 5 : nil
    }

    private static let ranks = 6

    private static let blank = UInt8(ascii: " ")

    /// Where some bytes are in others.
    private static func places(of part: ArraySlice<UInt8>, in bytes: [UInt8]) -> [Int] {
        guard let first = part.first, part.count <= bytes.count else { return [] }
        return (0...bytes.count - part.count).filter { bytes[$0] == first && bytes[$0...].starts(with: part) }
    }

    /// A letter or digit in UTF-8; everything beyond ASCII counts as one.
    private static func isInWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        default: false
        }
    }

    /// Words of their own for actions that share a line of the help.
    private static func text(of action: Action) -> String? {
        switch action {
        case .view(let view): "view \(view.title)"
        case .turnDetector: "the other calorimeter, ZN or ZP"
        case .toggleBoth: "both calorimeters side by side, or one"
        case .pin: "pin this particle, or clear the pin"
        case .flip: "flip between this particle and the pinned one"
        case .undo: "undo"
        case .redo: "redo"
        case .newSeed: "next seed"
        case .typeSeed: "type a seed"
        case .newSample: "next sample"
        case .previousSample: "previous sample"
        case .nextParticle: "next particle of the file, or published one"
        case .previousParticle: "previous particle of the file, or published one"
        case .addColumn: "add the particle of Explore as a column"
        case .dropColumn: "drop the column"
        default: nil
        }
    }
}

extension Command {
    /// Words that people type for what a key does, beside those that the help says.
    private static func otherWords(for action: Action) -> String {
        switch action {
        case .cycleBelow: "residual deviation panel"
        case .cycleScale: "logarithmic square root axis intensity"
        case .cyclePicture: "subtract residual"
        case .cycleBins: "binning rebin"
        case .cycleObservables: "photon sum light shape"
        case .cycleScope: "distribution"
        case .typeCut: "filter select condition"
        case .cycleMasks: "towers thesis wojnar"
        case .cycleColors: ColorMap.allCases.map(\.rawValue).joined(separator: " ")
        case .cycleCount: "amount statistics"
        case .cycleLeastPhotons: "empty least photons"
        case .cycleLock: "mass shell"
        case .newSample, .newSeed: "random noise"
        case .nextModel: "generator network"
        case .vary: "scan"
        case .pin: "compare keep reference"
        case .inspect: "cross cursor value"
        case .smooth: "average"
        case .sort: "order rank"
        case .play: "animate"
        case .save: "export write picture figure"
        case .presets: "kind pdg"
        default: ""
        }
    }
}
