import Calorimeter
import Foundation
import Testing

@testable import ReferenceMC

@Suite("The condition sampler")
struct ConditionSamplerTests {
    static let particles = ConditionSampler().particles(count: 6000, seed: 1)
    var particles: [Particle] { Self.particles }

    /// Four sets of 6,000, against the independent implementation's twelve: its mean, and its standard deviation from set
    /// to set. Mass and charge are fixed by the quota, but for the rounding of the published figures.
    @Test("Moments and quartiles of the conditions")
    func moments() {
        let sets = (40..<44).map { ConditionSampler().particles(count: 6000, seed: $0) }
        let found = sets.map(Self.figures)
        for index in found[0].indices {
            let (name, _, expected, sigma) = found[0][index]
            let value = mean(found.map { $0[index].value })
            let tolerance = 4 * sigma * (1.0 / 4 + 1.0 / 12).squareRoot() + 1e-3 * abs(expected)
            #expect(abs(value - expected) <= tolerance, "\(name): \(value), expected \(expected) ± \(tolerance)")
        }
    }

    private static func figures(of particles: [Particle]) -> [(name: String, value: Double, expected: Double, sigma: Double)] {
        func quantile(_ values: [Double], _ share: Double) -> Double { values.sorted()[Int(share * Double(values.count - 1))] }
        let energies = particles.map(\.energyGeV)
        let (px, py, pz) = (particles.map(\.momentumGeV.x), particles.map(\.momentumGeV.y), particles.map(\.momentumGeV.z))
        return [
            ("mean energy", mean(energies), 1065, 10),
            ("deviation of energy", deviation(energies), 1299, 18),
            ("energy, lower quartile", quantile(energies, 0.25), 202, 5.4),
            ("energy, median", quantile(energies, 0.5), 547.4, 9.2),
            ("energy, upper quartile", quantile(energies, 0.75), 1432, 14),
            ("mean mass", mean(particles.map(\.massMeV)), 303.5, 1e-09),
            ("deviation of mass", deviation(particles.map(\.massMeV)), 433, 1e-09),
            ("mean charge", mean(particles.map(\.charge)), 0.1138, 1e-09),
            ("deviation of charge", deviation(particles.map(\.charge)), 0.4015, 1e-09),
            ("deviation of px", deviation(px), 0.249, 0.0048),
            ("deviation of py", deviation(py), 0.2466, 0.0066),
            ("deviation of pz", deviation(pz), 1679, 19),
            ("px, lower quartile", quantile(px, 0.25), -0.08435, 0.0037),
            ("px, upper quartile", quantile(px, 0.75), 0.08338, 0.0033),
            ("py, lower quartile", quantile(py, 0.25), -0.08286, 0.0024),
            ("py, upper quartile", quantile(py, 0.75), 0.08359, 0.0017),
            ("pz, lower quartile", quantile(pz, 0.25), -585.5, 28),
            ("pz, median", quantile(pz, 0.5), -45.39, 9.6),
            ("pz, upper quartile", quantile(pz, 0.75), 508.4, 20),
            ("share on the A side", mean(pz.map { $0 > 0 ? 1 : 0 }), 0.4802, 0.0065),
            ("deviation of vz", deviation(particles.map(\.positionCM.z)), 0.02402, 0.00094),
        ]
    }

    @Test("Every species comes as often as its share demands, to within one", arguments: [0, 1, 7, 100, 6000])
    func quota(count: Int) {
        let particles = ConditionSampler().particles(count: count, seed: 5)
        #expect(particles.count == count)
        let total = Spectrum.all.reduce(0) { $0 + $1.share }
        for spectrum in Spectrum.all {
            let drawn = particles.count { $0.species == spectrum.species }
            #expect(abs(Double(drawn) - spectrum.share / total * Double(count)) <= 1, "\(spectrum.species.symbol): \(drawn)")
        }
    }

    @Test("A power of the shares brings the rare species, down to as many of each", arguments: [1, 0.5, 0])
    func speciesPower(power: Double) {
        let particles = ConditionSampler(speciesPower: power).particles(count: 17000, seed: 5)
        let total = Spectrum.all.reduce(0) { $0 + pow($1.share, power) }
        for spectrum in Spectrum.all {
            let drawn = particles.count { $0.species == spectrum.species }
            let expected = pow(spectrum.share, power) / total * 17000
            #expect(abs(Double(drawn) - expected) <= 1, "\(spectrum.species.symbol): \(drawn), expected \(expected)")
        }
    }

    @Test("Any of very many particles is made at once, across the border of two blocks as within one")
    func blocks() {
        let all = SampledParticles(ConditionSampler(), count: 1_000_000_000_000, seed: 5)
        let border = 700_000 * SampledParticles.block
        let particles = all[border - 300..<border + 300]
        #expect(particles[299] == all[border - 1..<border][0])
        #expect(particles[300] == all[border..<border + 1][0])
        let photons = particles.count { $0.species == .photon }
        #expect(abs(Double(photons) - 0.627 * 600) < 50, "\(photons)")
        // The first block does not know how many come behind it.
        #expect(all[0..<50] == SampledParticles(ConditionSampler(), count: SampledParticles.block, seed: 5)[0..<50])
    }

    @Test("A negative count gives no particles")
    func negativeCount() {
        #expect(ConditionSampler().particles(count: -3, seed: 1).isEmpty)
    }

    @Test("Species come in random order")
    func order() {
        let photons = particles.prefix(1000).count { $0.species == .photon }
        #expect(abs(Double(photons) - 627) < 50, "\(photons)")
    }

    @Test("Every particle is on its mass shell and flies forward on its side")
    func onShell() {
        for particle in particles {
            #expect(particle.isOnShell(tolerance: 1e-9))
            #expect(abs(particle.momentumGeV.z) > 0.5 * particle.momentumGeV.magnitude)
        }
    }

    @Test("Energies stay within the bounds of their spectra")
    func energyBounds() {
        for particle in particles {
            guard let spectrum = Spectrum.all.first(where: { $0.species == particle.species }) else {
                Issue.record("an unknown species of \(particle.massMeV) MeV")
                continue
            }
            #expect(particle.energyGeV > 1.1 + particle.massGeV)
            #expect(particle.energyGeV <= spectrum.largestEnergy)
        }
    }

    @Test("Photons start where their pion decayed, along their flight; all others at the origin")
    func vertices() {
        for particle in particles {
            let (vertex, momentum) = (particle.positionCM, particle.momentumGeV)
            if particle.species == .photon {
                #expect(vertex.z * momentum.z > 0 && abs(vertex.z) < 2)
                #expect(abs(vertex.x * momentum.z - vertex.z * momentum.x) < 1e-9)
                #expect(abs(vertex.y * momentum.z - vertex.z * momentum.y) < 1e-9)
            } else {
                #expect(vertex == .zero)
            }
        }
    }

    @Test("Most neutral particles are aimed at the face")
    func aim() {
        let neutrals = particles.filter { $0.charge == 0 }
        let hits = neutrals.count {
            let point = Detector.zn.landingPoint(of: $0)
            return Detector.zn.pixel(x: point.x, y: point.y) != nil
        }
        let share = Double(hits) / Double(neutrals.count)
        #expect(share > 0.4 && share < 0.7, "\(share)")
    }

    @Test("The same count and seed give the same particles, another seed others")
    func determinism() {
        #expect(ConditionSampler().particles(count: 300, seed: 8) == ConditionSampler().particles(count: 300, seed: 8))
        #expect(ConditionSampler().particles(count: 300, seed: 8) != ConditionSampler().particles(count: 300, seed: 9))
    }
}
