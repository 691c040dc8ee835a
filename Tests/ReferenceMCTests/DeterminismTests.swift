import Calorimeter
import Random
import ReferenceMC
import Testing

@Suite("A response depends on its name alone")
struct DeterminismTests {
    let simulation = ReferenceMC()
    let particles = ConditionSampler().particles(count: 40, seed: 3)

    @Test("The same seed and index give the same response, whatever was simulated before")
    func orderDoesNotMatter() {
        let forward = particles.indices.map { simulation.response(to: particles[$0], seed: 9, index: UInt64($0)) }
        let backward = particles.indices.reversed().map { simulation.response(to: particles[$0], seed: 9, index: UInt64($0)) }
        #expect(forward == backward.reversed())
    }

    @Test("Threads give the same responses")
    func threadsDoNotMatter() async {
        let serial = particles.indices.map { simulation.response(to: particles[$0], seed: 9, index: UInt64($0)) }
        let parallel = await withTaskGroup(of: (Int, Response).self) { group in
            for index in particles.indices {
                group.addTask { (index, simulation.response(to: particles[index], seed: 9, index: UInt64(index))) }
            }
            return await group.reduce(into: [Int: Response]()) { $0[$1.0] = $1.1 }
        }
        for index in particles.indices { #expect(parallel[index] == serial[index]) }
    }

    @Test("Other seeds, indices and purposes give other responses")
    func namesMatter() {
        let neutron = Particle(.neutron, px: 0, py: 0, pz: 3000)
        let response = simulation.response(to: neutron, seed: 1, index: 1)
        #expect(response != simulation.response(to: neutron, seed: 2, index: 1))
        #expect(response != simulation.response(to: neutron, seed: 1, index: 2))
        #expect(response != simulation.response(to: neutron, seed: 1, index: 1, purpose: .truthRepeat))
    }

    @Test("Earlier contents of the buffer are overwritten")
    func bufferIsCleared() {
        let neutron = Particle(.neutron, px: 0, py: 0, pz: 3000)
        var photons = [Float](repeating: .nan, count: simulation.detector.pixelCount)
        var random = RandomStream(seed: 1, purpose: .truth, index: 1)
        photons.withUnsafeMutableBufferPointer { simulation.respond(to: neutron, random: &random, into: $0) }
        #expect(photons == simulation.response(to: neutron, seed: 1, index: 1).photons)
    }

    @Test("Counts are whole and not negative")
    func countsAreWhole() {
        for (index, particle) in particles.enumerated() {
            let response = simulation.response(to: particle, seed: 4, index: UInt64(index))
            #expect(response.photons.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
        }
    }

    @Test("The neutron calorimeter's responses stay as they were, to the last photon")
    func storedResponses() {
        // FNV-1a over the counts of every pixel. Fixed so that models and published figures stay comparable.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for (index, particle) in ConditionSampler().particles(count: 500, seed: 11).enumerated() {
            for count in simulation.response(to: particle, seed: 13, index: UInt64(index)).photons {
                hash = (hash ^ UInt64(count)) &* 0x100_0000_01b3
            }
        }
        #expect(hash == 0xca2c_910c_6029_4509, "\(String(hash, radix: 16))")
    }
}
