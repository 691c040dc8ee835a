#if DEBUG || FUZZING
@testable import Explorer
import Canvas
import Random
import Terminal

/// Random scripts; the same seed and `index` always give the same script.
struct StepSource {
    private var random: RandomStream
    private var size: (width: Int, height: Int)
    /// What is left of a line that is being typed.
    private var typing: [FuzzStep] = []
    /// All keys with a meaning in some view.
    private static let bound: [Key] = {
        let views: [any Page.Type] = ViewKind.allCases.map(\.page)
        return views.flatMap { $0.keyTable.bindings.flatMap { $0.actions.map(\.0) } }
    }()
    private static let plain: [KeyCode] = [
        .enter, .escape, .tab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
        .function(1), .function(5),
    ]
    private static let typed = Array(
        "0123456789.eE+-/_ kMGTVmcu,~x\u{1B}\u{7F}\u{9B}éπ字\u{301}\u{200B}\u{202E}\u{10FFFF}".unicodeScalars)
    private static let texts = [
        "", "0", "sum > 100 and (E > 1 TeV or species = n)", "lit > 3 or", "0 500", "-1:2.5", "1e9", "-1e9", "1e-320", "nan",
        "inf", "-inf", "1e999",
        "2 TeV", "938.27", "-1", "42/7", "18446744073709551615",
        "18446744073709551616/4294967296", "\u{1B}[2J\u{7}", "x\u{9B}31m\u{202E}", String(repeating: "9", count: 3000),
        "é字\u{301}\u{200D}",
    ]
    /// What a folder may hold.
    private static let lists: [[String]] = [
        [], ["set.npz"], ["a.npz", "ab.npz", "abc"], ["sub/"], ["/data/é字.npz", "/data/é字\u{301}.npz"],
        ["x", "x,y", String(repeating: "x", count: 5000)], (0..<1000).map { "\($0)" }, ["", " "],
    ]
    /// Keys that open a line, and what somebody would type there; nothing: a choice among what is listed.
    private static let lines: [(opening: String, texts: [String])] = [
        (
            ":",
            [
                "", "", "", "energy 2 TeV", "px -0.1", "x on face 1", "y on face -2 cm", "charge 1", "seed 7/3", "species gamma",
                "undo 3", "u 2", "redo 2", "theme", "map", "model", "save session", "load session", "messages", "pin", "flip",
                "range", "cut", "both", "profiles", "sweep", "walk", "smooth", "sort", "zoom", "histograms:", "compare:",
                "table:", "open set.npz", "open generated mine.npz", "open ", "open ~/a", "open generated /x/y,z",
                "v", "P", "A", "energy",
            ]
        ),
        ("4:", ["against lit", "against centre-x", "against sum", "below", "bins", "freeze"]),
        ("4A", ["", "0 500", "100:2000", "0,1", "-1 1", "5 1", "1e9 2e9"]),
        ("4C", ["", "sum > 100 and (E > 1 TeV or species = n)", "not lit < 5", "x > 0 or y > 0", "lit > 3 or", "((sum > 1))"]),
        ("/", ["3", "17", "n", "gamma", "0"]), ("S", ["7", "42/7", "-1"]), ("1p", ["", "pi", "ga", "n"]),
        ("w", ["", "x.png", "a.session", "b.csv"]),
    ]

    init(seed: UInt64, index: UInt64) {
        random = RandomStream(seed: seed, purpose: RandomStream.Purpose(rawValue: 0xF0), index: index)
        size = (80, 24)
    }

    mutating func start() -> FuzzStart {
        size = randomSize()
        return FuzzStart(
            width: size.width, height: size.height, models: below(5), level: pick(ColorLevel.allCases), isUnicode: below(4) > 0,
            detector: pick(ShownDetectors.names))
    }

