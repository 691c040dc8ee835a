import FastSimulation
import Foundation
import Networks
import Testing

@testable import Training

/// A run of a second: regression, catch-up and both networks, with a validation in each.
func smallPlan(_ objective: Objective = .sdiGANRegAux, joint: Int = 0, seed: UInt64 = 3) -> TrainingPlan {
    var plan = TrainingPlan.recipe(
        objective: objective, width: 1.0 / 32, batch: 8, seed: seed,
        schedule: TrainingSchedule(
            regression: 3, catchUp: 2, objective: 4, flow: objective.hasFlow ? 3 : 0, joint: joint, fixedNorms: 2,
            regressionFactor: 5, finalFactor: 0.1))
    plan.settings.criticWidth = 0.125
    plan.settings.regressorWidth = 0.0625
    plan.validationInterval = 2
    return plan
}

func smallRun(_ plan: TrainingPlan = smallPlan(), start: Generator? = nil, threads: Int = 2) throws -> TrainingRun {
    let workers = Workers(count: threads)
    return try TrainingRun(
        name: "small", plan: plan, data: TrainingData(particles: 20, seed: 3, repeats: 3, workers: workers),
        validation: ValidationTruth(particles: 6, repeats: 2, trainingSeed: 3, workers: workers), command: "zdc train",
        start: start, workers: workers)
}

extension TrainingRun {
    func finish() throws { while !isDone { try advance(seconds: 1) } }
}

