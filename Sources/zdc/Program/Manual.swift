import ArgumentParser
import Foundation

/// The manual pages in the language of man(7).
enum Manual {
    /// The date of the pages, fixed so that the same program always writes the same bytes.
    private static let date = "2026-11-29"
    /// The longest line of text in bytes, as the style of man(7) recommends.
    private static let longestLine = 80

    /// The name and the text of each page: the program's, and one for every command.
    static func pages() throws -> [(name: String, text: String)] {
        let help = try JSONDecoder().decode(Help.self, from: Data(ZDC._dumpHelp().utf8)).command
        return pages(of: help, above: [])
    }

    private static func pages(of command: Command, above: [String]) -> [(name: String, text: String)] {
        let words = above + [command.commandName]
        let own = (words.joined(separator: "-"), page(of: command, words))
        return [own] + command.shown.flatMap { pages(of: $0, above: words) }
    }

    private static func page(of command: Command, _ words: [String]) -> String {
        let name = words.joined(separator: "-")
        var lines = [
            ".TH \"\(escaped(name.uppercased()))\" 1 \"\(date)\" \"zdc \(escaped(Version.text))\" \"zdc manual\"",
            ".SH NAME", "\(escaped(name)) \\- \(escaped(command.abstract ?? ""))", ".SH SYNOPSIS",
            ".B \(escaped(words.joined(separator: " ")))",
        ]
        let arguments = command.arguments?.filter { $0.shouldDisplay && $0.label != "--version" && $0.label != "--help" } ?? []
        if !command.shown.isEmpty { lines.append(".RI [ command ]") }
        if arguments.contains(where: { $0.kind != "positional" }) { lines.append(".RI [ options ]") }
        lines += arguments.filter { $0.kind == "positional" }.map { ".I \(escaped($0.valueName ?? ""))" }
        if let discussion = command.discussion, !discussion.isEmpty { lines += [".SH DESCRIPTION"] + paragraphs(discussion) }
        if !command.shown.isEmpty {
            lines.append(".SH COMMANDS")
            for each in command.shown {
                lines += [".TP", ".BR \(escaped("\(name)-\(each.commandName)")) (1)", escaped(each.abstract ?? "")]
            }
        }
        var title: String?
        for argument in arguments where argument.kind != "positional" || !(argument.abstract ?? "").isEmpty {
            let section = argument.sectionTitle ?? "Options"
            if section != title {
                title = section
                lines.append(".SH \"\(escaped(section.uppercased()))\"")
            }
            lines += [".TP", argument.title, text(argument)]
        }
        lines += [
            ".SH \"OPTIONS OF ALL COMMANDS\"", ".TP", "\\fB\\-\\-quiet\\fR",
            "Print no progress and no notes; errors are still reported.",
            ".TP", "\\fB\\-\\-json\\-errors\\fR",
            "Report an error as one line of JSON on standard error: {\"error\": \(escaped("…")), \"status\": 1}.",
            ".TP", "\\fB\\-\\-no\\-config\\fR", "Ignore the configuration file; see \\fBzdc\\fR(1).",
            ".TP", "\\fB\\-\\-help\\fR, \\fB\\-\\-version\\fR", "Show help, or the version.",
            ".SH \"EXIT STATUS\"",
        ]
        for (status, meaning) in [
            ("0", "Success."), ("1", "Failure; a sentence says why."), ("2", "There is no usable terminal."),
            ("64", "Wrong usage."),
        ] {
            lines += [".TP", ".B \(status)", meaning]
        }
        lines += [".PP", "A signal ends the program as that signal, with nothing half written."]
        if words.count == 1 { lines += configuration }
        lines += [
            ".SH \"SEE ALSO\"", words.count == 1 ? ".BR man (1)" : ".BR \(escaped(words.dropLast().joined(separator: "-"))) (1)",
        ]
        return wrapped(lines).joined(separator: "\n") + "\n"
    }

