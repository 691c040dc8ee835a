import ArgumentParser
import Foundation

/// The manual pages in the language of man(7).
enum Manual {
    /// The name and the text of each page: the program's, and one for every command.
    static func pages() throws -> [(name: String, text: String)] {
        let help = try JSONDecoder().decode(Help.self, from: Data(ZDC._dumpHelp().utf8)).command
        return pages(of: help, above: [])
    }

    /// The day of this version.
    private static let date = "2026-11-29"

    private static func pages(of command: Command, above: [String]) -> [(name: String, text: String)] {
        let words = above + [command.commandName]
        let own = (words.joined(separator: "-"), page(of: command, words))
        return [own] + command.shown.flatMap { pages(of: $0, above: words) }
    }

    private static func page(of command: Command, _ words: [String]) -> String {
        let name = words.joined(separator: "-")
        var lines = [
            ".TH \"\(escaped(name.uppercased()))\" 1 \"\(date)\" \"zdc \(escaped(ZDC.configuration.version))\" \"zdc manual\"",
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
            "No progress and no notes; errors are still reported.",
            ".TP", "\\fB\\-\\-json\\-errors\\fR",
            "An error is one line of JSON on standard error: {\"error\": \(escaped("…")), \"status\": 1}.",
            ".TP", "\\fB\\-\\-no\\-config\\fR", "Ignore the user's settings; see \\fBzdc\\fR(1).",
            ".TP", "\\fB\\-\\-help\\fR, \\fB\\-\\-version\\fR", "Print help, or the version.",
            ".SH \"EXIT STATUS\"",
        ]
        for (status, meaning) in [
            ("0", "Done."), ("1", "Failed; a sentence says why."), ("2", "The terminal is missing or cannot be used."),
            ("64", "The command line makes no sense."),
        ] {
            lines += [".TP", ".B \(status)", meaning]
        }
        lines += [".PP", "A signal ends the program as that signal, with nothing half written."]
        if words.count == 1 { lines += configuration }
        lines += [
            ".SH \"SEE ALSO\"", words.count == 1 ? ".BR man (1)" : ".BR \(escaped(words.dropLast().joined(separator: "-"))) (1)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The file of settings, for the program's own page.
    private static var configuration: [String] {
        var lines = [
            ".SH CONFIGURATION",
            escaped(
                "The file $XDG_CONFIG_HOME/zdc/config (usually ~/.config/zdc/config) holds what you would type each time, in lines key = value; # begins a comment. It is for a fresh start: the command line overrides it, and so do a session file, the calorimeter that a data set holds, and what was last chosen in the explorer, until its line in the file is changed. A line that makes no sense ends every command with its number."
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

    /// Indented lines are commands to type; they keep their line ends.
    private static func paragraphs(_ text: String) -> [String] {
        var lines: [String] = []
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let starts = line.hasPrefix("  ")
            if starts != isExample, !line.isEmpty {
                lines += starts ? (lines.isEmpty ? [] : [".PP"]) + [".nf", ".RS"] : [".RE", ".fi", ".PP"]
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

    /// Text that is not obeyed: no control lines, no escapes, and hyphens that can be copied.
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

    // MARK: What the argument parser tells

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
