import Calorimeter
import Networks
import Testing

@testable import FastSimulation

@Suite struct OddNumbersInWeights {
    static let tensors = [
        "dense1.weight", "dense2.bias", "conv1.weight", "conv4.bias", "norm1.weight", "norm2.running_mean", "norm3.running_var",
        "conditions.mean", "conditions.scale",
    ]

    @Test(arguments: tensors, [Float.nan, .infinity, -.infinity])
    func thatAreNotFiniteAreRefusedByTensorAndFile(name: String, value: Float) throws {
        try Fixture.inTemporaryDirectory { directory in
            var file = try WeightFile(contentsOf: Fixture.model)
            let last = try #require(file.tensors[name]).values.count - 1
            file.tensors[name]?.values[last] = value
            let path = directory.appending(path: "odd.safetensors")
            try file.encoded().write(to: path)
            let error = #expect(throws: ModelError.self) { try Generator(contentsOf: path) }
            #expect(
                error?.description
                    == "odd.safetensors: value \(last + 1) of tensor \"\(name)\" is \(value), expected a finite number")
            // A graph's weights come from memory.
            #expect(throws: ModelError.self) { try Generator(file, file: "odd") }
        }
    }

    /// A model is refused with a sentence, or every picture of it is one of photons.
    @Test(arguments: tensors, [1e38, -1e38, 1e20, 1e-38, 0x1p-149, -0x1p-149, 0] as [Float])
    func thatAreAbsurdGiveASentenceOrPhotons(name: String, value: Float) throws {
        var file = try WeightFile(contentsOf: Fixture.model)
        let count = try #require(file.tensors[name]).values.count
        file.tensors[name]?.values = Array(repeating: value, count: count)
        let generator: Generator
        do {
            generator = try Generator(file, file: "odd")
        } catch {
            #expect(
                error.description.hasPrefix("odd: ")
                    && (error.description.contains("expected") || error.description.contains("no number")))
            return
        }
        let absurd = Particle(
            massMeV: 1e9, energyGeV: 1e9, charge: -1, positionCM: Vector(-1e9, 1e9, 1e9),
            momentumGeV: Vector(1e9, -1e9, 0x1p-1030))
        for set in InstructionSet.available {
            for counting in [PhotonCounting.counted, .fractional] {
                let session = generator.makeSession(batch: 2, as: counting, instructionSet: set)
                for particle in [Fixture.neutron, absurd] {
                    let response = session.response(to: particle, seed: 1, index: 0)
                    #expect(response.photons.allSatisfy { $0 >= 0 && $0 <= 163_000 })
                }
            }
        }
    }

    @Test func thatRunAwayAreToldWithTheTensor() throws {
        var file = try WeightFile(contentsOf: Fixture.model)
        file.tensors["conv4.bias"]?.values = [1e30]
        let large = #expect(throws: ModelError.self) { try Generator(file, file: "a.safetensors") }
        #expect(
            large?.description
                == "a.safetensors: its numbers run away: ln(1 + photons) is 1e+30 for a particle amid its conditions, expected at most 88; the largest number, 1e+30, is in tensor \"conv4.bias\""
        )
        let count = try #require(file.tensors["norm2.weight"]).values.count
        file.tensors["norm2.weight"]?.values = Array(repeating: 1e38, count: count)
        let none = #expect(throws: ModelError.self) { try Generator(file, file: "a.safetensors") }
        #expect(none?.description.contains("ln(1 + photons) is no number for a particle") == true)
        file = try WeightFile(contentsOf: Fixture.model)
        file.tensors["conditions.scale"]?.values[0] = 0x1p-149
        let scale = #expect(throws: ModelError.self) { try Generator(file, file: "a.safetensors") }
        #expect(
            scale?.description
                == "a.safetensors: a number of \"conditions.mean\" is too large, or one of \"conditions.scale\" too small: 1e9 would be no number of single precision behind them"
        )
    }
}