    mutating func next() -> FuzzStep {
        if !typing.isEmpty { return typing.removeFirst() }
        if below(60) == 0 {
            typing = line()
            return .key(.escape, [])
        }
        switch below(1000) {
        // Changes of calorimeter are more frequent than two keys among many would make them.
        case ..<20: return .key(.character(pick(["B", "D"])), [])
        case ..<380:
            let key = pick(Self.bound)
            return .key(key.code, key.modifiers)
        case ..<470: return .key(pick(Self.plain), modifiers())
        case ..<560: return .key(.character(pick(Self.typed)), below(8) == 0 ? modifiers() : [])
        case ..<580: return .paste(pick(Self.texts))
        case ..<720: return mouse()
        case ..<735:
            size = randomSize()
            return .resize(size.width, size.height)
        case ..<737: return .resumed
        case ..<738: return .background(below(2) == 0 ? .light : .dark)
        case ..<860: return .deliver(back: below(4) > 0 ? 0 : below(8), variant: below(1 << 20))
        case ..<885:
            return .progress(back: below(3), done: pick([0, 1, 300, 1000, Int.max / 2]), total: pick([0, 1, 1000, 60_000]))
        case ..<895: return .finished(back: below(3))
        case ..<900: return .models(isProton: below(2) == 0, count: below(5))
        case ..<985: return .pass(milliseconds: pick([0, 1, 33, 100, 100, 100, 3000, 86_400_000, -1000, -86_400_000]))
        case ..<988: return .filesChanged
        case ..<990: return .saved(pick(Self.texts))
        case ..<992: return .failed(String(repeating: pick(Self.texts) + " ", count: 1 + below(20)))
        case ..<993: return .exists
        case ..<995: return .session(back: below(6))
        case ..<997: return .opened(variant: below(1 << 20))
        case ..<998: return .notOpened(pick(Self.texts))
        default: return .paths(typed: below(4) == 0 ? pick(["", "a", "/no/such,", "\u{301}"]) : nil, pick(Self.lists))
        }
    }

    /// A whole line, typed in browsing and mostly finished.
    private mutating func line() -> [FuzzStep] {
        // There is most behind the list of commands.
        let (opening, texts) = below(2) == 0 ? Self.lines[0] : pick(Self.lines)
        var steps: [FuzzStep] = [.key(.escape, [])]
        steps += opening.unicodeScalars.map { .key(.character($0), []) }
        steps.append(.key(.character("u"), .control))
        let text = pick(texts)
        let isOpening = opening == ":" && text.hasPrefix("open")
        steps += text.unicodeScalars.map { .key(.character($0), []) }
        if isOpening, below(2) == 0 { steps += [.key(.tab, []), .paths(typed: nil, pick(Self.lists))] }
        if below(2) == 0 { steps += Array(repeating: .key(.down, []), count: below(below(4) == 0 ? 80 : 6)) }
        if below(8) > 0 { steps.append(.key(.enter, [])) }
        if isOpening, below(2) == 0 {
            steps.append(below(4) > 0 ? .opened(variant: below(1 << 20)) : .notOpened("x: is no data set."))
        }
        return steps
    }

    private mutating func mouse() -> FuzzStep {
        let actions: [MouseEvent.Action] = [.press, .press, .press, .release, .drag, .drag, .drag, .wheelUp, .wheelDown]
        let isFar = below(50) == 0
        return .mouse(
            pick(actions), button: below(8) == 0 ? below(4) : 1, x: isFar ? 9_999_998 : below(size.width + 2),
            y: isFar ? 9_999_998 : below(size.height + 2), below(8) == 0 ? modifiers() : [])
    }

    private mutating func modifiers() -> Modifiers {
        Modifiers(rawValue: UInt8([0, 0, 1, 2, 4, 5, 7].randomElement(using: &random) ?? 0))
    }

    /// 1×1 to 500×200: a third too small, half usual, the rest anything.
    private mutating func randomSize() -> (width: Int, height: Int) {
        switch below(10) {
        case 0: (1 + below(100), 1 + below(30))
        case 1: (80 + below(8), 24 + below(4))
        case 2...7: pick([(80, 24), (80, 24), (100, 30), (120, 40), (125, 33), (166, 50), (200, 60)])
        case 8: (80 + below(180), 24 + below(60))
        default: (1 + below(500), 1 + below(200))
        }
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}
#endif
