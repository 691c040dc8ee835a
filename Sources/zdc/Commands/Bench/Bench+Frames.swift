import Assets
import Calorimeter
import DataSets
import Explorer
import FastSimulation
import ReferenceMC

/// How fast the explorer draws and plays.
extension Bench {
    /// Views at 200×60, drawn without a terminal.
    func frames() -> [Figure] {
        let store = try? ModelStore.load(directory: Assets.models(), for: .zn)
        var (histograms, metrics) = (HistogramsSettings(), MetricsSettings())
        (histograms.added, histograms.target) = (store?.models.map(\.name) ?? [], 1000)
        var plane = histograms
        (plane.observable, plane.against) = (.sum, .lit)
        metrics.amount = .init(particles: 60, repeats: 5, runs: 1)
        let views: [(name: String, view: ViewSetup)] = [
            ("explore", .explore(ExploreSettings())), ("diversity", .diversity(DiversitySettings())),
            ("walk", .diversity(DiversitySettings(), walk: [])), ("compare", .compare(CompareSettings())),
            ("sweep", .compare(CompareSettings(), sweep: SweptParameter("energy").map { ($0, 0.5) })),
            ("histograms", .histograms(histograms)), ("histograms.against", .histograms(plane)),
            ("metrics", .metrics(metrics)), ("training", .training(TrainingSettings())),
        ]
        let histories = ((try? Assets.histories(of: "zn")) ?? []).map(\.path)
        func figure(_ name: String, _ view: ViewSetup, _ detectors: ShownDetectors, dataSet: DataSet? = nil) -> Figure {
            let times = FrameTimer.drawings(
                of: view, count: max(20, Int(seconds * 200)), size: (200, 60), particle: ViewOptions.firstParticle(.zn),
                detectors: detectors, store: store, otherModels: ViewOptions.loadModels, histories: histories,
                dataSet: dataSet
            ).sorted()
            return Figure(
                name: "frames.\(name).200x60.ms", value: times[times.count / 2] / .milliseconds(1),
                unit: "ms, drawn without a terminal")
        }
        let pairs = views.filter { ["explore", "diversity", "compare"].contains($0.name) }
        return views.map { figure($0.name, $0.view, ShownDetectors()) }
            + [figure("table", .table(TableSettings()), ShownDetectors(), dataSet: longDataSet())]
            + pairs.map { figure("both.\($0.name)", $0.view, ShownDetectors(isBoth: true)) }
    }

    /// More particles than there are rows on a screen, with a response to each.
    private func longDataSet() -> DataSet {
        let particles = ConditionSampler(detector: detector).particles(count: 200, seed: Self.seed)
        let reference = ReferenceMC(detector: detector)
        var responses = SparseResponses()
        for (index, particle) in particles.enumerated() {
            reference.response(to: particle, seed: Self.seed, index: UInt64(index)).photons.withUnsafeBufferPointer {
                responses.append($0)
            }
        }
        return DataSet(name: "sampler", detector: detector, rows: particles, responses: responses)
    }

    /// A sweep that plays with four generators of a quarter of the published width, samples and drawing on one core.
    func sweep() throws -> [Figure] {
        let models = try (0..<4).map { try Generator.untrained(width: 0.25, detector: detector, seed: $0) }
        let times = FrameTimer.sweepFrames(
            count: max(20, Int(seconds * 60)), size: (200, 60), particle: ViewOptions.firstParticle(.zn), models: models
        ).sorted()
        let median = times[times.count / 2] / .seconds(1)
        return [Figure(name: "sweep.w0.25.4models.200x60.perSecond", value: 1 / median, unit: "frames/s, one core")]
    }
}
