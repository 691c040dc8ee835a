import Calorimeter
import Canvas
@testable import DataSets
import Evaluation
import ReferenceMC
import Terminal
import Testing
@testable import Explorer

/// The explorer with a data set for its truth.
@Suite struct DataSetTruthTests {
    /// Four responses to a neutron, five to another one, one to a photon: made by the reference Monte Carlo of seed 3.
    private static let particles: [(Particle, Int)] = [(slow, 4), (neutron, 5), (TestParticles.all[0], 1)]
    private static let slow = TestParticles.all[7]

    private static let dataSet: DataSet = {
        var (rows, responses) = ([Particle](), SparseResponses())
        for (particle, count) in particles {
            // Files hold single precision.
            let stored = Particle(conditions: particle.conditions.map { Double(Float($0)) })
            for index in 0..<count {
                rows.append(stored)
                response(particle, index).photons.withUnsafeBufferPointer { responses.append($0) }
            }
        }
        return DataSet(name: "set.npz", detector: .zn, rows: rows, responses: responses)
    }()

    private static func response(_ particle: Particle, _ index: Int) -> Response {
        ReferenceMC().response(to: particle, seed: 3, index: UInt64(index))
    }

    private func state(_ width: Int = 120, _ height: Int = 40, particle: Particle? = nil) -> ExplorerState {
        var state = explorer(width, height, particle: particle ?? neutron, models: 0)
        state.isParticleChosen = particle != nil
        state.truth = .reading(name: "set.npz", part: 0)
        _ = state.update(.dataSet(Self.dataSet), at: .zero)
        return state
    }

    /// With the work done that the view wants.
    private func worked(_ before: ExplorerState) -> ExplorerState {
        var state = before
        guard let work = state.front.running else { return state }
        var workers = BackgroundWorkers(truth: Truth(reference: ReferenceMC(), dataSet: Self.dataSet), models: [])
        var news: [WorkNews] = []
        withoutActuallyEscaping({ (item: WorkNews) in news.append(item) }) { report in
            workers.run(work, measuresTime: false, isWanted: { true }, report: report)
        }
        for item in news { state.hear(item) }
        return state
    }

    @Test func nothingIsWorkedOutBeforeTheFileIsReadAndTheScreenSaysHowFarThatIs() {
        var state = explorer(80, 24, models: 0)
        state.truth = .reading(name: "set.npz", part: 0)
        #expect(state.update(.moment, at: .zero) == [.work(.zn, nil)])
        _ = state.update(.reading(part: 0.43), at: .zero)
        #expect(state.lines[23].hasPrefix(" reading set.npz  43 %"))
        #expect(state.update(.dataSet(Self.dataSet), at: .zero).contains { if case .work(_, .some) = $0 { true } else { false } })
        #expect(state.message?.text == "set.npz: 10 responses to 3 particles")
        #expect(state.press(key(.character("u"))).isEmpty && state.message?.text == "nothing to undo")
    }

    @Test func aFileThatHasChangedIsReadAgainWhenOneWants() {
        var state = worked(state())
        state.dataPath = "a/set.npz"
        _ = state.update(.dataChanged, at: .zero)
        #expect(state.message?.text == "set.npz has changed on disk; F5 reads it again.")
        #expect(state.message?.until == nil, "it stays until a key")
        let said = state.messages.count
        _ = state.update(.dataChanged, at: .zero)
        #expect(state.messages.count == said, "it is said once")
        #expect(state.press(key(.function(5))) == [.readData(path: "a/set.npz")])
        // What was read before stays on the screen, also when the new file is no data set.
        #expect(state.pictures?.truth != nil)
        _ = state.update(.noDataSet("set.npz is damaged."), at: .zero)
        #expect(state.message?.text == "set.npz is damaged." && state.truth.dataSet != nil)
        let effects = state.update(.dataSet(Self.dataSet), at: .zero)
        #expect(effects.contains { if case .work(.zn, .some) = $0 { true } else { false } }, "everything is worked out again")
        #expect(state.pictures == nil && !state.isDataChanged)
        var simulated = explorer()
        #expect(simulated.press(key(.function(5))).isEmpty && simulated.message?.text == "the truth comes from no file")
    }

