/// What the argument parser says of a command line, as one sentence that gives a reason.
enum ParserMessage {
    static func sentence(_ message: String) -> String {
        // A list of many values has a line for each.
        let line = message.replacing(":\n  - ", with: ": ").replacing("\n  - ", with: ", ")
        if let reason = reason(line) { return "\(line); expected \(reason)." }
        if line.hasSuffix(".") { return line }
        if line.hasSuffix("?") { return "\(line) See --help." }
        return line == message ? "\(line); see --help." : "\(line)."
    }

    /// What an option takes if the parser gives no reason for refusing its value, as for numbers.
    private static func reason(_ line: String) -> String? {
        guard
            let match = line.wholeMatch(
                of: /The value '(?<value>.*)' is invalid for '[^ ]+ <(?<name>[^>]+)>'/.dotMatchesNewlines())
        else { return nil }
        if match.name == "WxH" { return "columns x rows, such as 120x40" }
        if match.name.contains(",") { return "\(match.name), numbers with commas between them" }
        if Int(match.value) != nil { return "a number from 0 on" }
        if !match.value.isEmpty, match.value.allSatisfy({ $0.isASCII && $0.isNumber }) { return "a smaller number" }
        return Double(match.value) == nil ? "a number" : "a whole number in digits, such as 1000"
    }
}
