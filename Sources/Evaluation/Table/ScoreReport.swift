/// The result of an evaluation: scores on unseen particles, and on particles used in training.
public struct ScoreReport: Hashable, Sendable {
    public var unseen: ScoreTable
    /// One table for each set of training particles.
    public var seen: [ScoreTable]
    /// Models whose file does not say which particles they were trained on.
    public var unknown: [String]

    public init(unseen: ScoreTable, seen: [ScoreTable] = [], unknown: [String] = []) {
        self.unseen = unseen
        self.seen = seen
        self.unknown = unknown
    }

    private var remark: String? {
        unknown.isEmpty ? nil : "Training particles are not known of \(unknown.joined(separator: ", "))."
    }

    /// The tables one below the other, for a terminal.
    public var text: String {
        ([unseen] + seen).map(\.text).joined(separator: "\n") + (remark.map { "\n\($0)\n" } ?? "")
    }

    /// One header and the rows of all tables; the first column distinguishes unseen from seen.
    public var csv: String { ScoreTable.csvHeader + ([unseen] + seen).map(\.csvRows).joined() }

    /// One tabular per table.
    public var tex: String { ([unseen] + seen).map(\.tex).joined(separator: "\n") + (remark.map { "% \($0)\n" } ?? "") }

    /// The unseen particles at the top: `models[]` with `name`, figures and the difference to the best model in `ws.difference`,
    /// `objectives[]` with the means of models that share one, `floor`, `conditionalMean`; the same under
    /// `seen`, where each model has the `floor` and `conditionalMean` of its own training particles.
    public var json: String {
        var object = Self.object(unseen.sample)
        object.set("best", unseen.best.map { .text($0) } ?? .null)
        object.set("models", .list(unseen.rows.filter { $0.kind == .model }.map(Self.object)))
        let objectives = unseen.rows.filter { $0.kind == .objective }
        if !objectives.isEmpty { object.set("objectives", .list(objectives.map(Self.object))) }
        object.set("floor", unseen.score(.floor).map(Self.object) ?? .null)
        object.set("conditionalMean", unseen.score(.conditionalMean).map(Self.object) ?? .null)
        let known = seen.flatMap { table in
            table.rows.filter { $0.kind == .model }.map { row in
                var model = Self.object(row)
                model.set("sample", Self.object(table.sample))
                model.set("floor", table.score(.floor).map(Self.object) ?? .null)
                model.set("conditionalMean", table.score(.conditionalMean).map(Self.object) ?? .null)
                return model
            }
        }
        let unknown = unknown.map { name in
            JSONText.object([("name", .text(name)), ("note", .text("training particles are not known"))])
        }
        object.set("seen.models", .list(known + unknown))
        return object.written() + "\n"
    }

    private static func object(_ sample: ScoreTable.Sample) -> JSONText {
        .object([
            ("detector", .text(sample.detector.name)), ("truth", .text(sample.truth)),
            ("particleKind", .text(sample.particleKind)),
            ("particles", .whole(UInt64(sample.particles))), ("responses", .whole(UInt64(sample.responses))),
            ("runs", .whole(UInt64(sample.runs))), ("seed", .whole(sample.seed)),
            ("masks", .text(sample.convention.rawValue)), ("photons", .text("whole, as each model counts them")),
            ("remarks", .list(sample.remarks.map { .text($0) })),
        ])
    }

    private static func object(_ row: ScoreTable.Row) -> JSONText {
        var object = JSONText.object([("name", .text(row.name))])
        add(row.score, to: &object)
        if let difference = row.difference {
            object.set("ws.difference.value", JSONText(difference.value))
            object.set("ws.difference.low", JSONText(difference.low))
            object.set("ws.difference.high", JSONText(difference.high))
            object.set("ws.difference.verdict", .text(difference.verdict.rawValue))
        }
        return object
    }

    private static func object(_ score: Score) -> JSONText {
        var object = JSONText.object([])
        add(score, to: &object)
        return object
    }

    private static func add(_ score: Score, to object: inout JSONText) {
        for figure in ScoreFigure.allCases {
            if case .channel(let channel) = figure {
                if channel == 0 {
                    object.set("ws.channels", .list(score.ws.channels.map { JSONText($0) }))
                }
            } else {
                object.set(figure.key, JSONText(figure.value(of: score)))
            }
        }
    }
}
