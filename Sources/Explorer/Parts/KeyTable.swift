import Canvas
import Terminal

/// The keys of a page while nothing is open. Key handling, help, the list of commands and all hints are built from this table.
struct KeyTable: Sendable {
    enum Group: String, CaseIterable, Sendable {
        case move, change, generate, see, keep, program
    }

    /// One line of the help.
    struct Binding: Sendable {
        var group: Group
        /// Keys as they are pressed: "↑ ↓ k j".
        var label: String
        /// The same for terminals without Unicode.
        var asciiLabel: String
        var text: String
        var actions: [(Key, Action)]
    }

    let bindings: [Binding]
    private let actions: [Key: Action]

    /// The keys of a view, and those that work in every view.
    ///
    /// - Parameter walks: the view walks through the particles of the data set.
    init(_ own: [Binding], walks: Bool = false) {
        bindings = own + (walks ? Self.particles : []) + Self.shared
        actions = Dictionary(bindings.flatMap(\.actions), uniquingKeysWith: { first, _ in first })
    }

    func action(for key: Key) -> Action? { actions[key] }

    /// The first key of an action, as a hint shows it: "←", or a letter where there is only ASCII. Empty where there is none.
    func label(_ action: Action, _ appearance: Appearance) -> String {
        let keys = bindings.lazy.flatMap(\.actions).filter { $0.1 == action }.map(\.0)
        let isUnicode = appearance.glyphs.isUnicode
        return (isUnicode ? keys.first : keys.first { $0.code.isCharacter } ?? keys.first)?.symbol(isUnicode: isUnicode) ?? ""
    }

    /// Walking through the particles of the data set, or through published ones, where a view looks at one.
    private static let particles: [Binding] = [
        .keys(.change, "previous, next particle (file or published)", ("[", .previousParticle), ("]", .nextParticle)),
        .keys(.change, "find one of them by number or species", ("/", .findParticle)),
    ]

    /// What works in every view.
    private static let shared: [Binding] = [
        .keys(.move, "view", ViewKind.allCases.map { ($0.digit, .view($0)) }, gap: " "),
        .binding(
            .change, "u  Ctrl-R", "undo, redo", [(Key(.character("u")), .undo), (Key(.character("r"), .control), .redo)]),
        .keys(.change, "pin this particle, clear the pin; flip to it", ("P", .pin), ("F", .flip)),
        .keys(.generate, "next seed, type a seed", ("r", .newSeed), ("S", .typeSeed)),
        .keys(.see, "the other calorimeter, ZN and ZP at once", ("D", .turnDetector), ("B", .toggleBoth)),
        .keys(.see, "colour map", ("c", .cycleColors)),
        .binding(.program, "?  F1", "help", [(Key(.character("?")), .help), (Key(.function(1)), .help)]),
        .keys(.keep, "save: PNG, SVG, CSV, JSON, NPZ, text, session", ("w", .save)),
        .keys(.keep, "copy the numbers as CSV", ("y", .copyNumbers)),
        .keys(.keep, "copy the command that prints this", ("Y", .copyCommand)),
        .binding(
            .program, ":  Ctrl-P", "all commands; or type energy 2 TeV, open FILE",
            [(Key(.character(":")), .palette), (Key(.character("p"), .control), .palette)]),
        .binding(.program, "Esc", "stop the work under way", [(Key(.escape), .stop)]),
        .binding(.program, "F5", "read the data set again", [(Key(.function(5)), .readData)]),
        .keys(.program, "mouse on, off", ("M", .toggleMouse)),
        .binding(.program, "Ctrl-L", "redraw", [(Key(.character("l"), .control), .redraw)]),
        .binding(.program, "Ctrl-Z", "suspend", [(Key(.character("z"), .control), .suspend)]),
        .binding(.program, "q  Ctrl-C", "quit", [(Key(.character("q")), .quit), (Key(.character("c"), .control), .quit)]),
    ]
}

extension KeyTable.Binding {
    typealias Group = KeyTable.Group

    /// - Parameter ascii: the label for terminals without Unicode; nil where it is the same.
    static func binding(
        _ group: Group, _ label: String, ascii: String? = nil, _ text: String, _ actions: [(Key, Action)]
    ) -> Self {
        Self(group: group, label: label, asciiLabel: ascii ?? label, text: text, actions: actions)
    }

