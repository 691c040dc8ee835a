import Files
import Foundation
import Text

/// What goes to standard error beside errors: progress and notes, which `--quiet` leaves out.
enum Notes {
    /// Flags that go with every command; they are taken out of the command line before a command sees it.
    static let flags = ["--quiet", "--json-errors", "--no-config"]

    static let isQuiet = given.contains("--quiet")
    private static let hasJSONErrors = given.contains("--json-errors")
    /// Whether the user's configuration is read.
    static let isConfigured = !given.contains("--no-config")
    private static let given = Set(split.options.filter(flags.contains))

    /// The command line without these flags.
    static let arguments = split.options.filter { !flags.contains($0) } + split.rest

    /// What follows `--` is never a flag.
    private static let split: (options: [String], rest: [String]) = {
        let all = CommandLine.arguments.dropFirst()
        let end = all.firstIndex(of: "--") ?? all.endIndex
        return (Array(all[..<end]), Array(all[end...]))
    }()

    static func write(_ text: String) {
        if !isQuiet { StandardError.write(text) }
    }

    /// Says why the program ends: a sentence, or an object `{"error": …, "status": …}` on one line. Arguments, file names
    /// and contents of files may be part of the sentence, and must not steer the terminal. A finding such as "m.npz: found no
    /// arrays", which the explorer shows in its status line, gets a full stop; a text that ends in a quoted command does not, so
    /// that it can be copied.
    static func fail(_ finding: String, status: Int32) {
        var sentence = displayable(finding, limit: 10_000)
        if let last = sentence.last, !".?!'".contains(last) { sentence += "." }
        var line = "Error: \(sentence)"
        if hasJSONErrors,
            let data = try? JSONSerialization.data(
                withJSONObject: ["error": sentence, "status": Int(status)], options: [.sortedKeys, .withoutEscapingSlashes])
        {
            line = String(decoding: data, as: UTF8.self)
        }
        StandardError.write("\(line)\n")
    }
}
