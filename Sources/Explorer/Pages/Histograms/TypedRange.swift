import Canvas
import Evaluation
import Text

/// The ends of an observable's axis as they are typed: "0 500", "0:500", or nothing for all of it.
struct TypedRange {
    /// Nil for all of the axis.
    let range: Range<Double>?

    /// Beyond this no observable has a value.
    private static let farthest = 1e9

    /// Reads two numbers in the unit of the observable, with blanks, a colon or a comma between them.
    init(_ text: String, of observable: Observable) throws(Refusal) {
        let words = text.split { $0.isWhitespace || $0 == ":" || $0 == "," }.map(String.init)
        guard !words.isEmpty else {
            range = nil
            return
        }
        guard words.count == 2 else {
            let found = words.count == 1 ? "one number" : "\(words.count) numbers"
            throw Refusal("The range has \(found); expected two such as 0 500, or none for the whole axis.")
        }
        let ends = [try Self.number(words[0]), try Self.number(words[1])]
        let least = ObservableAxis.leastSpan(observable)
        // Tenths of a millimetre have no exact binary form.
        guard ends[1] - ends[0] >= least * (1 - 1e-9) else {
            throw Refusal(
                "The range goes from \(displayable(words[0], limit: 20)) to \(displayable(words[1], limit: 20)); expected a second number larger by at least \(NumberText.significant(least, digits: 2))."
            )
        }
        range = ends[0]..<ends[1]
    }

    private static func number(_ word: String) throws(Refusal) -> Double {
        // A zero byte would end the number for the library, not for who reads it.
        guard word.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let number = Double(word), number.isFinite else {
            throw Refusal("The range has \(quoted(word, limit: 20)); expected a number.")
        }
        guard abs(number) < farthest else {
            throw Refusal("The range reaches \(quoted(word, limit: 20)); expected numbers within 1e9.")
        }
        return number == 0 ? 0 : number
    }

    /// A range as it would be typed; empty for all of the axis.
    static func text(_ range: Range<Double>?) -> String {
        func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
        return range.map { "\(text($0.lowerBound)) \(text($0.upperBound))" } ?? ""
    }
}
