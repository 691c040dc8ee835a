import Calorimeter
import Canvas
import Text

/// The command line that prints what is on the screen.
enum RepeatCommand {
    /// The words of the command.
    static func words(_ state: ExplorerState) -> [String] {
        ["zdc", "render", state.view.rawValue] + (hasParticle(state) ? particle(state.particle) : []) + looks(state) + own(state)
    }

    static func text(_ state: ExplorerState) -> String { words(state).map(shellWord).joined(separator: " ") }

    /// Whether the view is of the particle.
    private static func hasParticle(_ state: ExplorerState) -> Bool {
        switch state.view {
        case .explore, .diversity, .compare: true
        case .histograms: state.histograms.scope == .particle
        case .metrics, .training: false
        }
    }

    /// Nine numbers with all their digits.
    private static func particle(_ particle: Particle) -> [String] {
        func list(_ vector: Vector) -> String { "\(vector.x),\(vector.y),\(vector.z)" }
        let charge = Int(exactly: particle.charge.rounded()).map { "\($0)" } ?? "\(particle.charge)"
        return [
            "--mass", "\(particle.massMeV)", "--charge", charge, "--energy", "\(particle.energyGeV)",
            "--position", list(particle.positionCM), "--momentum", list(particle.momentumGeV),
        ] + (particle.isOnShell() ? [] : ["--off-shell"])
    }

    /// What a user's file of settings can change is always said: the command prints the same for everybody.
    private static func looks(_ state: ExplorerState) -> [String] {
        var words = ["--detector", state.detectors.text]
        if let path = state.dataPath { words += ["--data", path] }
        words += ["--seed", "\(state.seed)", "--size", "\(state.size.width)x\(state.size.height)"]
        words += ["--map", state.appearance.map.rawValue, "--theme", state.appearance.theme.rawValue]
        words += [state.appearance.glyphs.isUnicode ? "--unicode" : "--ascii", "--transfer", state.transfer.rawValue]
        if let model = state.model { words += ["--model", model.name] }
        if state.convention != .thesis { words += ["--masks", state.convention.rawValue] }
        return words
    }

    /// What only this view has.
    private static func own(_ state: ExplorerState) -> [String] {
        switch state.view {
        case .explore:
            var words = ["--index", "\(state.sampleIndex)", "--picture", SnapshotPicture(state.shown).rawValue]
            if state.focus == .histograms { words.append("--histograms") }
            if !state.isScaleShared { words.append("--own-scale") }
            if state.countScale == .logarithmic { words.append("--log-counts") }
            return words
        case .diversity:
            var words = [
                "--index", "\(state.diversity.sample)", "--samples", "\(state.diversity.count)", "--row",
                "\(state.diversity.row)",
            ]
            if state.diversity.first > 0 { words += ["--first", "\(state.diversity.first)"] }
            if state.diversity.isDifference { words.append("--difference") }
            if state.diversity.hasScalePerRow { words.append("--scale-per-row") }
            if state.diversity.isFullSize { words.append("--full-size") }
            if let walk = state.diversity.walk {
                words += ["--walk", walk.noise.map { "\($0)" }.joined(separator: ",")]
                words += ["--noise", "\(walk.selected + 1)"]
            }
            return words
        case .compare:
            var words = ["--index", "\(state.sampleIndex)", "--samples", "\(state.compare.count)"]
            words += [
                "--column", "\(state.compare.column)", "--row", "\(state.compare.row)", "--scale", state.compare.sharing.rawValue,
            ]
            if state.compare.first > 0 { words += ["--first", "\(state.compare.first)"] }
            if state.compare.isDifference { words.append("--difference") }
            if state.compare.isFullSize { words.append("--full-size") }
            if let sweep = state.compare.sweep {
                words += ["--sweep", sweep.parameter.name, "--at", "\(Double(sweep.position) / Double(SweepState.points - 1))"]
            }
            return words
                + state.compare.particles.flatMap { particle in
                    ["--particle", Parameter.allCases.map { "\(particle[$0])" }.joined(separator: ",")]
                }
        case .histograms: return state.histogramsWords
        case .metrics: return state.metricsWords
        case .training: return state.trainingWords
        }
    }
}

extension SnapshotPicture {
    init(_ picture: Picture) {
        self =
            switch picture {
            case .generated: .generated
            case .truth: .truth
            case .difference: .difference
            }
    }
}
