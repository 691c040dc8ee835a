import Text

/// Why there is no screen to draw on.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input or output, whichever is named, is a pipe or a file.
    case notATerminal(stream: String)
    /// TERM is not set.
    case terminalTypeMissing
    /// TERM names a type that terminfo does not know.
    case unknownTerminal(String)
    /// The type that TERM names cannot place its cursor by ANSI sequences.
    case noCursorAddressing(String)
    /// The system refused something; `reason` is its own wording.
    case system(action: String, reason: String)
}

extension TerminalError: CustomStringConvertible {
    public var description: String {
        let batch = "`zdc render explore` prints the same picture as text without a terminal"
        let example = "set TERM to your terminal's type, for example TERM=xterm-256color"
        return switch self {
        case .notATerminal(let stream): "The explorer needs a terminal, but \(stream) is not one; \(batch)."
        case .terminalTypeMissing: "The explorer needs the terminal's type, but TERM is not set; \(example), or \(batch)."
        case .unknownTerminal(let type):
            "The terminal type '\(displayable(type, limit: 60))' in TERM is not known here; \(example), or \(batch)."
        case .noCursorAddressing(let type):
            "A terminal of type '\(displayable(type, limit: 60))' (TERM) cannot place its cursor, which the explorer needs; \(example), or \(batch)."
        case .system(let action, let reason): "The terminal cannot be used: \(action) failed (\(reason)); \(batch)."
        }
    }
}
