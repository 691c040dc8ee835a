/// The first lines in which two texts differ, quoted for a sentence; nil if the texts are equal.
///
///     differingLines("zdc\nseed 1", "zdc\nseed 2")   // ("\"seed 1\"", "\"seed 2\"")
///
/// If one text has ended, its line is `nothing`. Long lines are shortened around the first difference.
public func differingLines(_ own: String, _ other: String) -> (own: String, other: String)? {
    func lines(_ text: String) -> [ArraySlice<Unicode.Scalar>] {
        Array(text.unicodeScalars).split(separator: "\n", omittingEmptySubsequences: false)
    }
    let (owns, others) = (lines(own), lines(other))
    func line(_ lines: [ArraySlice<Unicode.Scalar>], _ place: Int) -> ArraySlice<Unicode.Scalar>? {
        place < lines.count ? lines[place] : nil
    }
    guard let place = (0..<max(owns.count, others.count)).first(where: { line(owns, $0) != line(others, $0) }) else { return nil }
    let pair = (line(owns, place), line(others, place))
    let common = zip(pair.0 ?? [], pair.1 ?? []).prefix { $0 == $1 }.count
    let isLong = max(pair.0?.count ?? 0, pair.1?.count ?? 0) > longestLine
    let left = isLong ? max(0, common - longestLine / 2) : 0
    func text(_ line: ArraySlice<Unicode.Scalar>?) -> String {
        guard let line else { return "nothing" }
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: line.dropFirst(left))
        return quoted((left > 0 ? "..." : "") + String(shown), limit: longestLine)
    }
    return (text(pair.0), text(pair.1))
}

/// The most characters of a line to show in a sentence.
private let longestLine = 80
