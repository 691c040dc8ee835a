import Canvas
import Evaluation

/// What is said of a model against the best one: the words of `zdc evaluate`.
struct ModelVerdict: Equatable {
    /// Nil for the best itself.
    let difference: Difference?

    /// Cells that it takes at most.
    static let width = 20

    /// It is the best, or does not differ from it.
    var isAmongTheBest: Bool { difference.map { $0.verdict == .none } ?? true }

    /// "best", "no difference", "+0.12 ± 0.05 worse".
    func text(_ appearance: Appearance) -> String {
        guard let difference else { return "best" }
        guard difference.verdict != .none else { return difference.verdict.rawValue }
        func text(_ value: Double) -> String {
            abs(value) < 9.995 ? NumberText.fixed(value, decimals: 2) : NumberText.photons(value, width: 4)
        }
        let (sign, value) = (difference.value > 0 ? "+" : "", text(difference.value))
        let half = text((difference.high - difference.low) / 2)
        return "\(sign)\(value) \(appearance.text("\u{B1}", ascii: "+-")) \(half) \(difference.verdict.rawValue)"
    }

    /// The verdicts of a table by the models' names; none where there is nothing to compare.
    static func all(_ table: ScoreTable) -> [String: ModelVerdict] {
        guard let best = table.best else { return [:] }
        var verdicts: [String: ModelVerdict] = [:]
        for row in table.rows where row.kind == .model && (row.difference != nil || row.name == best) {
            verdicts[row.name] = ModelVerdict(difference: row.name == best ? nil : row.difference)
        }
        return verdicts
    }

    /// The verdicts of rows from their distances particle by particle; nil for a row without all of them.
    static func all(distances: [[Double]?]) -> [ModelVerdict?] {
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let known = distances.indices.filter { distances[$0]?.contains { !$0.isFinite } == false }
        let best = known.min { mean(distances[$0] ?? []) < mean(distances[$1] ?? []) }
        guard let best, known.count > 1, let least = distances[best] else { return distances.map { _ in nil } }
        return distances.indices.map { row in
            guard known.contains(row), let own = distances[row] else { return nil }
            guard row != best else { return ModelVerdict(difference: nil) }
            return Difference(pairs: zip(own, least).map { $0 - $1 }).map { ModelVerdict(difference: $0) }
        }
    }
}
