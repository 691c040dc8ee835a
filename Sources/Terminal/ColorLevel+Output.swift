public import Canvas
import Glibc

extension ColorLevel {
    /// The colours of the terminal that standard output is, by NO_COLOR, COLORTERM and terminfo; nil if it is none.
    public static func ofStandardOutput() -> ColorLevel? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        let environment = Environment.current
        guard let description = try? TerminalDescription.read(type: environment["TERM"]) else { return .mono }
        return TerminalCapability.level(environment: environment, description: description)
    }
}
