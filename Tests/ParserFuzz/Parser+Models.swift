#if DEBUG || FUZZING
import Calorimeter
import FastSimulation
import Foundation
import Networks
@testable import ONNX
@testable import Training

// Weights, graphs, checkpoints and histories.
extension Parser {
    private static func encoding() -> ConditionEncoding? {
        ConditionEncoding(
            kind: .raw, detector: .zn, mean: [1366.7, -7.8e-8, 1.4e-7, 0.0011, 0.0099, 0.0199, 39.1, 353.7, 0.0629],
            scale: [1259.8, 4.2e-6, 4.4e-6, 0.0245, 0.2346, 0.2581, 1858.3, 455, 0.2565])
    }

    static func weights(_ name: String) throws -> Parser {
        let graphs = try fixtures(of: "ONNXTests", "onnx").compactMap { try? ImportedGenerator(Data($0), detector: .zn) }
            .filter { $0.encodingKind == .raw }
        let models = try graphs.prefix(1).flatMap { graph in
            try encoding().map { [try graph.weightFile(name: "small", encoding: $0)] } ?? []
        }
        let plain = WeightFile(
            tensors: ["a": .init(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]), "b": .init(shape: [1], values: [-0.5])],
            metadata: ["name": "plain"])
        let seeds = try (models + [plain]).map { Array(try $0.encoded()) }
        return Parser(name: name, kind: .bytes, seeds: seeds) { file in
            do {
                let weights = try WeightFile(bytes: Data(file))
                guard try WeightFile(bytes: try weights.encoded()) == weights else {
                    return .wrong("other weights after writing and reading")
                }
                _ = try Generator(weights, file: "x")
                return .answer
            } catch {
                return .refusal("\(error)")
            }
        }
    }

    static func onnx(_ name: String) throws -> Parser {
        let encoding = encoding()
        var parser = Parser(name: name, kind: .bytes, seeds: try fixtures(of: "ONNXTests", "onnx")) { file in
            do throws(ONNXError) {
                let imported = try ImportedGenerator(Data(file), detector: .zn)
                guard let encoding else { return .wrong("no encoding") }
                do throws(ModelError) {
                    _ = try imported.weightFile(name: "x", encoding: encoding)
                    return .answer
                } catch {
                    return .refusal(error.description)
                }
            } catch {
                return .refusal(error.description)
            }
        }
        parser.restructured = GraphMutations.restructured
        return parser
    }

    static func checkpoint(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        var plan = TrainingPlan.recipe(
            objective: .gan, width: 1.0 / 64, batch: 4, seed: 3,
            schedule: TrainingSchedule(regression: 1, objective: 1, regressionFactor: 5, finalFactor: 0.1))
        plan.settings.criticWidth = 1.0 / 16
        plan.validationInterval = 1
        let workers = Workers(count: 1)
        func makeRun() throws -> TrainingRun {
            try TrainingRun(
                name: "small", plan: plan, data: TrainingData(particles: 20, seed: 3, repeats: 1, workers: workers),
                validation: ValidationTruth(particles: 2, repeats: 2, trainingSeed: 3, workers: workers), command: "zdc train",
                workers: workers)
        }
        let run = try makeRun()
        var seeds: [[UInt8]] = []
        while !run.isDone {
            try run.advance(seconds: 1)
            try run.writeCheckpoint(to: URL(filePath: scratch.path))
            seeds.append(Array(try Data(contentsOf: URL(filePath: scratch.path))))
        }
        // Writing replaced the file at this path.
        let copy = try ScratchFile(name + "-copy")
        let resumed = try makeRun()
        return Parser(name: name, kind: .bytes, seeds: seeds) { file in
            copy.hold(file)
            do throws(CheckpointError) {
                try resumed.resume(from: URL(filePath: copy.path))
                return resumed.step >= 0 && resumed.history.rows.allSatisfy(isFinite)
                    ? .answer : .wrong("a run that goes on from \(resumed.step)")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    static func history(_ name: String) throws -> Parser {
        var history = TrainingHistory(objective: "sdi-gan", name: "sdi-gan", command: "zdc train --steps 3", floor: 0.5)
        for step in 1...3 {
            var row = TrainingHistory.Row(step: 100 * step, samples: 6400 * step, seconds: 1.5 * Double(step))
            (row[.energy], row[.critic], row.validationWS, row.rate) = (12.5 / Double(step), -0.25, 40 / Double(step), 1e-4)
            history.rows.append(row)
        }
        let seeds = [history.csv, "step,validation_ws\n7,3.5\n8,nan\n", String(history.csv.dropLast(5))].map { Array($0.utf8) }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            guard let history = TrainingHistory(csv: String(decoding: file, as: UTF8.self)) else { return .refusal("no history") }
            guard history.rows.allSatisfy(isFinite) else { return .wrong("a number that is not finite") }
            _ = history.best
            let again = TrainingHistory(csv: history.csv)
            return again?.rows.map(\.step) == history.rows.map(\.step) ? .answer : .wrong("other rows after writing and reading")
        }
    }

    private static func isFinite(_ row: TrainingHistory.Row) -> Bool {
        row.step >= 0 && row.samples >= 0 && row.seconds.isFinite
            && [row[.energy], row[.critic], row.validationWS, row.rate].allSatisfy { $0?.isFinite ?? true }
    }
}
#endif
