import Calorimeter
import Canvas
@testable import DataSets
import Evaluation
import FastSimulation
import ReferenceMC
import Scoring
import Terminal
import Testing
@testable import Explorer

/// Ten questions of a physicist, each answered on the screen after at most eight keys.
@Suite struct TenQuestionsTests {
    private static let mostKeys = 8
    private static let size = Size(120, 40)

    /// The explorer with two models, or with a file of true responses and one of generated ones beside it.
    private struct Session {
        var state: ExplorerState
        private let models: [Model]
        private let dataSet: DataSet?
        private(set) var keys: [Key] = []
        private(set) var effects: [ExplorerEffect] = []

        init(_ particle: Particle, detector: Detector = .zn, files: (truth: DataSet, generated: GeneratedResponses)? = nil) throws
        {
            models =
                try files.map { [Model($0.generated)] }
                ?? (1...2).map { seed in
                    let channels = GeneratorChannels(width: 1 / 32)
                    let first = try Generator.untrained(width: 1 / 32, detector: detector, seed: UInt64(seed))
                    return Model(
                        try Generator(
                            name: ["one", "other"][seed - 1], detector: detector, encoding: first.encoding, channels: channels,
                            parameters: first.parameters))
                }
            dataSet = files?.truth
            state = ExplorerState(
                particle: particle, detector: detector, models: files == nil ? models.map { ModelSummary($0) } : [],
                size: size, appearance: Appearance(level: .mono))
            (state.explore.sampleTarget, state.histograms.target, state.compare.count, state.diversity.count) = (60, 100, 60, 60)
            state.metrics.amount = .init(particles: 12, repeats: 4, runs: 2)
            if let files { _ = state.update(.dataSet(files.truth, generated: [files.generated]), at: .zero) }
            _ = state.start()
            work()
        }

        /// Presses keys; the work that each wants is done before the next one.
        mutating func press(_ new: Key...) { new.forEach { press($0) } }

        mutating func type(_ text: String) { text.unicodeScalars.forEach { press(Key(.character($0))) } }

        private mutating func press(_ key: Key) {
            keys.append(key)
            effects += state.update(.terminal(.key(key)), at: .zero)
            work()
        }

        private mutating func work() {
            for side in state.calorimeters {
                guard let work = side.running else { continue }
                let own = models.filter { $0.responder.detector == side.detector }
                var workers = BackgroundWorkers(truth: Truth(reference: side.reference, dataSet: dataSet), models: own)
                var news: [WorkNews] = []
                withoutActuallyEscaping({ (item: WorkNews) in news.append(item) }) { report in
                    workers.run(work, measuresTime: false, isWanted: { true }, report: report)
                }
                for item in news { _ = state.update(.background(side.reference, item), at: .zero) }
            }
        }

        /// The screen; it took no more keys than somebody is ready to press.
        func answer() -> String {
            #expect(keys.count <= TenQuestionsTests.mostKeys, "\(keys.count) keys")
            return state.screenText
        }
    }

    private let neutronOfOneTeV = Particle(
        massMeV: Species.neutron.massMeV, energyGeV: 0, charge: 0, momentumGeV: Vector(0, 0, -1000)
    ).withEnergyOnShell()

    private static func dataSet(_ name: String, seed: UInt64) -> DataSet {
        var (rows, responses) = ([Particle](), SparseResponses())
        for particle in TestParticles.all {
            for index in 0..<4 {
                rows.append(Particle(conditions: particle.conditions.map { Double(Float($0)) }))
                ReferenceMC().response(to: particle, seed: seed, index: UInt64(index)).photons.withUnsafeBufferPointer {
                    responses.append($0)
                }
            }
        }
        return DataSet(name: name, detector: .zn, rows: rows, responses: responses)
    }

    private func withFiles() throws -> Session {
        let truth = Self.dataSet("true.npz", seed: 1)
        return try Session(
            TestParticles.all[0],
            files: (truth, GeneratedResponses(Self.dataSet("mine.npz", seed: 2), name: "mine", truth: truth)))
    }

