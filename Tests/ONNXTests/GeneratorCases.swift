import Calorimeter
import FastSimulation
import Foundation
import Networks
import ReferenceMC

/// Inputs and outputs of a generator for particles of the published mix: the tensors of one file.
struct GeneratorCases {
    /// [cases, numbers of noise]
    var noise: [Float]
    /// [cases, 9], as ALICE O2 makes them: single precision, in the published order.
    var standardised: [Float]
    /// [cases, pixels], ln(1 + photons).
    var logarithms: [Float]
    let count: Int

    init(_ generator: Generator, count: Int, seed: UInt64 = 3) {
        let particles = ConditionSampler().particles(count: count, seed: seed)
        let encoding = generator.encoding
        let width = generator.channels.noise
        let noise = (0..<count).flatMap { Generator.Session.noise(seed: seed, index: $0, count: width) }
        standardised = particles.flatMap { particle in
            particle.conditions.enumerated().map { (Float($1) - encoding.mean[$0]) / encoding.scale[$0] }
        }
        var inputs = [Float](repeating: 0, count: count * (width + encoding.count))
        inputs.withUnsafeMutableBufferPointer { inputs in
            guard let inputs = inputs.baseAddress else { return }
            for (index, particle) in particles.enumerated() {
                let row = inputs + index * (width + encoding.count)
                for n in 0..<width { row[n] = noise[index * width + n] }
                _ = encoding.encode(particle, into: row + width)
            }
        }
        self.noise = noise
        logarithms = Self.run(generator, inputs, count: count)
        self.count = count
    }

    /// The images that the network makes from noise and encoded conditions.
    static func run(_ generator: Generator, _ inputs: [Float], count: Int) -> [Float] {
        let session = generator.makeSession()
        var logarithms = [Float](repeating: 0, count: count * generator.detector.pixelCount)
        inputs.withUnsafeBufferPointer { inputs in
            logarithms.withUnsafeMutableBufferPointer { session.forward(inputs: inputs, count: count, into: $0) }
        }
        return logarithms
    }

    func file(pixels: Int) -> WeightFile {
        WeightFile(
            tensors: [
                "noise": .init(shape: [count, noise.count / count], values: noise),
                "conditions": .init(shape: [count, standardised.count / count], values: standardised),
                "logarithms": .init(shape: [count, pixels], values: logarithms),
            ], metadata: [:])
    }
}

/// Stored graphs and numbers; those not written by this program come from `make_fixtures.py` in the same folder.
enum Fixtures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static func graph(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: "\(name).onnx")) }

    static func tensors(_ name: String) throws -> [String: WeightFile.Tensor] {
        try WeightFile(contentsOf: folder.appending(path: "\(name).safetensors")).tensors
    }
}

/// The largest difference.
func largestDifference(_ found: some Collection<Float>, _ expected: some Collection<Float>) -> Float {
    found.count == expected.count ? zip(found, expected).map { abs($0 - $1) }.max() ?? 0 : .infinity
}
