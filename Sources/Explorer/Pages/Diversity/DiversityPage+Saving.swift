import Calorimeter
import Canvas

extension DiversityPage {
    static func figureTitle(_ state: ExplorerState) -> String { "the sample under the cursor" }

    /// A row for the truth and for each model; in the walk one for each noise.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        if let walk = state.diversity.walk {
            var table = NumberTable(["noise", "start", "now"])
            table.about = state.aboutParticle + [("model", .text(state.model?.name ?? "none"))]
            table.rows = walk.noise.indices.map {
                [.init($0 + 1), .number(Double(walk.start[$0])), .number(Double(walk.noise[$0]))]
            }
            return NumberDocument(table)
        }
        guard let result = state.diversityResult, state.front.isCurrent, let truth = result.rows.first?.spread, truth.count > 1
        else {
            return nil
        }
        var table = NumberTable(["row", "samples", "pixelSigma", "pixelSigmaRatio", "sumMean", "sumSigma"])
        table.about = state.aboutParticle
        for (name, row) in zip(["true"] + result.request.models, result.rows) {
            table.rows.append([
                .text(name), .init(row.spread.count), .number(row.spread.meanSigma),
                .init(SpreadText.ratioValue(row.spread, truth: truth)),
                .number(row.spread.sumMean), .number(row.spread.sumSigma),
            ])
        }
        return NumberDocument(table)
    }

    /// For the truth and each model the samples on the screen, and the mean and the standard deviation of all of them.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        if let walk = state.walkResult, state.diversity.walk != nil {
            return [
                .conditions([walk.request.particle]), NamedArray("noise", shape: [walk.request.noise.count], walk.request.noise),
                NamedArray("now", [walk.response], state.detector), NamedArray("start", [walk.start], state.detector),
            ]
        }
        guard let result = state.diversityResult, state.front.isCurrent else { return [] }
        let shape = [state.detector.rows, state.detector.columns]
        return [.conditions([result.request.particle])]
            + zip(["true"] + result.request.models, result.rows).flatMap { name, row in
                let samples = [NamedArray(name, row.samples, state.detector)]
                guard row.spread.count > 0 else { return samples }
                return samples + [
                    NamedArray("\(name).mean", shape: shape, row.spread.mean),
                    NamedArray("\(name).sigma", shape: shape, row.spread.sigma),
                ]
            }
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        if let walk = state.walkResult, state.diversity.walk != nil {
            let map = HeatMap(walk.response)
            return FullSizePicture(
                map: map, scale: .photons(state.transfer, peak: max(map.peak, 1)),
                lines: [
                    "latent walk: " + (state.model?.title ?? "no model"),
                    ParticleText.short(walk.request.particle, state.appearance), "",
                ]
                    + walk.request.noise.enumerated().map { "z\($0 + 1) \(NumberText.fixed(Double($1), decimals: 2))" },
                detector: state.detector
            ).canvas(state.appearance)
        }
        return fullSize(state)?.canvas(state.appearance)
    }
}
