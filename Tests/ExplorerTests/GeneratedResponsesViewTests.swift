import Calorimeter
import Canvas
@testable import DataSets
import Evaluation
import Foundation
import ReferenceMC
import Scoring
import Terminal
import Testing
@testable import Explorer

/// The explorer with files of generated responses beside a data set of true ones.
@Suite struct GeneratedResponsesViewTests {
    private static let particles = Array(TestParticles.all.prefix(3))

    private static func dataSet(_ name: String, seed: UInt64, particles: [Particle], count: Int) -> DataSet {
        var (rows, responses) = ([Particle](), SparseResponses())
        for particle in particles {
            let stored = Particle(conditions: particle.conditions.map { Double(Float($0)) })
            for index in 0..<count {
                rows.append(stored)
                ReferenceMC().response(to: particle, seed: seed, index: UInt64(index)).photons.withUnsafeBufferPointer {
                    responses.append($0)
                }
            }
        }
        return DataSet(name: name, detector: .zn, rows: rows, responses: responses)
    }

    private static let truth = dataSet("true.npz", seed: 3, particles: particles, count: 120)
    /// Two of the three particles.
    private static let file = GeneratedResponses(
        dataSet("mine.npz", seed: 4, particles: Array(particles.prefix(2)), count: 60), name: "mine", truth: truth)

    private func state(
        _ keys: String = "", _ width: Int = 120, _ height: Int = 40, file: GeneratedResponses = Self.file
    ) -> ExplorerState {
        var state = explorer(width, height, models: 0)
        state.truth = .reading(name: "true.npz", part: 0)
        (state.dataPath, state.generatedPaths) = ("true.npz", ["mine.npz"])
        _ = state.update(.dataSet(Self.truth, generated: [file]), at: .zero)
        (state.histograms.target, state.compare.count, state.diversity.count) = (100, 60, 60)
        state.metrics.amount = .init(particles: 3, repeats: 2, runs: 2)
        state.type(keys)
        return worked(state, file)
    }

    private func worked(_ before: ExplorerState, _ file: GeneratedResponses) -> ExplorerState {
        before.worked(on: Self.truth, [file])
    }

