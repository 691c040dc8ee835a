import Calorimeter
import Foundation
import Networks
import Testing

@testable import FastSimulation

@Suite struct TheStoredGenerator {
    @Test func saysWhatItIs() throws {
        let generator = try Generator(contentsOf: Fixture.model)
        #expect(generator.name == "sdi-gan-reg-aux")
        #expect(generator.title == "SDI-GAN + reg. + aux. reg.")
        #expect(generator.widthText == "1/8")
        #expect(generator.channels == GeneratorChannels(hidden: 64, start: 16, first: 32, second: 16, third: 8))
        #expect(generator.parameterCount == 198_729)
        #expect(generator.detector == .zn)
    }

    @Test(arguments: InstructionSet.available)
    func givesTheOutputsOfAnotherImplementation(set: InstructionSet) throws {
        let vectors = try Fixture.vectors()
        let (noise, inputs, output) = try (
            #require(vectors["noise"]), #require(vectors["inputs"]), #require(vectors["output"])
        )
        let rows = (0..<16).flatMap { row -> [Float] in
            Array(noise.values[row * 10..<(row + 1) * 10]) + Array(inputs.values[row * 18..<(row + 1) * 18])
        }
        var found = [Float](repeating: .nan, count: output.values.count)
        let session = try Generator(contentsOf: Fixture.model).makeSession(batch: 5, instructionSet: set)
        found.withUnsafeMutableBufferPointer { found in
            rows.withUnsafeBufferPointer { session.forward(inputs: $0, count: 16, into: found) }
        }
        let worst = zip(found, output.values).map { abs($0 - $1) }.max() ?? .infinity
        #expect(worst <= 1e-4)
    }

    @Test func encodesParticlesAsTheOtherImplementationDid() throws {
        let vectors = try Fixture.vectors()
        let (conditions, inputs) = try (#require(vectors["conditions"]), #require(vectors["inputs"]))
        let encoding = try Generator(contentsOf: Fixture.model).encoding
        for row in 0..<16 {
            let particle = Particle(conditions: conditions.values[row * 9..<(row + 1) * 9].map(Double.init))
            var found = [Float](repeating: .nan, count: 18)
            let isFinite = found.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.map { encoding.encode(particle, into: $0) }
            }
            #expect(isFinite == true)
            for (found, expected) in zip(found, inputs.values[row * 18..<(row + 1) * 18]) {
                #expect(abs(found - expected) <= 1e-5 * max(abs(expected), 1))
            }
        }
    }
}

@Suite struct ASampleIsItsSeedAndIndex {
    private func photons(_ session: Generator.Session, _ indices: Range<Int>, seed: UInt64 = 7) -> [Float] {
        var photons = [Float](repeating: .nan, count: indices.count * session.generator.detector.pixelCount)
        let particles = Array(repeating: Fixture.photon, count: indices.count)
        photons.withUnsafeMutableBufferPointer { photons in
            particles.withUnsafeBufferPointer {
                _ = session.respond(to: $0, seed: seed, firstIndex: indices.lowerBound, into: photons)
            }
        }
        return photons
    }

    @Test(arguments: InstructionSet.available)
    func whateverTheBatch(set: InstructionSet) throws {
        let generator = try Generator(contentsOf: Fixture.model)
        let pixels = generator.detector.pixelCount
        let expected = photons(generator.makeSession(batch: 64, instructionSet: set), 0..<64)
        for batch in [1, 25, 64, 100] {
            let session = generator.makeSession(batch: batch, instructionSet: set)
            #expect(photons(session, 0..<64) == expected, "batch \(batch)")
            #expect(photons(session, 0..<64) == expected, "batch \(batch), again")
            #expect(photons(session, 17..<18) == Array(expected[17 * pixels..<18 * pixels]), "batch \(batch), alone")
            #expect(
                session.response(to: Fixture.photon, seed: 7, index: 17).photons
                    == Array(expected[17 * pixels..<18 * pixels]))
        }
    }

    @Test func andOnEveryThread() async throws {
        let generator = try Generator(contentsOf: Fixture.model)
        let expected = photons(generator.makeSession(batch: 8), 0..<32)
        await withTaskGroup(of: [Float].self) { group in
            for batch in [3, 8, 32, 8] {
                group.addTask { [self] in photons(generator.makeSession(batch: batch), 0..<32) }
            }
            for await found in group { #expect(found == expected) }
        }
    }

    @Test func andInAPoolOfThreads() throws {
        let generator = try Generator(contentsOf: Fixture.model)
        let pixels = generator.detector.pixelCount
        var absurd = Fixture.photon
        absurd.energyGeV = .nan
        let particles = (0..<50).map { $0 == 20 ? absurd : ($0 % 3 == 0 ? Fixture.neutron : Fixture.photon) }
        let session = generator.makeSession()
        let expected = particles.enumerated().flatMap { session.response(to: $1, seed: 3, index: 100 + $0).photons }
        #expect(Array(expected[20 * pixels..<21 * pixels]).allSatisfy { $0 == 0 })
        for threads in [1, 2, 5] {
            var photons = [Float](repeating: .nan, count: expected.count)
            photons.withUnsafeMutableBufferPointer {
                ResponsePool(generator, workers: Workers(count: threads))
                    .respond(to: particles, seed: 3, firstIndex: 100, into: $0)
            }
            #expect(photons == expected, "\(threads) threads")
        }
    }

    @Test func otherSeedsAndParticlesDiffer() throws {
        let session = try Generator(contentsOf: Fixture.model).makeSession()
        let response = session.response(to: Fixture.photon, seed: 1, index: 0)
        #expect(response != session.response(to: Fixture.photon, seed: 2, index: 0))
        #expect(response != session.response(to: Fixture.photon, seed: 1, index: 1))
        #expect(response != session.response(to: Fixture.neutron, seed: 1, index: 0))
        #expect(response.photons.contains { $0 > 0 })
    }
}

@Suite struct AbsurdParticles {
    static let finite: [Particle] = [
        Particle(massMeV: 0, energyGeV: 0, charge: 0, momentumGeV: .zero),
        Particle(massMeV: -1e9, energyGeV: -5, charge: 99, momentumGeV: Vector(1e30, -1e30, 0)),
        Particle(
            massMeV: 1e30, energyGeV: 1e35, charge: -1e30, positionCM: Vector(1e20, 1e20, 1e20), momentumGeV: .zero),
    ]

    @Test(arguments: finite)
    func giveFinitePictures(particle: Particle) throws {
        let session = try Generator(contentsOf: Fixture.model).makeSession()
        for index in 0..<5 {
            let response = session.response(to: particle, seed: 1, index: index)
            #expect(response.photons.allSatisfy { $0 >= 0 && $0 <= 162_754 })
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func withNumbersThatAreNotFiniteGiveEmptyOnes(value: Double) throws {
        let session = try Generator(contentsOf: Fixture.model).makeSession()
        var particle = Fixture.photon
        particle.positionCM.x = value
        #expect(session.response(to: particle, seed: 1, index: 0) == Response(detector: .zn))
    }
}