    @Test func theTruthOfAParticleIsItsResponsesInTheOrderOfTheFileRoundAndRound() {
        var state = worked(state())
        #expect(
            state.particle.energyGeV == Double(Float(neutron.energyGeV)) || state.particle == neutron,
            "the file holds it, so it stays")
        #expect(state.pictures?.truth == Self.response(neutron, 0))
        state.sampleIndex = 4
        _ = state.update(.moment, at: .zero)
        #expect(worked(state).pictures?.truth == Self.response(neutron, 4))
        state.sampleIndex = 6
        _ = state.update(.moment, at: .zero)
        #expect(worked(state).pictures?.truth == Self.response(neutron, 1))
    }

    @Test func oneHalfIsComparedAndTheOtherMakesTheFloor() throws {
        let statistics = try #require(worked(state()).statistics)
        let map = ChannelMap(detector: .zn, convention: .thesis)
        func sums(_ indices: Range<Int>) -> [Float] { indices.map { map.sums(Self.response(neutron, $0))[4] } }
        #expect(statistics.truth[4] == sums(0..<2) && statistics.isComplete)
        #expect(statistics.comparison.repeatedCount == 2)
        #expect(statistics.comparison.channels[4].floor == wasserstein1(sums(0..<2), sums(2..<4)))
    }

    @Test func theScreenNamesTheFileAndHowItAnswers() {
        #expect(worked(state(200, 60)).screenText.contains("true: set.npz"))
        #expect(worked(state()).screenText.contains("n 2 true (set.npz), 0 gen"))
        #expect(worked(state()).screenText.contains("floor: the halves of 5"))
        var other = neutron
        other.positionCM.z = 1e-3
        let nearest = worked(state(200, 60, particle: other))
        #expect(nearest.particle == other, "what the user chose stays")
        #expect(nearest.screenText.contains("true: set.npz, nearest "))
        #expect(nearest.pictures?.truth == Self.response(neutron, 0))
        let omega = Particle(massMeV: 1672.45, energyGeV: 2000, charge: -1, momentumGeV: Vector(0, 0, 2000)).withEnergyOnShell()
        let none = worked(state(200, 60, particle: omega))
        #expect(none.screenText.contains("no truth: set.npz") && none.pictures?.truth == nil)
        for text in [worked(state()), nearest, none].map(\.screenText) {
            #expect(!text.contains("reference MC") && !text.contains("ref. MC"))
        }
    }

    @Test(arguments: ViewKind.allCases) func everyViewIsDrawnForAParticleThatTheFileHoldsOneOfAndForNone(view: ViewKind) {
        let omega = Particle(massMeV: 1672.45, energyGeV: 2000, charge: -1, momentumGeV: Vector(0, 0, 2000)).withEnergyOnShell()
        for particle in [neutron, TestParticles.all[0], omega] {
            for (width, height) in [(80, 24), (120, 40), (200, 60)] {
                for keys in ["", "d", "v", "T", "\r"] {
                    var state = state(width, height, particle: particle)
                    state.compare.particles = [particle, neutron]
                    (state.histograms.target, state.compare.count, state.diversity.count) = (40, 8, 8)
                    state.metrics.amount = .init(particles: 3, repeats: 2, runs: 2)
                    state.press(key(.character(view.digit)))
                    for scalar in keys.unicodeScalars { state.press(scalar == "\r" ? key(.enter) : key(.character(scalar))) }
                    state = worked(state)
                    let text = state.screenText
                    #expect(!text.contains("nan"), "\(view) \(keys)\n\(text)")
                    for kind in SaveKind.offered(state) where kind == .csv { #expect(state.page.numbers(state) != nil) }
                    _ = (state.page.arrays(state), state.page.figure(state))
                }
            }
        }
    }

    @Test func oneWalksThroughTheFileAndFindsByNumberAndSpecies() {
        var state = state()
        state.type("]")
        #expect(state.particle == Self.dataSet.particles[2])
        #expect(state.message?.text == "particle 3 of 3 of set.npz, 1 response")
        state.type("]")
        #expect(state.particle == Self.dataSet.particles[0])
        state.type("/2")
        #expect(state.lines.last?.contains("find particle 2") == true)
        state.press(key(.enter))
        #expect(state.particle == Self.dataSet.particles[1] && state.mode == .browse)
        state.type("/gamma")
        state.press(key(.enter))
        #expect(state.particle == Self.dataSet.particles[2])
        state.type("/4")
        state.press(key(.enter))
        #expect(state.message?.text == "Found no particle \"4\"; expected a number from 1 to 3, or a species that is among them.")
        state.press(key(.escape))
        #expect(state.mode == .browse && state.particle == Self.dataSet.particles[2])
        // In the comparison the column with the cursor takes it.
        state.type("3/1")
        state.press(key(.enter))
        #expect(state.compare.particles[0] == Self.dataSet.particles[0])
    }

    @Test func noOtherCalorimeterComesOnTheScreen() {
        for (before, name) in [("D", "ZN"), ("B", "ZN"), ("3B", "ZN")] {
            var state = state(200, 60)
            state.type(before)
            #expect(state.message?.text == "The data set set.npz holds responses of one calorimeter only, the \(name).")
            #expect(state.detectors == ShownDetectors(.zn))
        }
        // Nor with a session of both.
        var both = explorer(200, 60, models: 0)
        both.type("B")
        #expect(both.detectors.isBoth)
        var state = state(200, 60)
        _ = state.update(.session(both.session), at: .zero)
        #expect(state.detectors == ShownDetectors(.zn))
        _ = both.update(.dataSet(Self.dataSet), at: .zero)
        #expect(both.detectors == ShownDetectors(.zn) && !both.front.reference.isBesideOther)
    }

    @Test func histogramsOfTheFileTakeAResponseOfEachParticleBeforeASecondOne() {
        let samples = StoredSamples(Self.dataSet, source: .testSet)
        // Halves: two of four, two of five, one of one.
        #expect((0..<samples.count).map { Self.dataSet.particles.firstIndex(of: samples.particle($0)) } == [0, 1, 2, 0, 1])
        func made(_ responder: some Responder, _ indices: Range<Int>) -> [Response] {
            Sampler(responder).responses(to: samples.particle(0), seed: 0, indices: indices)
        }
        #expect(made(samples.truth, 3..<4) == [Self.response(Self.slow, 1)])
        #expect(made(samples.repeated, samples.repeats(of: 3..<4)) == [Self.response(Self.slow, 3)])
        #expect(samples.repeats(of: 2..<3).isEmpty, "a single response has no repeat")
    }

    @Test func histogramsSayThatTheyAreOfHalfOfTheFile() {
        var state = state()
        state.type("4")
        #expect(worked(state).screenText.contains("set.npz: 5 responses, half; the rest is the floor"))
        state.type("T")
        #expect(worked(state).screenText.contains(", half; the rest is the floor"))
        var simulated = explorer()
        simulated.type("4")
        #expect(!simulated.screenText.contains("half"))
    }

    @Test func aSweepHasNoTruthBetweenTheParticlesOfTheFile() throws {
        var state = state()
        state.compare.count = 4
        state.type("3v")
        let result = try #require(worked(state).sweepResult)
        #expect(result.pictures[0] == nil && result.curves[0].allSatisfy { $0 == nil })
    }

    @Test func commandSessionAndFilesNameTheDataSet() throws {
        var state = worked(state())
        state.dataPath = "/data/my set.npz"
        #expect(RepeatCommand.text(state).contains(" --data '/data/my set.npz' "))
        #expect(state.session.data == "/data/my set.npz")
        #expect(
            try #require(ExplorePage.numbers(state)).csv.contains("# truth: data set set.npz, 5 responses to this particle\n"))
        var other = explorer(models: 0)
        _ = other.update(.session(state.session), at: .zero)
        #expect(other.message?.text.contains("start with --data /data/my set.npz") == true)
    }
}
