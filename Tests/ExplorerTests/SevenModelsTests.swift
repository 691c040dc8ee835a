import Canvas
import FastSimulation
import Foundation
import Terminal
import Testing
import Training

@testable import Explorer

/// All objectives of a calorimeter at once.
@Suite struct SevenModels {
    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func eachIsNamedAsTheCursorComesToIt(width: Int, height: Int) {
        var state = explorer(width, height, models: 7)
        #expect(Set(state.models.map(\.name)) == Set(Objective.allCases.map(\.rawValue)))
        state.type("3")
        for model in state.models {
            state.press(key(.down))
            // Names are broken at their signs.
            let parts = model.shortName.split { "+-".contains($0) }
            #expect(parts.allSatisfy { state.screenText.contains($0) }, "\(model.name)")
        }
    }

    @Test func theRunOfEachCanBeShown() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "histories-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try Objective.allCases.map { objective in
            let file = folder.appending(path: "\(objective.rawValue).csv").path
            try Histories.csv(objective.rawValue, rows: 8, best: 2).write(toFile: file, atomically: true, encoding: .utf8)
            return file
        }
        var state = explorer(80, 24, models: 7)
        try state.openTraining(files)
        for objective in Objective.allCases {
            #expect(state.shownRuns.map(\.name) == [objective.rawValue])
            #expect(state.lines[1].hasPrefix(" \(objective.title)  step"))
            state.type("m")
        }
    }

    /// The terms of an autoencoder and of its flow, each where it was learnt.
    @Test func theRunOfAFlowShowsItsTerms() throws {
        var history = TrainingHistory(objective: "latent-flow", name: "latent-flow", command: "zdc train", floor: 0.9)
        for index in 1...30 {
            var row = TrainingHistory.Row(step: 500 * index, samples: 16_000 * index, seconds: 30 * Double(index))
            if index <= 20 {
                row[.deviance] = 150 + 200 / Double(index)
                row[.divergence] = 1.5 - 0.02 * Double(index)
            } else {
                row[.velocity] = 1 + 1 / Double(index - 20)
            }
            row.rate = 1e-3 / Double(index)
            row.validationWS = index <= 20 ? 9 : 1.3 + 1 / Double(index - 20)
            row.diversityRatio = 0.9
            row.empty = 0.2
            history.rows.append(row)
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "histories-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "latent-flow.csv")
        try history.csv.write(to: file, atomically: true, encoding: .utf8)
        var state = explorer(120, 40, models: 7)
        try state.openTraining([file.path])
        for word in ["dev", "KL", "vel"] { #expect(state.screenText.contains(word)) }
        try StoredPicture(name: "training-flow").expect(Scene.drawn(state).canvas)
    }
}
