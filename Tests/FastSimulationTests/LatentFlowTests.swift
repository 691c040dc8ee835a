import Calorimeter
import Foundation
import Networks
import Random
import Testing

@testable import FastSimulation

/// A small generator of random weights behind a flow of random weights.
func flowGenerator(_ steps: Int = 4) throws -> Generator {
    let encoding = try Generator(contentsOf: Fixture.model).encoding
    let channels = GeneratorChannels(noise: 6, hidden: 8, start: 2, first: 4, second: 3, third: 2)
    let network = try Network.generator(detector: .zn, conditions: encoding.count, channels: channels, link: .softplus)
    let velocity = try Network.velocity(latent: 6, conditions: encoding.count, hidden: 16)
    let flow = try LatentFlow(network: velocity, parameters: .glorot(velocity, seed: 8), steps: steps)
    return try Generator(
        name: "latent-flow", detector: .zn, encoding: encoding, channels: channels, parameters: .glorot(network, seed: 3),
        statistics: .poisson, link: .softplus, flow: flow)
}

@Suite struct ALatentFlow {
    private func photons(_ generator: Generator, batch: Int, _ indices: Range<Int> = 0..<20) -> [Float] {
        var photons = [Float](repeating: .nan, count: indices.count * generator.detector.pixelCount)
        let particles = indices.map { $0 % 3 == 0 ? Fixture.neutron : Fixture.photon }
        photons.withUnsafeMutableBufferPointer { photons in
            particles.withUnsafeBufferPointer {
                _ = generator.makeSession(batch: batch, as: .fractional).respond(
                    to: $0, seed: 7, firstIndex: indices.lowerBound, into: photons)
            }
        }
        return photons
    }

    /// The network at a time, layer by layer in double precision.
    private func velocity(_ flow: LatentFlow, at point: [Double], _ conditions: [Float], time: Double) -> [Double] {
        var values = point + conditions.map(Double.init)
        for k in 1...8 { values.append(cos(Double(k) * .pi * time)) }
        for layer in flow.network.layers.indices {
            if case .leakyReLU(let slope) = flow.network.layers[layer] {
                values = values.map { $0 > 0 ? $0 : Double(slope) * $0 }
            } else if let weight = flow.network.tensor(.weight, layer: layer), let bias = flow.network.tensor(.bias, layer: layer)
            {
                let numbers = flow.parameters.values
                values = (0..<weight.outputs).map { output in
                    values.indices.reduce(Double(numbers[bias.offset + output])) {
                        $0 + values[$1] * Double(numbers[weight.offset + $1 * weight.outputs + output])
                    }
                }
            }
        }
        return values
    }