    /// Keys of one character each.
    static func keys(_ group: Group, _ text: String, _ actions: (Unicode.Scalar, Action)...) -> Self {
        keys(group, text, actions, gap: "  ")
    }

    static func keys(_ group: Group, _ text: String, _ actions: [(Unicode.Scalar, Action)], gap: String) -> Self {
        let names = actions.map { $0.0 == " " ? "space" : String($0.0) }
        return binding(group, names.joined(separator: gap), text, actions.map { (Key(.character($0.0)), $0.1) })
    }

    static func enter(_ group: Group, _ text: String) -> Self { binding(group, "Enter", text, [(Key(.enter), .edit)]) }

    static func delete(_ text: String) -> Self { binding(.change, "Del", text, [(Key(.delete), .resetRow)]) }

    static func panes(_ text: String) -> Self {
        binding(.move, "Tab  ⇧Tab", ascii: "Tab  Shift-Tab", text, [(Key(.tab), .nextPane), (Key(.tab, .shift), .previousPane)])
    }

    static func rows(_ text: String) -> Self {
        arrows(.move, "↑ ↓  k j", ascii: "Up Down  k j", text, (.up, "k", .rowUp), (.down, "j", .rowDown))
    }

    static func steps(_ group: Group, _ text: String) -> Self {
        arrows(
            group, "← →  h l", ascii: "Left Right  h l", text, (.left, "h", .step(up: false, .one)),
            (.right, "l", .step(up: true, .one)))
    }

    static func tens(_ text: String, in group: Group = .move) -> Self {
        binding(
            group, "⇧← ⇧→  H L", ascii: "Shift-arrows  H L", text,
            [
                (Key(.character("H")), .step(up: false, .ten)), (Key(.character("L")), .step(up: true, .ten)),
                (Key(.left, .shift), .step(up: false, .ten)), (Key(.right, .shift), .step(up: true, .ten)),
            ])
    }

    static func ends(_ text: String) -> Self {
        arrows(.move, "Home End  < >", text, (.home, "<", .rowFirst), (.end, ">", .rowLast))
    }

    /// Keys with a letter each that does the same.
    private static func arrows(
        _ group: Group, _ label: String, ascii: String? = nil, _ text: String,
        _ pairs: (KeyCode, Unicode.Scalar, Action)...
    ) -> Self {
        binding(group, label, ascii: ascii, text, pairs.flatMap { [(Key($0.0), $0.2), (Key(.character($0.1)), $0.2)] })
    }
}

/// Keys as a hint shows them with what they do; clicking it does what the last one does.
struct KeyHint: Sendable {
    var text: String
    var actions: [Action]

    init(_ text: String, _ actions: Action...) { self.init(text, actions) }
    init(_ text: String, _ actions: [Action]) { (self.text, self.actions) = (text, actions) }

    /// "←→ point".
    func label(_ table: KeyTable, _ appearance: Appearance) -> (keys: String, text: String) {
        let keys = actions.map { table.label($0, appearance) }
        return (keys.joined(separator: keys.allSatisfy { "←→↑↓".contains($0) } ? "" : " "), text)
    }

    /// What is always at the end of the last row.
    static let always = [KeyHint("help", .help), KeyHint("quit", .quit)]
}

extension KeyCode {
    fileprivate var isCharacter: Bool { if case .character = self { true } else { false } }
}

extension Key {
    /// As short as a hint shows it.
    fileprivate func symbol(isUnicode: Bool) -> String {
        guard modifiers.isEmpty else { return description }
        return switch code {
        case .up where isUnicode: "↑"
        case .down where isUnicode: "↓"
        case .left where isUnicode: "←"
        case .right where isUnicode: "→"
        case .character(" "): "space"
        case .delete: "Del"
        default: description
        }
    }
}

/// A part of the help that is not about keys.
struct HelpNotes: Sendable {
    var heading: String
    /// What it is about, and what is to be said.
    var lines: [(String, String)]

    static func notes(mouse: [(String, String)], marks: [(String, String)]) -> [HelpNotes] {
        [HelpNotes(heading: "mouse", lines: mouse), HelpNotes(heading: "marks", lines: marks)]
    }

    /// What is said of generated photons, on all screens.
    static let wholePhotons = ("generated", "whole photons, here and in every score")
}
