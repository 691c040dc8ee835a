import ArgumentParser
import Text

/// The names of the commands, for somebody who mistypes one.
enum CommandNames {
    /// Throws a sentence if the first word, or that behind `help` or `render`, is not a command. No command takes other words there.
    static func check(_ arguments: [String]) throws(UsageError) {
        var words = arguments[...]
        var commands = ZDC.configuration.subcommands
        var place = ""
        if words.first == "help" { words = words.dropFirst() }
        while let word = words.first, !word.hasPrefix("-"), !commands.isEmpty, word != "help" {
            guard let command = commands.first(where: { $0._commandName == word }) else {
                throw unknown(word, among: commands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }, place)
            }
            commands = command.configuration.subcommands
            place = "\(word) "
            words = words.dropFirst()
        }
    }

    private static func unknown(_ word: String, among names: [String], _ place: String) -> UsageError {
        let near = names.map { ($0, distance(word.lowercased(), $0)) }.filter { $0.1 <= max(1, $0.0.count / 3) }
        let nearest = near.min { $0.1 < $1.1 }?.0 ?? names.first { !word.isEmpty && $0.hasPrefix(word.lowercased()) }
        let list = "known are \(names.joined(separator: ", "))"
        let hint = nearest.map { "did you mean \($0)? Known" + list.dropFirst("known".count) } ?? list
        return UsageError("There is no command \(quoted(place + word, limit: 32)); \(hint).")
    }

    /// Letters to insert, to leave out or to exchange, two neighbours that change places counting once (restricted
    /// Damerau–Levenshtein distance).
    static func distance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first), Array(second))
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
