import Calorimeter
import Random
import ReferenceMC
import Testing

@Suite("The proton calorimeter, alone and beside the other")
struct ProtonCalorimeterTests {
    private func both(_ particle: Particle, seed: UInt64, index: UInt64) -> (neutron: Response, proton: Response) {
        var (zn, zp) = (Response(detector: .zn), Response(detector: .zp))
        var random = RandomStream(seed: seed, purpose: .truth, index: index)
        zn.photons.withUnsafeMutableBufferPointer { zn in
            zp.photons.withUnsafeMutableBufferPointer { zp in
                ReferenceMC.respondInBoth(to: particle, random: &random, neutron: zn, proton: zp)
            }
        }
        return (zn, zp)
    }

    @Test("Alone and beside the other the responses are the same", arguments: ProtonAcceptanceTests.rows)
    func aloneAndTogether(row: ProtonAcceptanceTests.Row) {
        for index in 0..<20 as Range<UInt64> {
            let alone = ReferenceMC(detector: .zp).response(to: row.particle, seed: 5, index: index)
            let pair = both(row.particle, seed: 5, index: index)
            #expect(alone == pair.proton)
            let beside = ReferenceMC(detector: .zn, isBesideOther: true).response(to: row.particle, seed: 5, index: index)
            #expect(beside == pair.neutron)
        }
    }

    @Test("Both calorimeters see the same decays: a Λ whose proton arrives has no Λ in the neutron calorimeter")
    func oneTransport() {
        let lambda = Particle(.lambda, px: 0.089305, py: 0.06941, pz: -4071.23)
        let pairs = (0..<400 as Range<UInt64>).map { both(lambda, seed: 6, index: $0) }
        let sums = pairs.map { (neutron: $0.neutron.photons.reduce(0, +), proton: $0.proton.photons.reduce(0, +)) }
        let decayed = sums.filter { $0.proton > 600 }
        #expect(decayed.count > 20)
        #expect(decayed.allSatisfy { $0.neutron < 600 })
    }

    @Test(
        "Any nine numbers give a response of whole photons", arguments: Parameter.allCases,
        [0, 1e6, -1e6, 1e9, -1e9, .nan, .infinity, -.infinity, -1e300, .leastNonzeroMagnitude])
    func oddNumbers(parameter: Parameter, value: Double) {
        for pz in [3000.0, -3000] {
            var particle = Particle(.proton, px: 0.05, py: 0.02, pz: pz)
            particle[parameter] = value
            let responses = both(particle, seed: 3, index: 1)
            for response in [responses.neutron, responses.proton] {
                #expect(response.photons.allSatisfy { $0 >= 0 && $0 <= 65535 && $0 == $0.rounded() })
            }
        }
    }

    @Test("All numbers odd at once", arguments: [Double.nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 0])
    func allOdd(value: Double) {
        let responses = both(Particle(conditions: Array(repeating: value, count: 9)), seed: 3, index: 1)
        for response in [responses.neutron, responses.proton] {
            #expect(response.photons.allSatisfy { $0 >= 0 && $0 <= 65535 && $0 == $0.rounded() })
        }
    }
}
