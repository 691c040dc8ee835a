import ArgumentParser
import Canvas

/// The colour levels by the names of the command line.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    /// As many as the terminal has.
    case auto
    case direct
    case palette256 = "256"
    case ansi16 = "16"
    case mono

    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// Nil asks the terminal.
    var level: ColorLevel? {
        switch self {
        case .auto: nil
        case .direct: .direct
        case .palette256: .palette256
        case .ansi16: .ansi16
        case .mono: .mono
        }
    }
}
