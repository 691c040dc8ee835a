import Terminal

/// The keys of a page. Key handling, help and the list of commands are built from this table; hints name a few of its keys.
struct KeyTable: Sendable {
    enum Group: String, CaseIterable, Sendable {
        case move = "move"
        case change = "change"
        case generate = "generate"
        case see = "see"
        case keep = "keep"
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

    /// Walking through the particles of the data set, or through published ones, where a view looks at one.
    static let particles = [
        binding(
            .change, "[  ]", "[  ]", "previous, next particle (file or published)",
            [
                (.character("["), .previousParticle), (.character("]"), .nextParticle),
            ]),
        binding(.change, "/", "/", "find one of them by number or species", [(.character("/"), .findParticle)]),
    ]

    /// What works in every view.
    static let shared: [Binding] =
        views + [
            binding(
                .change, "u  Ctrl-R", "u  Ctrl-R", "undo, redo", [(.character("u"), .undo)],
                control: [(.character("r"), .redo)]),
            binding(
                .generate, "r  S", "r  S", "next seed, type a seed",
                [
                    (.character("r"), .newSeed), (.character("S"), .typeSeed),
                ]),
            binding(
                .see, "D  B", "D  B", "the other calorimeter, ZN and ZP at once",
                [
                    (.character("D"), .turnDetector), (.character("B"), .toggleBoth),
                ]),
            binding(.see, "c", "c", "colour map", [(.character("c"), .cycleColors)]),
            binding(.program, "?  F1", "?  F1", "help", [(.character("?"), .help), (.function(1), .help)]),
            binding(.keep, "w", "w", "save: PNG, SVG, CSV, JSON, NPZ, text, session", [(.character("w"), .save)]),
            binding(.keep, "y", "y", "copy the numbers as CSV", [(.character("y"), .copyNumbers)]),
            binding(.keep, "Y", "Y", "copy the command that prints this", [(.character("Y"), .copyCommand)]),
            binding(
                .program, ":  Ctrl-P", ":  Ctrl-P", "all commands, with search", [(.character(":"), .palette)],
                control: [(.character("p"), .palette)]),
            binding(.program, "Esc", "Esc", "stop the work under way", [(.escape, .stop)]),
            binding(.program, "M", "M", "mouse on, off", [(.character("M"), .toggleMouse)]),
            binding(.program, "Ctrl-L", "Ctrl-L", "redraw", [], control: [(.character("l"), .redraw)]),
            binding(.program, "Ctrl-Z", "Ctrl-Z", "suspend", [], control: [(.character("z"), .suspend)]),
            binding(
                .program, "q  Ctrl-C", "q  Ctrl-C", "quit", [(.character("q"), .quit)],
                control: [(.character("c"), .quit)]),
        ]

    /// The digits of the views.
    private static var views: [Binding] {
        let digits = ViewKind.allCases.map { String($0.digit) }.joined(separator: " ")
        return [binding(.move, digits, digits, "view", ViewKind.allCases.map { (.character($0.digit), .view($0)) })]
    }

    static func binding(
        _ group: Group, _ label: String, _ asciiLabel: String, _ text: String, _ plain: [(KeyCode, Action)],
        shift: [(KeyCode, Action)] = [], control: [(KeyCode, Action)] = []
    ) -> Binding {
        Binding(
            group: group, label: label, asciiLabel: asciiLabel, text: text,
            actions: plain.map { (Key($0.0), $0.1) } + shift.map { (Key($0.0, .shift), $0.1) }
                + control.map { (Key($0.0, .control), $0.1) })
    }
}

/// A key as the status line shows it; clicking it does the same.
struct KeyHint: Sendable {
    var key: String
    var text: String
    var action: Action

    init(_ key: String, _ text: String, _ action: Action) {
        (self.key, self.text, self.action) = (key, text, action)
    }
}

/// A part of the help that is not about keys.
struct HelpNotes: Sendable {
    var heading: String
    /// What it is about, and what is to be said.
    var lines: [(String, String)]

    /// What is said of generated photons, on all screens.
    static let wholePhotons = ("generated", "whole photons, here and in every score")
}
