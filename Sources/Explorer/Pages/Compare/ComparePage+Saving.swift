import Calorimeter
import Canvas

extension ComparePage {
    static func figureTitle(_ state: ExplorerState) -> String { "the picture under the cursor" }

    /// A row for each particle and each of truth and models; in the sweep for each point.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        if let sweep = state.compare.sweep { return numbers(sweep, state) }
        guard let result = state.compareResult, state.front.isCurrent else { return nil }
        var table = NumberTable(
            Parameter.allCases.map { "\($0.name)\($0 == .charge ? "" : "_" + $0.unit)" }
                + ["row", "samples", "sumMean", "sumSigma", "meanWS", "floor"])
        table.about = [
            state.aboutDetector, ("seed", .text(String(state.seed))), ("truth", .text(TruthText.inFiles(nil, state))),
            ("masks", .text(state.convention.rawValue)),
        ]
        for (particle, column) in zip(result.request.particles, result.columns) {
            for (name, numbers) in zip(["true"] + result.request.models, column.numbers) where numbers.count > 0 {
                table.rows.append(
                    Parameter.allCases.map { .number(particle[$0]) } + [
                        .text(name), .init(numbers.count), .number(numbers.sumMean), .number(numbers.sumSigma),
                        .init(numbers.distance?.ws),
                        .init(numbers.distance?.floor),
                    ])
            }
        }
        return table.rows.isEmpty ? nil : NumberDocument(table)
    }

    private static func numbers(_ sweep: Sweep, _ state: ExplorerState) -> NumberDocument? {
        guard let result = state.sweepResult, state.front.isCurrent else { return nil }
        let names = ["true"] + result.request.models
        var table = NumberTable(
            ["\(sweep.parameter.name)_\(sweep.parameter.unit)"] + names.flatMap { ["\($0).sumMean", "\($0).sumSigma"] })
        table.about = [
            state.aboutDetector, ("seed", .text(String(state.seed))), ("samples", .init(state.compare.count)),
            ("truth", .text(TruthText.inFiles(nil, state))),
        ]
        for point in 0..<Sweep.points {
            table.rows.append(
                [.number(sweep.value(at: point, state.detector))]
                    + result.curves.flatMap { curve in
                        [NumberTable.Entry(curve[point]?.mean), NumberTable.Entry(curve[point]?.sigma)]
                    })
        }
        return NumberDocument(table)
    }

    /// The pictures of the truth and of each model, a particle each.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        if state.compare.sweep != nil {
            guard let result = state.sweepResult, state.front.isCurrent else { return [] }
            return [.conditions([result.request.particles[result.request.position]])]
                + zip(["true"] + result.request.models, result.pictures).compactMap { name, picture in
                    picture.map { NamedArray(name, [$0], state.detector) }
                }
        }
        guard let result = state.compareResult, state.front.isCurrent else { return [] }
        let unknown = Response(
            rows: state.detector.rows, columns: state.detector.columns,
            photons: Array(repeating: .nan, count: state.detector.pixelCount))
        return [.conditions(result.request.particles)]
            + (["true"] + result.request.models).enumerated().map { row, name in
                // A particle without a truth keeps its place, with photons that are no numbers.
                NamedArray(name, result.columns.map { $0.pictures[row] ?? unknown }, state.detector)
            }
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        state.compare.sweep == nil ? fullSize(state)?.canvas(state.appearance) : nil
    }
}
