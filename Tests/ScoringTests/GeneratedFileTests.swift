import Calorimeter
import DataSets
import Evaluation
import FastSimulation
import Files
import Foundation
import ReferenceMC
import Testing

@testable import Scoring

/// Ends nothing.
private final class Patient: EvaluationWatch {
    var patience: Duration { .seconds(10) }
    private(set) var scored: [EvaluationRow] = []
    func check() throws {}
    func begin(_ stage: EvaluationStage) {}
    func made(_ responses: Int, score: (() -> Score)?) {}
    func scored(_ row: EvaluationRow, _ score: Score) { self.scored.append(row) }
}

@Suite("A file of generated responses among models")
struct GeneratedFileTests {
    private static let particles = ConditionSampler().particles(count: 12, seed: 3)

    /// A file of the responses of a seed, so many to each particle.
    private func dataSet(_ seed: UInt64, _ counts: [Int]) throws -> DataSet {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).npz").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let rows = zip(Self.particles, counts).flatMap { particle, count in (0..<count).map { (particle, $0) } }
        let file = try NPZWriter(path: path)
        try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [rows.count, 9]))
        try file.append(ArrayChunk(rows.flatMap { $0.0.conditions.map { Float($0) } }))
        try file.beginArray(named: "responses", NPYHeader(type: .float32, shape: [rows.count, 44, 44]))
        for (particle, index) in rows {
            try file.append(
                ArrayChunk(ReferenceMC().response(to: particle, seed: seed, index: UInt64(index)).photons))
        }
        try file.commit()
        return try DataSet(path: path)
    }

    private func table(_ truth: DataSet, _ file: DataSet, runs: Int) throws -> (table: ScoreTable, watch: Patient) {
        let models = [
            Model(GeneratedResponses(file, name: "file", truth: truth)),
            Model(try Generator.untrained(width: 1 / 32, detector: .zn)),
        ]
        var evaluation = ModelEvaluation(
            .stored(truth, seed: 1, runs: runs), models: models,
            options: ModelEvaluation.Options(convention: .thesis, threads: 2))
        let watch = Patient()
        try evaluation.run(watch)
        return (evaluation.table, watch)
    }

    @Test("The very responses of the truth have no distance from it, and every run takes further ones")
    func same() throws {
        let truth = try dataSet(5, Array(repeating: 8, count: 12))
        let (table, watch) = try table(truth, truth, runs: 3)
        #expect(table.rows[0].name == "file" && table.rows[0].score.particleCount == 12)
        #expect(table.rows[0].score.runCount == 2, "eight responses are two runs of four")
        #expect(watch.scored.count { $0 == .model(0) } == 2 && watch.scored.count { $0 == .model(1) } == 3)
        let (first, _) = try self.table(truth, truth, runs: 1)
        #expect(first.rows[0].score.ws.mean == 0 && first.rows[1].score.ws.mean > 1)
        #expect(first.best == "file" && first.rows[1].difference?.verdict == .worse)
    }

    @Test("What the file has too few responses to is left out, and the table says so")
    func missing() throws {
        let truth = try dataSet(5, Array(repeating: 8, count: 12))
        let (table, _) = try table(truth, try dataSet(5, [0, 3] + Array(repeating: 4, count: 10)), runs: 2)
        #expect(table.rows[0].score.particleCount == 10 && table.rows[0].score.runCount == 1)
        #expect(table.rows[0].score.ws.mean == 0)
        #expect(table.rows[1].score.particleCount == 12)
        #expect(table.best == nil && table.rows.allSatisfy { $0.difference == nil }, "other particles are another measure")
        #expect(table.sample.remarks.first?.contains("no responses to 1 of the 12 particles") == true)
        #expect(table.sample.remarks.first?.contains("too few responses to 1 of them") == true)
    }
}
