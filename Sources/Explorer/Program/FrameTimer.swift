public import Calorimeter
import Canvas
public import DataSets
public import FastSimulation
import Scoring

/// How fast the explorer draws and plays, without a terminal.
public enum FrameTimer {
    /// Draws a view in 24-bit colour, full of samples, again and again; the time of each picture.
    public static func drawings(
        of setup: ViewSetup, count: Int, size: (width: Int, height: Int), particle: Particle,
        detectors: ShownDetectors = ShownDetectors(), store: ModelStore?, otherModels: ExplorerProgram.ModelLoading? = nil,
        histories: [String] = [], dataSet: DataSet? = nil
    ) -> [Duration] {
        var options = ExplorerProgram.Options(particle: particle, detectors: detectors)
        options.histories = histories
        let snapshot = ExplorerSnapshot(
            setup, options, store: store, problem: nil, otherModels: otherModels, size: size,
            appearance: Appearance(level: .direct), dataSet: dataSet)
        let clock = ContinuousClock()
        return (0..<count).map { _ in clock.measure { snapshot.draw() } }
    }

    /// Plays a sweep over the energy, truth and models: the time of each frame from the wish to the drawn picture, samples
    /// and all.
    public static func sweepFrames(
        count: Int, size: (width: Int, height: Int), particle: Particle, models: [Generator]
    ) -> [Duration] {
        var state = ExplorerState(
            particle: particle, models: models.map { ModelSummary(Model($0)) }, size: Size(size.width, size.height),
            appearance: Appearance(level: .direct))
        var settings = CompareSettings()
        settings.particles = [particle]
        ViewSetup.compare(settings, sweep: (SweptParameter(.energy), 0)).open(&state)
        var worker = SweepWorker(truth: Truth(reference: state.front.reference), models: models.map { Model($0) })
        let clock = ContinuousClock()
        return (0..<count).map { _ in
            clock.measure {
                state.compare.sweep?.advance()
                _ = state.start()
                guard let request = state.sweepRequest else { return }
                var news: WorkNews?
                // As in the program: what is shown comes first, and the next frame ends what is left.
                worker.run(request, WorkContext(request, isWanted: { news == nil }, report: { news = news ?? $0 }))
                if let news { _ = state.update(.background(state.front.reference, news), at: .zero) }
                _ = Scene.drawn(state)
            }
        }
    }
}
