import Terminal

/// The keys of the explorer. Key handling, help and hints are all built from this one table.
struct KeyTable: Sendable {
    enum Group: String, CaseIterable, Sendable {
        case move = "move"
        case change = "change"
        case generate = "generate"
        case see = "see"
        case program = "program"
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

    init(_ bindings: [Binding]) {
        self.bindings = bindings
        actions = Dictionary(bindings.flatMap(\.actions), uniquingKeysWith: { first, _ in first })
    }

    /// What a key does while browsing.
    func action(for key: Key) -> Action? { actions[key] }

    static let explore = KeyTable([
        binding(.move, "↑ ↓  k j", "Up Down  k j", "parameter", [
            (.up, .rowUp), (.character("k"), .rowUp), (.down, .rowDown), (.character("j"), .rowDown),
        ]),
        binding(.move, "Home End  < >", "Home End  < >", "first, last parameter", [
            (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
        ]),
        binding(.move, "Tab  ⇧Tab", "Tab  Shift-Tab", "picture or histograms", [(.tab, .nextPane)], shift: [(.tab, .previousPane)]),
        binding(.change, "← →  h l", "Left Right  h l", "one step", [
            (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
            (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
        ]),
        binding(.change, "⇧← ⇧→  H L", "Shift-arrows  H L", "ten steps",
            [(.character("H"), .step(up: false, .ten)), (.character("L"), .step(up: true, .ten))],
            shift: [(.left, .step(up: false, .ten)), (.right, .step(up: true, .ten))]),
        binding(.change, "Ctrl-← Ctrl-→", "Ctrl-Left Ctrl-Right", "a tenth of a step", [],
            control: [(.left, .step(up: false, .tenth)), (.right, .step(up: true, .tenth))]),
        binding(.change, "Enter", "Enter", "type a value", [(.enter, .edit)]),
        binding(.change, "p", "p", "species", [(.character("p"), .presets)]),
        binding(.change, "e", "e", "on-shell lock", [(.character("e"), .cycleLock)]),
        binding(.change, "Del", "Del", "reset the row", [(.delete, .resetRow)]),
        binding(.change, "u  Ctrl-R", "u  Ctrl-R", "undo, redo", [(.character("u"), .undo)],
            control: [(.character("r"), .redo)]),
        binding(.generate, "g  G", "g  G", "next, previous sample", [
            (.character("g"), .newSample), (.character("G"), .previousSample),
        ]),
        binding(.generate, "space", "space", "play, pause samples", [(.character(" "), .play)]),
        binding(.generate, "r  S", "r  S", "next seed, type a seed", [
            (.character("r"), .newSeed), (.character("S"), .typeSeed),
        ]),
        binding(.generate, "m", "m", "model", [(.character("m"), .nextModel)]),
        binding(.see, "d", "d", "generated, true, difference", [(.character("d"), .cyclePicture)]),
        binding(.see, "i", "i", "inspect pixels", [(.character("i"), .inspect)]),
        binding(.see, "c", "c", "colour map", [(.character("c"), .cycleColors)]),
        binding(.see, "z", "z", "scale of the focused pane", [(.character("z"), .cycleScale)]),
        binding(.see, "s", "s", "shared or own colour scale", [(.character("s"), .shareScale)]),
        binding(.see, "o", "o", "channel mask convention", [(.character("o"), .cycleMasks)]),
        binding(.program, "?  F1", "?  F1", "help", [(.character("?"), .help), (.function(1), .help)]),
        binding(.program, "M", "M", "mouse on, off", [(.character("M"), .toggleMouse)]),
        binding(.program, "Ctrl-L", "Ctrl-L", "redraw", [], control: [(.character("l"), .redraw)]),
        binding(.program, "Ctrl-Z", "Ctrl-Z", "suspend", [], control: [(.character("z"), .suspend)]),
        binding(.program, "q  Ctrl-C", "q  Ctrl-C", "quit", [(.character("q"), .quit)],
            control: [(.character("c"), .quit)]),
    ])

    private static func binding(
        _ group: Group, _ label: String, _ asciiLabel: String, _ text: String, _ plain: [(KeyCode, Action)],
        shift: [(KeyCode, Action)] = [], control: [(KeyCode, Action)] = []
    ) -> Binding {
        Binding(
            group: group, label: label, asciiLabel: asciiLabel, text: text,
            actions: plain.map { (Key($0.0), $0.1) } + shift.map { (Key($0.0, .shift), $0.1) }
                + control.map { (Key($0.0, .control), $0.1) })
    }
}
