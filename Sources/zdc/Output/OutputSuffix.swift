import Text

/// A form of output that the name of a file can ask for.
protocol SuffixedForm {
    /// Suffixes without their dot, in small letters, and what they ask for.
    static var suffixes: KeyValuePairs<String, Self> { get }
}

extension SuffixedForm {
    /// The form that a name asks for: by its suffix, or the usual one where it has none.
    ///
    /// - Throws: `UsageError` if it has a suffix that asks for no form: the file would not hold what its name promises.
    init(output: String, usual: Self) throws(UsageError) {
        guard let suffix = Self.suffix(of: output) else {
            self = usual
            return
        }
        guard let form = Self.suffixes.first(where: { $0.key == suffix.lowercased() })?.value else {
            let known = Self.suffixes.map { ".\($0.key)" }
            throw UsageError(
                "The name \(quoted(output)) does not say the format; expected \(known.dropLast().joined(separator: ", ")) or \(known.last ?? ""), or give --format."
            )
        }
        self = form
    }

    /// What follows the last dot of a file's name; a dot at its beginning only hides the file.
    private static func suffix(of path: String) -> Substring? {
        guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: "."), dot > name.startIndex else {
            return nil
        }
        let suffix = name[name.index(after: dot)...]
        return suffix.isEmpty ? nil : suffix
    }
}