    /// Breaks long lines of text at blanks. Requests, tags and examples stay whole.
    private static func wrapped(_ lines: [String]) -> [String] {
        var result: [String] = []
        var isExample = false
        for line in lines {
            if line == ".nf" || line == ".fi" { isExample = line == ".nf" }
            guard !isExample, !line.hasPrefix("."), result.last != ".TP" else {
                result.append(line)
                continue
            }
            var current = ""
            for word in line.split(separator: " ") {
                if !current.isEmpty, current.utf8.count + 1 + word.utf8.count > longestLine {
                    result.append(current)
                    current = ""
                }
                // A dot at the start of a line would begin a request.
                current += current.isEmpty ? (word.hasPrefix(".") ? "\\&" : "") + word : " " + word
            }
            result.append(current)
        }
        return result
    }

    /// The configuration file, for the page of the program.
    private static var configuration: [String] {
        var lines = [
            ".SH CONFIGURATION",
            escaped(
                "The file $XDG_CONFIG_HOME/zdc/config (usually ~/.config/zdc/config) holds options that you would type each time, in lines key = value; # starts a comment. The command line overrides it, and so do a session file, the calorimeter of a data set, and the state that the explorer kept, unless the line has changed since then. An invalid line ends every command with an error that gives its number."
            ),
        ]
        for setting in Configuration.settings { lines += [".TP", ".B \(escaped(setting.key))", escaped("\(setting.expected).")] }
        return lines
    }

    private static func text(_ argument: Argument) -> String {
        var words = argument.abstract ?? ""
        if let value = argument.defaultValue, !value.isEmpty, !words.contains("(default") { words += " (default: \(value))" }
        return escaped(words.isEmpty ? "See above." : words)
    }

    /// Indented lines are examples, which keep their line ends.
    private static func paragraphs(_ text: String) -> [String] {
        var lines: [String] = []
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let starts = line.hasPrefix("  ")
            if starts != isExample, !line.isEmpty {
                if starts, !lines.isEmpty { lines.append(".PP") }
                lines += starts ? [".nf", ".RS"] : [".RE", ".fi", ".PP"]
                isExample = starts
            }
            if line.isEmpty {
                if !isExample, !lines.isEmpty, lines.last != ".PP" { lines.append(".PP") }
            } else {
                lines.append(escaped(line.drop { $0 == " " }))
            }
        }
        if isExample { lines += [".RE", ".fi"] }
        while lines.last == ".PP" { lines.removeLast() }
        return lines.enumerated().filter { !($1 == ".PP" && $0 + 1 < lines.count && lines[$0 + 1] == ".PP") }.map(\.element)
    }

    /// Text without requests and escapes, and with hyphens that can be copied.
    static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'" where result.isEmpty, "." where result.isEmpty: result += "\\&\(scalar)"
            case "\"": result += "\\(dq"
            case "\n": result += " "
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "`": result += "\\(ga"
            case "'": result += "\\(aq"
            default: result += scalar.isASCII ? String(scalar) : "\\[u\(hexadecimal(scalar))]"
            }
        }
        return result
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    // MARK: The help of the argument parser

    private struct Help: Decodable { var command: Command }

    private struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var subcommands: [Command]?
        var arguments: [Argument]?

        var shown: [Command] { subcommands?.filter { $0.shouldDisplay != false && $0.commandName != "help" } ?? [] }
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        var kind: String
        var shouldDisplay: Bool
        var sectionTitle: String?
        var names: [Name]?
        var preferredName: Name?
        var valueName: String?
        var defaultValue: String?
        var abstract: String?

        var label: String { preferredName?.text ?? "" }

        /// "\fB-o\fR, \fB--output\fR \fIfile\fR".
        var title: String {
            let value = "\\fI\(escaped(valueName ?? ""))\\fR"
            if kind == "positional" { return value }
            let all = (names ?? []).map { "\\fB\(escaped($0.text))\\fR" }.joined(separator: ", ")
            return kind == "option" ? "\(all) \(value)" : all
        }
    }
}
