#if DEBUG || FUZZING
import Canvas
@testable import Explorer
import Terminal

/// The explorer at the start of a script of random events.
public struct FuzzStart: Hashable, Sendable {
    public var width: Int
    public var height: Int
    public var models: Int
    public var level: ColorLevel
    public var isUnicode: Bool
    /// As `--detector` takes it.
    public var detector: String

    public init(
        width: Int = 80, height: Int = 24, models: Int = 2, level: ColorLevel = .mono, isUnicode: Bool = true,
        detector: String = "zn"
    ) {
        (self.width, self.height, self.models, self.level, self.isUnicode) = (width, height, models, level, isUnicode)
        self.detector = detector
    }

    var detectors: ShownDetectors { ShownDetectors(detector) ?? ShownDetectors() }
}

/// One thing that happens to the explorer. Work is identified by the number of requests between it and the latest one, so that
/// a script still makes sense when steps are removed.
public enum FuzzStep: Hashable, Sendable {
    case key(KeyCode, Modifiers)
    case paste(String)
    case mouse(MouseEvent.Action, button: Int, x: Int, y: Int, Modifiers)
    case resize(Int, Int)
    /// The terminal says what its background is.
    case background(TerminalBackground)
    case resumed
    /// A result of a request arrives; the variant selects its contents.
    case deliver(back: Int, variant: Int)
    case progress(back: Int, done: Int, total: Int)
    case finished(back: Int)
    /// The models of a calorimeter have been loaded.
    case models(isProton: Bool, count: Int)
    /// Time passes, or the clock is set back.
    case pass(milliseconds: Int)
    case filesChanged
    case saved(String)
    case failed(String)
    /// The file of the last save already exists.
    case exists
    /// The session from this many steps ago is opened.
    case session(back: Int)
    /// A file that the user opened was read; the variant selects what it was.
    case opened(variant: Int)
    /// It could not be read: a sentence.
    case notOpened(String)
    /// Files that begin like what is typed, or like this.
    case paths(typed: String?, [String])
}

extension FuzzStep {
    var isPaste: Bool { if case .paste = self { true } else { false } }
    var isResize: Bool { if case .resize = self { true } else { false } }
}

extension FuzzStart: CustomStringConvertible {
    /// Swift source for this start.
    public var description: String {
        "FuzzStart(width: \(width), height: \(height), models: \(models), level: .\(level.rawValue.first?.isNumber == true ? "palette256" : "\(level)"), isUnicode: \(isUnicode), detector: \(detector.debugDescription))"
    }
}

extension FuzzStep: CustomStringConvertible {
    /// Swift source for this step.
    public var description: String {
        switch self {
        case .key(let code, let modifiers): ".key(\(Self.source(code)), \(Self.source(modifiers)))"
        case .paste(let text): ".paste(\(text.debugDescription))"
        case .mouse(let action, let button, let x, let y, let modifiers):
            ".mouse(.\(action), button: \(button), x: \(x), y: \(y), \(Self.source(modifiers)))"
        case .resize(let width, let height): ".resize(\(width), \(height))"
        case .background(let background): ".background(.\(background))"
        case .resumed: ".resumed"
        case .deliver(let back, let variant): ".deliver(back: \(back), variant: \(variant))"
        case .progress(let back, let done, let total): ".progress(back: \(back), done: \(done), total: \(total))"
        case .finished(let back): ".finished(back: \(back))"
        case .models(let isProton, let count): ".models(isProton: \(isProton), count: \(count))"
        case .pass(let milliseconds): ".pass(milliseconds: \(milliseconds))"
        case .filesChanged: ".filesChanged"
        case .saved(let text): ".saved(\(text.debugDescription))"
        case .failed(let text): ".failed(\(text.debugDescription))"
        case .exists: ".exists"
        case .session(let back): ".session(back: \(back))"
        case .opened(let variant): ".opened(variant: \(variant))"
        case .notOpened(let text): ".notOpened(\(text.debugDescription))"
        case .paths(let typed, let paths): ".paths(typed: \(typed?.debugDescription ?? "nil"), \(paths))"
        }
    }

    private static func source(_ code: KeyCode) -> String {
        switch code {
        case .character(let scalar): ".character(\(String(scalar).debugDescription))"
        case .function(let number): ".function(\(number))"
        default: ".\(code)"
        }
    }

    private static func source(_ modifiers: Modifiers) -> String {
        let names: [(Modifiers, String)] = [(.shift, ".shift"), (.alt, ".alt"), (.control, ".control")]
        return "[" + names.filter { modifiers.contains($0.0) }.map(\.1).joined(separator: ", ") + "]"
    }
}
#endif
