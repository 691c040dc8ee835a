import Glibc

/// The variables of the process that describe a terminal.
enum Environment {
    static var current: [String: String] {
        var values: [String: String] = [:]
        for name in ["TERM", "COLORTERM", "NO_COLOR", "STY", "ESCDELAY", "COLORFGBG", "XTERM_VERSION"] {
            values[name] = value(of: name)
        }
        return values
    }

    /// How long an Esc waits for the rest of a sequence: ESCDELAY in milliseconds, as ncurses reads it, at most ten seconds.
    static func escapeDelay(_ environment: [String: String]) -> Duration {
        guard let text = environment["ESCDELAY"], let milliseconds = Int(text), milliseconds >= 0 else {
            return InputDecoder.usualEscapeDelay
        }
        return .milliseconds(min(milliseconds, 10_000))
    }

    /// Sets variables for the duration of `body`, which takes its settings from nowhere else.
    static func with<Result>(_ settings: [String: String], _ body: () -> Result) -> Result {
        let before = settings.map { ($0.key, value(of: $0.key)) }
        for (name, value) in settings { setenv(name, value, 1) }
        defer {
            for (name, value) in before {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
        }
        return body()
    }

    /// Whether a variable is set and not empty.
    static func has(_ name: String) -> Bool { value(of: name)?.isEmpty == false }

    private static func value(of name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
