import Glibc

/// The variables of the process that describe a terminal.
enum Environment {
    static var current: [String: String] {
        var values: [String: String] = [:]
        for name in ["TERM", "COLORTERM", "NO_COLOR", "STY"] { values[name] = value(of: name) }
        return values
    }

    /// Sets variables while something runs that takes its settings from nowhere else.
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

    private static func value(of name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