    @Test func howDoesTheResponseOfANeutronOfOneTeVChangeWhenItMovesByOneCentimetre() throws {
        var session = try Session(neutronOfOneTeV)
        let before = LandingPoint(of: neutronOfOneTeV, on: .zn)
        session.type("P")
        session.press(Key(.end), Key(.up))
        session.type("L")
        let answer = session.answer()
        #expect(abs(LandingPoint(of: session.state.particle, on: .zn).x - before.x - 1) < 1e-6)
        let change =
            try #require(session.state.statistics).rows[5].trueMean
            - (try #require(session.state.pinnedStatistics)).rows[5].trueMean
        #expect(change != 0 && answer.contains("\u{2212}pin") && answer.contains(NumberText.difference(change, width: 6)))
    }

    @Test func areTheModelsEquallyDiverseForThisParticle() throws {
        var session = try Session(neutron)
        session.type("2")
        let answer = session.answer()
        let verdicts = ["collapsed", "too uniform", "as diverse", "too diverse"]
        #expect(answer.contains("ratio") && verdicts.contains { answer.contains($0) }, "\(answer)")
    }

    @Test func whichModelIsBestByHowMuchAndIsItSignificant() throws {
        var session = try Session(neutron)
        session.type("5")
        let answer = session.answer()
        #expect(answer.contains("against the best") && answer.contains("best"))
        #expect(answer.contains("no difference") || answer.contains(" worse"), "\(answer)")
        #expect(answer.contains("\u{2212}floor"))
    }

    @Test func whatDoesTheGeneratorDoOutsideItsTrainingRange() throws {
        var session = try Session(neutron)
        session.press(Key(.enter))
        session.type("9 TeV")
        session.press(Key(.enter))
        let answer = session.answer()
        #expect(answer.contains("outside training: energy") && answer.contains("extrapolated"), "\(answer)")
    }

    @Test func theHistogramOfThePhotonSumOfPhotonsTrueAndGeneratedAsPictureAndNumbers() throws {
        var session = try Session(TestParticles.all[0])
        session.type("4TO")
        session.press(Key(.enter))
        #expect(session.answer().contains("photon sum") && session.answer().contains("responses /"))
        session.type("w")
        let answer = session.answer()
        #expect(answer.contains("PNG: the chosen histogram alone") && answer.contains("CSV: the numbers"), "\(answer)")
    }

    @Test func compareMyOwnFileOfResponses() throws {
        var session = try withFiles()
        session.type("3")
        let answer = session.answer()
        #expect(answer.contains("mine") && answer.contains("WS ") && answer.contains("true.npz"), "\(answer)")
    }

    @Test func theParticleWithTheBrightestResponseInMyFile() throws {
        var session = try withFiles()
        session.type("7")
        while session.state.table.sortedBy != .trueSum { session.type("t") }
        if !session.state.table.isDescending { session.type("V") }
        let answer = session.answer()
        let result = try #require(session.state.tableResult)
        let brightest = try #require(result.rows.trueSums.max())
        #expect(result.rows.trueSums[Int(result.order[0])] == brightest)
        #expect(answer.contains(NumberText.photons(Double(brightest), width: 6).prefix(3)), "\(answer)")
    }

    @Test func theCommandThatRepeatsThisPicture() throws {
        var session = try Session(neutron)
        session.type("Y")
        #expect(session.answer().contains("copied: zdc render explore"))
        #expect(session.effects.contains(.copy(RepeatCommand.text(session.state))))
    }

    @Test func undoTenSteps() throws {
        var session = try Session(neutron)
        for _ in 0..<10 { _ = session.state.update(.terminal(.key(Key(.right))), at: .zero) }
        let energy = session.state.particle.energyGeV
        session.type(":u 10")
        session.press(Key(.enter))
        #expect(session.answer().contains("undo of 10 steps: energy"))
        #expect(session.state.particle == neutron)
        session.state.type(":redo 10")
        session.state.press(Key(.enter))
        #expect(session.state.particle.energyGeV == energy)
        session.state.type(":undo 99")
        session.state.press(Key(.enter))
        #expect(session.state.particle == neutron && session.state.message?.text.hasPrefix("undo of 10 steps") == true)
    }

    @Test func bothCalorimetersOfOneProton() throws {
        let proton = Particle(
            massMeV: Species.proton.massMeV, energyGeV: 0, charge: 1, momentumGeV: Vector(-0.02, 0.05, -2500)
        ).withEnergyOnShell()
        var session = try Session(proton)
        session.type("B")
        let answer = session.answer()
        #expect(answer.contains("ZN+ZP") && answer.contains("ZP "), "\(answer)")
    }
}
