import ArgumentParser
import Foundation

/// What a shell reads to complete command lines: the parser's script, which knows nothing of the command that needs no name.
struct CompletionScript {
    let text: String

    /// Options that may stand before any command.
    private static let shared = ["--quiet", "--json-errors", "--no-config"]

    /// - Parameter name: the command that is meant where the first word is an option.
    /// - Throws: if the parser's script is not the one that this adds to.
    init(_ shell: CompletionShell, defaultCommand name: String) throws {
        let script = ZDC.completionScript(for: shell)
        text =
            switch shell {
            case .bash: try Self.adding(Self.bash(name), to: script, before: "local -a repeating_flags=()")
            case .zsh: try Self.adding(Self.zsh(name), to: script, before: "local -i ret=1")
            default: try Self.adding(Self.fish(name), to: script, before: "switch $unparsed_tokens[1]")
            }
    }

    private static func bash(_ name: String) -> String {
        """
            # Without a command the options are those of \(name)
            if [[ "${COMP_WORDS[1]}" = -* && "${COMP_WORDS[1]}" != @(\(shared.joined(separator: "|"))) ]]; then
                local -a repeating_flags non_repeating_flags repeating_options non_repeating_options
                _zdc_\(name)
                return
            fi


        """
    }

    private static func zsh(_ name: String) -> String {
        """
            # Options of every command say nothing of what follows
            while (( CURRENT > 2 )) && [[ "${words[2]}" = (\(shared.joined(separator: "|"))) ]]; do
                words[2]=()
                (( CURRENT-- ))
            done
            # Without a command the options are those of \(name)
            if [[ "${words[2]}" = -* && "${words[2]}" != (\(shared.joined(separator: "|"))) ]]; then
                _zdc_\(name)
                return
            fi


        """
    }

    private static func fish(_ name: String) -> String {
        """
            # Without a command the options are those of \(name)
            set -l words $unparsed_tokens[2..] (commandline -ct)
            if string match -q -- '-*' "$words[1]"; and not contains -- "$words[1]" \(shared.joined(separator: " "))
                set unparsed_tokens $unparsed_tokens[1] \(name) $unparsed_tokens[2..]
            end

        """
    }

    /// Puts lines before the first one that is, but for blanks, `place`.
    private static func adding(_ lines: String, to script: String, before place: String) throws -> String {
        var all = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let index = all.firstIndex(where: { $0.drop { $0 == " " } == place }) else {
            throw CommandError("The parser's completions have no line \"\(place)\".")
        }
        all.insert(String(lines.dropLast()), at: index)
        return all.joined(separator: "\n")
    }
}