    @Test func aFileIsAModelThatIsCalledByItsStemAndWhatItLacksIsSaid() {
        var state = explorer(models: 0)
        _ = state.update(.dataSet(Self.truth, generated: [Self.file]), at: .zero)
        #expect(state.models.map(\.name) == ["mine"] && state.model?.title == "mine.npz")
        #expect(
            state.message?.text
                == "mine.npz has no responses to 1 of the 3 particles of true.npz; only what both have is compared, while the floor and other models of a table are of all particles."
        )
        // Read again, it takes its own place.
        _ = state.update(.dataSet(Self.truth, generated: [Self.file]), at: .zero)
        #expect(state.models.count == 1)
    }

    /// The state of a program that begins with two models of weights.
    private func begun(_ options: ExplorerProgram.Options) -> ExplorerState {
        var state = ExplorerState(
            options,
            models: LoadedModels(models: [ModelSummary(name: "gan", title: "GAN"), ModelSummary(name: "vae", title: "VAE")]),
            size: Size(120, 40), appearance: Appearance(level: .mono))
        state.truth = .reading(name: "true.npz", part: 0)
        _ = state.begin(options)
        return state
    }

    @Test(arguments: ["mine", "mine.npz"]) func aFileThatWasNamedIsShownOnceItIsRead(name: String) {
        var options = ExplorerProgram.Options(particle: Self.particles[0], detectors: ShownDetectors())
        options.commandLine.model = name
        var state = begun(options)
        state.choose(model: state.model?.name)
        #expect(state.model?.name == "gan")
        _ = state.update(.dataSet(Self.truth, generated: [Self.file]), at: .zero)
        #expect(state.model?.name == "mine" && state.settings.model == "mine")
    }

    @Test func theFileOfASessionIsShownOnceItIsReadUnlessAnotherModelIsChosenMeanwhile() {
        var options = ExplorerProgram.Options(particle: Self.particles[0], detectors: ShownDetectors())
        options.session = self.state().session
        var state = begun(options)
        #expect(state.model?.name == "gan")
        var other = state
        _ = state.update(.dataSet(Self.truth, generated: [Self.file]), at: .zero)
        #expect(state.model?.name == "mine")
        other.choose(model: "vae")
        _ = other.update(.dataSet(Self.truth, generated: [Self.file]), at: .zero)
        #expect(other.model?.name == "vae")
        // A name that is in no file leaves what is shown.
        other.choose(model: "nobody's")
        _ = other.update(.dataSet(Self.truth, generated: [Self.file]), at: .zero)
        #expect(other.model?.name == "vae" && other.front.wantedModel == nil)
    }

    @Test(arguments: ViewKind.allCases) func everyViewShowsItAmongTheModels(view: ViewKind) {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let state = state(String(view.digit), width, height)
            let text = state.screenText
            #expect(view == .training || text.contains("mine"), "\(text)")
            #expect(!text.contains("nan") && !text.contains("extrapolated"), "\(text)")
        }
    }

    @Test func thePictureIsTheFilesOwnAndAParticleThatIsMissingHasNone() throws {
        let state = state()
        #expect(state.pictures?.truth != nil && state.pictures?.generated == nil)
        let first = self.state("]")
        #expect(first.particle == Self.truth.particles[0])
        #expect(first.pictures?.generated == ReferenceMC().response(to: Self.particles[0], seed: 4, index: 0))
        let statistics = try #require(first.statistics)
        #expect(statistics.truth.count == 60 && statistics.generated.count == 60 && statistics.isComplete)
        #expect(state.statistics?.isComplete == true && state.statistics?.generated.count == 0)
    }

    @Test func histogramsLeaveOutOfTheTruthWhatTheFileLacks() throws {
        let result = try #require(state("4").histogramResult)
        let model = try #require(result.models.first)
        #expect(result.isComplete && model.count == 100 && model.missing == 33 && model.samples[0].count == 67)
        // The other particles alone.
        let map = ChannelMap(detector: .zn, convention: .thesis)
        func sums(_ seed: UInt64) -> [Float] {
            (0..<100).filter { $0 % 3 < 2 }.map { sample in
                let particle = Self.particles[sample % 3]
                return map.sums(ReferenceMC().response(to: particle, seed: seed, index: UInt64(sample / 3)))[0]
            }
        }
        #expect(model.distances[0].distance == wasserstein1(sums(3), sums(4)))
    }

    @Test func binsAndMeansAreComparedWithTheTruthOfWhatTheFileHas() throws {
        // The very responses of the truth, to two of the three particles.
        let same = GeneratedResponses(
            Self.dataSet("mine.npz", seed: 3, particles: Array(Self.particles.prefix(2)), count: 120), name: "mine",
            truth: Self.truth)
        let state = state("4", file: same)
        let result = try #require(state.histogramResult)
        #expect(result.truth[0].count == 100 && result.models[0].samples[0].count == 67)
        for observable in result.request.set.observables {
            let figure = ObservableFigure(result, observable, zoom: nil, columns: 40, columnsPerBin: 1)
            let ratios = (0..<figure.binCount).compactMap { figure.deviation(.ratio, model: 0, bin: $0)?.value }
            #expect(!ratios.isEmpty && ratios.allSatisfy { $0 == 1 }, "\(observable): \(ratios)")
            #expect(figure.trueCounts != figure.trueCounts(ofModel: 0))
            #expect(figure.generatedCounts[0] == figure.trueCounts(ofModel: 0))
        }
        #expect(state.screenText.components(separatedBy: " 0.0 %").count > 3, "\(state.screenText)")
        let csv = try #require(HistogramsPage.numbers(state)).csv
        #expect(csv.contains("observable,low,high,true,mine,true of mine\n"), "\(csv.prefix(400))")
    }

    @Test func scoresAreOfTheParticlesThatItHas() throws {
        let result = try #require(state("5").metricsResult)
        #expect(result.isComplete && result.rows[0].name == "mine" && result.rows[0].score?.particleCount == 2)
    }

    @Test func whatNeedsWeightsSaysWhyNot() {
        var state = state("2j")
        state.type("v")
        #expect(
            state.message?.text == "mine.npz is a file of responses: without weights it has no noise to walk through.")
        #expect(state.diversity.walk == nil)
    }

    @Test func commandAndSessionNameTheFiles() throws {
        let state = state()
        #expect(RepeatCommand.text(state).contains(" --data true.npz --generated mine.npz "))
        #expect(state.session.generated == ["mine.npz"])
        let again = try ExplorerSession(Data(try state.session.text(path: "s").utf8), path: "s")
        #expect(again.generated == ["mine.npz"])
        var other = explorer(models: 0)
        _ = other.update(.session(again), at: .zero)
        #expect(other.message?.text.contains("--data true.npz --generated mine.npz") == true)
    }
}