    @Test(arguments: [1, 4, 11])
    func takesStepsAlongTheVelocityInTheirMiddle(steps: Int) throws {
        let generator = try flowGenerator(steps)
        let flow = try #require(generator.flow)
        let noise = Generator.Session.noise(seed: 5, index: 2, count: 6)
        var conditions = [Float](repeating: 0, count: generator.encoding.count)
        conditions.withUnsafeMutableBufferPointer {
            _ = $0.baseAddress.map { generator.encoding.encode(Fixture.photon, into: $0) }
        }
        let rows = FloatBuffer(noise + conditions)
        LatentFlow.Session(flow, batch: 3, instructionSet: .best).follow(rows.pointer, count: 1)
        var point = noise.map(Double.init)
        let duration = 1 / Double(steps)
        for step in 0..<steps {
            let time = Double(step) * duration
            let middle = zip(point, velocity(flow, at: point, conditions, time: time)).map { $0 + duration / 2 * $1 }
            point = zip(point, velocity(flow, at: middle, conditions, time: time + duration / 2)).map { $0 + duration * $1 }
        }
        for (found, expected) in zip(rows.values, point) { #expect(abs(Double(found) - expected) < 1e-5) }
        #expect(zip(rows.values, noise).contains { abs($0 - $1) > 0.01 })
        #expect(Array(rows.values[6...]) == conditions)
    }

    @Test func isTheSameForAnyBatchAndThread() throws {
        let generator = try flowGenerator()
        let pixels = generator.detector.pixelCount
        let expected = photons(generator, batch: 20)
        for batch in [1, 7, 64] { #expect(photons(generator, batch: batch) == expected, "batch \(batch)") }
        #expect(photons(generator, batch: 8, 17..<20) == photons(generator, batch: 1, 17..<20))
        let particles = (0..<20).map { $0 % 3 == 0 ? Fixture.neutron : Fixture.photon }
        let counted = particles.enumerated().flatMap { generator.makeSession().response(to: $1, seed: 7, index: $0).photons }
        for threads in [1, 2, 5] {
            var photons = [Float](repeating: .nan, count: 20 * pixels)
            photons.withUnsafeMutableBufferPointer {
                ResponsePool(generator, workers: Workers(count: threads)).respond(to: particles, seed: 7, into: $0)
            }
            #expect(photons == counted, "\(threads) threads")
        }
    }

    /// Noises of the walk go through the flow as drawn ones do.
    @Test func answersGivenNoises() throws {
        let generator = try flowGenerator()
        let session = generator.makeSession()
        let noise = Generator.Session.noise(seed: 4, index: 9, count: 6)
        let expected = session.response(to: Fixture.neutron, seed: 4, index: 9)
        #expect(
            session.responses(to: Fixture.neutron, noises: [noise, Array(noise.prefix(2))], seed: 4, index: 9) == [
                expected, expected,
            ])
    }

    @Test func comesBackFromItsFile() throws {
        let generator = try flowGenerator(7)
        let file = try generator.weightFile()
        let again = try Generator(file, file: "again")
        #expect(again.flow?.steps == 7 && again.flow?.parameters == generator.flow?.parameters)
        #expect(try again.weightFile() == file)
        #expect(photons(again, batch: 4) == photons(generator, batch: 4))
        #expect(again.title == "latent flow" && again.objective == .latentFlow)
        #expect(generator.parameterCount > file.tensors["flow.dense2.weight"]?.values.count ?? 0)
    }

    @Test(arguments: [
        ("flow-sampling-steps", "0", "\"flow-sampling-steps\" is \"0\", expected 1 to 1000 steps"),
        ("flow-sampling-steps", "many", "\"flow-sampling-steps\" is \"many\", expected 1 to 1000 steps"),
        ("flow.dense1.weight", "", "found no 2-dimensional tensor \"flow.dense1.weight\", expected that of a flow"),
        ("flow.dense3.bias", "", "found no tensor \"flow.dense3.bias\", expected one of shape [16]"),
        ("flow.more", "", "found a tensor \"flow.more\" that no layer of a generator has"),
    ])
    func whatIsWrongWithItIsSaid(key: String, word: String, sentence: String) throws {
        var file = try flowGenerator().weightFile()
        if key.hasPrefix("flow-") {
            file.metadata[key] = word
        } else {
            file.tensors[key] = file.tensors[key] == nil ? WeightFile.Tensor(shape: [1], values: [0]) : nil
        }
        let error = #expect(throws: ModelError.self) { try Generator(file, file: "f") }
        #expect(error?.description == "f: \(sentence)")
    }

    @Test func belongsToAFileThatNamesIt() throws {
        var file = try flowGenerator().weightFile()
        file.metadata["flow-sampling-steps"] = nil
        let error = #expect(throws: ModelError.self) { try Generator(file, file: "f") }
        #expect(error?.description == "f: found a tensor \"flow.dense1.bias\" that no layer of a generator has")
    }

    @Test func runsAwayWithItsNumbers() throws {
        var file = try flowGenerator().weightFile()
        let count = file.tensors["flow.dense4.bias"]?.values.count ?? 0
        file.tensors["flow.dense4.bias"]?.values = Array(repeating: 3e38, count: count)
        let error = #expect(throws: ModelError.self) { try Generator(file, file: "f") }
        #expect(error?.description.hasPrefix("f: its flow runs away: a latent number is ") == true)
        #expect(error?.description.hasSuffix(" for a particle amid its conditions, expected at most 10 000") == true)
    }
}