@Suite struct ATrainingRun {
    @Test func goesThroughItsPhasesAndKeepsTheBest() throws {
        let run = try smallRun()
        var phases: [TrainingSchedule.Phase] = []
        while !run.isDone {
            phases.append(run.phase)
            try run.advance(seconds: Double(run.step))
        }
        #expect(
            phases == Array(repeating: .regression, count: 3) + Array(repeating: .catchUp, count: 2)
                + Array(repeating: .objective, count: 4))
        #expect(run.history.rows.map(\.step) == [2, 4, 6, 8, 9])
        #expect(run.history.rows[0][.deviance] != nil && run.history.rows[0][.critic] == nil)
        #expect(
            run.history.rows[1][.deviance] != nil && run.history.rows[1][.critic] != nil
                && run.history.rows[1][.adversarial] == nil)
        #expect(run.history.rows[4][.deviance] == nil && run.history.rows[4][.position] != nil)
        let best = try #require(run.bestScore)
        #expect(best.step > 5)
        #expect(best.score.ws == run.history.rows.filter { $0.step > 5 }.compactMap(\.validationWS).min())
        let words = try run.bestModel().metadata
        #expect(words["data-seed"] == "3" && words["data-particles"] == "20" && words["command"] == "zdc train")
        #expect(words["validation-ws"] == "\(best.score.ws)")
    }

    @Test(arguments: [(Objective.sdiGANRegAux, 0), (.energyScore, 0), (.latentFlow, 0), (.latentFlow, 3)])
    func isTheSameForAnyNumberOfThreads(objective: Objective, joint: Int) throws {
        let runs = try [1, 2, 5].map { threads in
            let run = try smallRun(smallPlan(objective, joint: joint), threads: threads)
            try run.finish()
            return try run.bestModel()
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] == runs[2])
    }

    /// Stopped after any step, also in the middle between two validations, the run ends as if it had not been.
    @Test(arguments: [1, 3, 4, 5, 7, 8], [Objective.sdiGANRegAux, .energyScore, .vae])
    func continuesFromACheckpoint(stop: Int, objective: Objective) throws {
        try checkContinuing(stop: stop, smallPlan(objective))
    }

    /// Before, in and after the first step of the flow.
    @Test(arguments: [2, 8, 9, 10, 11])
    func continuesWithItsFlow(stop: Int) throws { try checkContinuing(stop: stop, smallPlan(.latentFlow)) }

    @Test(arguments: [12, 13, 14])
    func continuesWithDecoderAndFlow(stop: Int) throws {
        try checkContinuing(stop: stop, smallPlan(.latentFlow, joint: 3))
    }

    /// At the end, decoder and flow learn together from the energy score; the encoder is done, and so are the normalisations.
    @Test func endsWithDecoderAndFlowTogether() throws {
        let run = try smallRun(smallPlan(.latentFlow, joint: 2))
        var states: [TrainingState] = []
        while !run.isDone {
            states.append(run.training.state)
            try run.advance(seconds: 1)
        }
        let (before, after) = (states[12], run.training.state)
        #expect(run.phase == .joint && run.step == 14)
        #expect(before.generator.parameters.values != after.generator.parameters.values)
        #expect(before.generator.parameters.statistics == after.generator.parameters.statistics)
        #expect(before.others["flow"] != after.others["flow"] && before.others["encoder"] == after.others["encoder"])
        #expect(run.bestScore?.step == 14)
        #expect(run.history.rows.last?[.energy] != nil && run.history.rows.last?[.velocity] == nil)
    }

    /// A model that has a flow is a start with it.
    @Test func startsWithTheFlowOfItsStart() throws {
        let first = try smallRun(smallPlan(.latentFlow))
        try first.finish()
        let start = try Generator(first.bestModel(), file: "start")
        var plan = smallPlan(.latentFlow, joint: 2)
        (plan.schedule.regression, plan.schedule.catchUp, plan.schedule.objective, plan.schedule.flow) = (0, 0, 0, 0)
        let run = try smallRun(plan, start: start)
        #expect(run.training.state.others["flow"]?.parameters == start.flow?.parameters)
        #expect(run.training.state.generator.parameters == start.parameters)
        plan.settings.flowWidth = 16
        #expect(throws: NetworkError.self) { try smallRun(plan, start: start) }
    }

    /// The flow alone learns at the end, and only what it has learnt by then is kept.
    @Test func endsWithTheFlowAlone() throws {
        let run = try smallRun(smallPlan(.latentFlow))
        var states: [TrainingState] = []
        while !run.isDone {
            states.append(run.training.state)
            try run.advance(seconds: 1)
        }
        #expect(run.phase == .flow && run.step == 12)
        #expect(states[9].generator == run.training.state.generator)
        #expect(states[9].others["encoder"] == run.training.state.others["encoder"])
        #expect(states[0].others["flow"] == states[9].others["flow"] && states[10].others["flow"] != states[9].others["flow"])
        #expect(run.bestScore.map { $0.step > 9 } == true)
        let rows = run.history.rows
        #expect(rows.map(\.step) == [2, 4, 6, 8, 10, 12])
        #expect(rows[2][.divergence] != nil && rows[2][.velocity] == nil)
        #expect(rows[5][.divergence] == nil && rows[5][.velocity] != nil && rows[5][.deviance] == nil)
        let model = try Generator(run.bestModel(), file: "model")
        #expect(model.flow?.steps == LatentFlow.usualSteps && model.objective == .latentFlow)
        #expect(ValidationScore(of: model, on: run.validation, workers: Workers(count: 1)).ws == run.bestScore?.score.ws)
    }

    private func checkContinuing(stop: Int, _ plan: TrainingPlan) throws {
        try inTemporaryFolder { folder in
            let file = folder.appending(path: "run.ckpt")
            let whole = try smallRun(plan)
            try whole.finish()
            let begun = try smallRun(plan)
            for _ in 0..<stop { try begun.advance(seconds: 1) }
            try begun.writeCheckpoint(to: file)
            let resumed = try smallRun(plan)
            try resumed.resume(from: file)
            #expect(resumed.step == stop)
            try resumed.finish()
            #expect(try resumed.bestModel() == whole.bestModel())
            #expect(resumed.training.state == whole.training.state)
            #expect(resumed.history.csv == whole.history.csv)
        }
    }

    @Test func refusesTheCheckpointOfAnotherRun() throws {
        try inTemporaryFolder { folder in
            let file = folder.appending(path: "run.ckpt")
            try smallRun().writeCheckpoint(to: file)
            let other = try smallRun(smallPlan(.gan))
            #expect(throws: CheckpointError.self) { try other.resume(from: file) }
            let seeded = try smallRun(smallPlan(seed: 4))
            let error = #expect(throws: CheckpointError.self) { try seeded.resume(from: file) }
            #expect(error?.description == "run.ckpt: the checkpoint is of a run with seed \"3\", expected \"4\"")
            let model = folder.appending(path: "model.safetensors")
            try smallRun().bestModel().encoded().write(to: model)
            #expect(throws: CheckpointError.self) { try smallRun().resume(from: model) }
            #expect(throws: CheckpointError.self) { try smallRun().resume(from: folder.appending(path: "none")) }
            try Data("half".utf8).write(to: file)
            #expect(throws: CheckpointError.self) { try smallRun().resume(from: file) }
        }
    }

    @Test(arguments: [
        ("step", "9223372036854775807"), ("generator-steps", "-1"), ("critic-steps", "1e300"),
        ("average-steps", "9223372036854775807"),
        ("best", "9223372036854775807 1 1 0"), ("step", "nan"),
    ])
    func refusesACheckpointWithAbsurdNumbersOfSteps(word: String, value: String) throws {
        try inTemporaryFolder { folder in
            let path = folder.appending(path: "run.ckpt")
            let run = try smallRun()
            try run.finish()
            try run.writeCheckpoint(to: path)
            var file = try WeightFile(contentsOf: path, wordLimit: 1 << 22)
            file.metadata[word] = value
            try file.encoded().write(to: path)
            let error = #expect(throws: CheckpointError.self) { try smallRun().resume(from: path) }
            #expect(
                error?.description.hasPrefix("run.ckpt: \"\(word)\" in the metadata is ") == true, "\(error?.description ?? "")")
        }
    }

    /// As many numbers as there should be, and others.
    private static let absurdSums: [String] = {
        let count = LossMeans().numbers.count
        let large = Array(repeating: "1e300", count: count).joined(separator: " ")
        let negative = (Array(repeating: "0", count: count - 1) + ["-5"]).joined(separator: " ")
        return ["nan", large, negative, "inf" + negative.dropFirst(), ""]
    }()

    @Test(arguments: absurdSums)
    func goesOnWithoutSumsThatAreNone(sums: String) throws {
        try inTemporaryFolder { folder in
            let path = folder.appending(path: "run.ckpt")
            let run = try smallRun()
            try run.advance(seconds: 1)
            try run.writeCheckpoint(to: path)
            var file = try WeightFile(contentsOf: path, wordLimit: 1 << 22)
            file.metadata["loss-sums"] = sums
            file.metadata["best"] = "3 nan 1 0"
            try file.encoded().write(to: path)
            let resumed = try smallRun()
            try resumed.resume(from: path)
            try resumed.finish()
            #expect(resumed.history.rows.allSatisfy { $0.validationWS?.isFinite == true && $0[.deviance]?.isFinite != false })
            #expect(resumed.bestScore?.score.ws.isFinite == true)
        }
    }

    @Test func writesAModelThatCanBeRead() throws {
        try inTemporaryFolder { folder in
            let file = folder.appending(path: "model.safetensors")
            let run = try smallRun()
            try run.finish()
            try run.bestModel().encoded().write(to: file)
            let generator = try Generator(contentsOf: file)
            #expect(generator.name == "small")
            #expect(generator.encoding == run.encoding)
            let score = ValidationScore(of: generator, on: run.validation, workers: Workers(count: 1))
            #expect(score.ws == run.bestScore?.score.ws)
        }
    }

    @Test func beginsFromAModel() throws {
        let first = try smallRun()
        try first.finish()
        let start = try Generator(
            name: "start", detector: .zn, encoding: first.encoding, channels: first.plan.settings.channels,
            parameters: first.averages[0].parameters, link: .softplus)
        var plan = smallPlan(.gan)
        plan.schedule.regression = 0
        let data = first.data
        let run = try TrainingRun(
            name: "gan", plan: plan, data: data, validation: first.validation, command: "zdc train", start: start)
        #expect(run.training.generator.parameters == start.parameters)
        plan.settings.channels = GeneratorChannels(width: 1.0 / 16)
        #expect(throws: NetworkError.self) {
            try TrainingRun(name: "gan", plan: plan, data: data, validation: first.validation, command: "", start: start)
        }
    }
}

/// Calls `body` with a folder that goes away afterwards.
func inTemporaryFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-training-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
}
