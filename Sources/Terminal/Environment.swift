import Glibc

/// The variables of the process that describe a terminal.
enum Environment {
    static var current: [String: String] {
        var values: [String: String] = [:]
        for name in ["TERM", "TERMINFO", "COLORTERM", "NO_COLOR", "STY"] {
            if let value = getenv(name) { values[name] = String(cString: value) }
        }
        return values
    }
}
