/// The first line in which two texts disagree, in quotes as a sentence shows them; nil if they are the same.
///
///     differingLines("zdc\nseed 1", "zdc\nseed 2")   // ("\"seed 1\"", "\"seed 2\"")
///
/// Where one text has ended, its line is `nothing`.
public func differingLines(_ own: String, _ other: String) -> (own: String, other: String)? {
    let texts = [own, other].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let count = texts.map(\.count).max() ?? 0
    guard let place = (0..<count).first(where: { place in texts[0].dropFirst(place).first != texts[1].dropFirst(place).first }) else { return nil }
    func line(_ lines: [Substring]) -> String { place < lines.count ? quoted(String(lines[place]), limit: 80) : "nothing" }
    return (line(texts[0]), line(texts[1]))
}
