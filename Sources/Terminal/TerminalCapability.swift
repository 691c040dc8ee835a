import Canvas

/// What the screen uses of a terminal: the outcome of options, environment and terminfo.
struct TerminalCapability: Hashable, Sendable {
    var colorLevel: ColorLevel
    var isUnicode: Bool
    /// The description to draw by instead of the one that TERM names.
    var entry: TerminfoEntry?

    /// The user's options come first, then `NO_COLOR`, then everything else.
    ///
    /// - Parameters:
    ///   - environment: `NO_COLOR`, `COLORTERM`, `TERM`, `XTERM_VERSION` and `STY` are read.
    ///   - codeset: the character encoding of the locale, as `nl_langinfo` names it.
    init(options: TerminalOptions, environment: [String: String], description: TerminalDescription, codeset: String) {
        // The fonts of the Linux console have no half blocks, dots or eighths.
        isUnicode = options.unicode ?? (["UTF-8", "UTF8"].contains(codeset.uppercased()) && environment["TERM"] != "linux")
        colorLevel = options.color ?? Self.level(environment: environment, description: description)
        entry =
            switch colorLevel {
            case .direct: .direct
            case .palette256 where description.colors < 256 || description.hasDirectColors: .palette256
            case .ansi16 where description.colors < 8 || description.hasDirectColors: .palette256
            case .palette256, .ansi16, .mono: nil
            }
    }

    /// What is left where ncurses refuses an entry from the environment, as some builds do for root.
    func withoutEntry(description: TerminalDescription) -> TerminalCapability {
        var capability = self
        capability.entry = nil
        if colorLevel != .mono {
            capability.colorLevel = description.colors >= 256 ? .palette256 : description.colors >= 8 ? .ansi16 : .mono
        }
        return capability
    }

    /// The colours without anybody asking for any.
    static func level(environment: [String: String], description: TerminalDescription) -> ColorLevel {
        // https://no-color.org: present and not empty.
        if let noColor = environment["NO_COLOR"], !noColor.isEmpty { return .mono }
        guard description.colors >= 8 else { return .mono }
        let isDirect = description.hasDirectColors || ["truecolor", "24bit"].contains(environment["COLORTERM"]?.lowercased())
        if isDirect, !isInsideGNUScreen(environment) { return .direct }
        return description.colors >= 256 || isXterm(environment) ? .palette256 : .ansi16
    }

    /// xterm calls itself "xterm", whose description has eight colours, and has had 256 in every distribution since long before this
    /// version.
    private static func isXterm(_ environment: [String: String]) -> Bool {
        guard environment["TERM"] == "xterm", !isInsideGNUScreen(environment), let version = environment["XTERM_VERSION"],
            version.hasPrefix("XTerm("), let number = Int(version.dropFirst(6).prefix { $0.isASCII && $0.isNumber })
        else { return false }
        return number >= 256
    }

    /// GNU screen passes the outer terminal's COLORTERM on, but not its 24-bit colours, whatever TERM says.
    private static func isInsideGNUScreen(_ environment: [String: String]) -> Bool { environment["STY"]?.isEmpty == false }
}
