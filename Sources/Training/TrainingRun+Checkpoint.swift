import FastSimulation
import Files
public import Foundation
import Networks
import Text

/// A run on disk: all that it needs to go on as if it had never stopped.
extension TrainingRun {
    /// The run as it stands now. The file is in safetensors format; it replaces an older one whole or not at all.
    public func writeCheckpoint(to file: URL) throws {
        var tensors: [String: WeightFile.Tensor] = [:]
        func put(_ name: String, _ values: [Float]) {
            if !values.isEmpty { tensors[name] = WeightFile.Tensor(shape: [values.count], values: values) }
        }
        var words = identity
        let state = training.state
        for (name, part) in state.others.merging(["generator": state.generator], uniquingKeysWith: { $1 }) {
            put("\(name).values", part.parameters.values)
            put("\(name).statistics", part.parameters.statistics)
            put("\(name).first", part.optimiser.first)
            put("\(name).second", part.optimiser.second)
            put("\(name).vectors", part.singularVectors)
            words["\(name)-steps"] = "\(part.optimiser.steps)"
        }
        for (average, suffix) in zip(averages, Self.suffixes) {
            put("average\(suffix).values", average.parameters.values)
            put("average\(suffix).statistics", average.parameters.statistics)
            words["average\(suffix)-steps"] = "\(average.steps)"
        }
        if let best {
            for (parameters, suffix) in zip(best.parameters, Self.suffixes) {
                put("best\(suffix).values", parameters.values)
                put("best\(suffix).statistics", parameters.statistics)
            }
            words["best"] = "\(best.step) \(best.score.ws) \(best.score.diversityRatio) \(best.score.empty)"
        }
        words["step"] = "\(state.steps)"
        words["loss-sums"] = means.numbers.map { "\($0)" }.joined(separator: " ")
        words["history"] = history.rows.map(TrainingHistory.line).joined(separator: ";")
        try WeightFile(tensors: tensors, metadata: words).encoded().withUnsafeBytes {
            try AtomicFile.writeResult($0, path: file.path)
        }
    }

    /// Goes on from a checkpoint of the same plan, data and start.
    ///
    /// Throws a sentence if the file is no checkpoint, or one of another run.
    public func resume(from file: URL) throws(CheckpointError) {
        do {
            try resume(WeightFile(contentsOf: file, wordLimit: 1 << 22))
        } catch {
            throw CheckpointError("\(displayable(file.lastPathComponent, limit: 80)): \(error)")
        }
    }

    private func resume(_ file: WeightFile) throws {
        guard file.metadata["step"] != nil else {
            throw CheckpointError("this is no checkpoint of a training; expected one that --checkpoint wrote")
        }
        for (key, word) in identity.sorted(by: { $0.key < $1.key }) where file.metadata[key] != word {
            throw CheckpointError(
                "the checkpoint is of a run with \(key) \(quoted(file.metadata[key] ?? "none", limit: 80)), expected \(quoted(word, limit: 80))"
            )
        }
        func take(_ name: String, count: Int) throws -> [Float] {
            let values = file.tensors[name]?.values ?? []
            guard values.count == count else {
                throw CheckpointError("found \(values.count) numbers in \"\(name)\", expected \(count)")
            }
            return values
        }
        func steps(_ name: String) throws -> Int {
            guard let word = file.metadata[name] else { throw CheckpointError("found no \"\(name)\" in the metadata") }
            return try Self.steps(word, name)
        }
        func part(_ name: String, like present: TrainingState.Part) throws -> TrainingState.Part {
            TrainingState.Part(
                parameters: Parameters(
                    values: try take("\(name).values", count: present.parameters.values.count),
                    statistics: try take("\(name).statistics", count: present.parameters.statistics.count)),
                optimiser: Adam.State(
                    steps: try steps("\(name)-steps"),
                    first: try take("\(name).first", count: present.optimiser.first.count),
                    second: try take("\(name).second", count: present.optimiser.second.count)),
                singularVectors: try take("\(name).vectors", count: present.singularVectors.count))
        }
        var state = training.state
        func parameters(_ name: String) throws -> [Parameters] {
            try zip(averages, Self.suffixes).map { average, suffix in
                Parameters(
                    values: try take("\(name)\(suffix).values", count: average.parameters.values.count),
                    statistics: try take("\(name)\(suffix).statistics", count: average.parameters.statistics.count))
            }
        }
        state.steps = try steps("step")
        state.generator = try part("generator", like: state.generator)
        for (name, present) in state.others { state.others[name] = try part(name, like: present) }
        let mean = try parameters("average")
        let meanSteps = try zip(averages, Self.suffixes).map { _, suffix in try steps("average\(suffix)-steps") }
        var kept: Best?
        if let words = file.metadata["best"]?.split(separator: " "), words.count == 4, let ws = Double(words[1]), ws.isFinite,
            let ratio = Double(words[2]), let empty = Double(words[3])
        {
            let bestStep = try Self.steps(String(words[0]), "best")
            kept = Best(
                step: bestStep, score: ValidationScore(ws: ws, diversityRatio: ratio, empty: empty),
                parameters: try parameters("best"))
        }
        let rows = (file.metadata["history"] ?? "").split(separator: ";").joined(separator: "\n")
        let past = TrainingHistory(csv: TrainingHistory.header + "\n" + rows + "\n")
        // Nothing was changed before all of it was read.
        training.state = state
        for place in averages.indices { (averages[place].parameters, averages[place].steps) = (mean[place], meanSteps[place]) }
        best = kept
        history.rows = past?.rows ?? []
        means = LossMeans(numbers: (file.metadata["loss-sums"] ?? "").split(separator: " ").compactMap { Double($0) })
    }

    /// More steps than any run has: their samples are still counted in 64 bits.
    static let mostSteps = 1_000_000_000_000

    private static func steps(_ word: String, _ name: String) throws(CheckpointError) -> Int {
        guard let steps = Int(word), (0...mostSteps).contains(steps) else {
            throw CheckpointError("\"\(name)\" in the metadata is \(quoted(word, limit: 40)), expected a number of steps")
        }
        return steps
    }

    /// What a checkpoint and a run must agree on.
    private var identity: [String: String] {
        var words = plan.words
        words["name"] = name
        words["data"] = data.recipe.text
        return words.mapValues { displayable($0, limit: 2000) }
    }

    /// What the names of the networks that a model is made of end in.
    private static let suffixes = ["", "-flow"]
}

/// Why a run cannot go on from a checkpoint, in one sentence.
public struct CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
