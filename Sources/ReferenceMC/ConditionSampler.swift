public import Calorimeter
import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Draws particles in the proportions and spectra of the published data.
///
///     let particles = ConditionSampler().particles(count: 6000, seed: 1)
///
/// Species come by quota, so that small sets keep the mixture; energies are log-normal; neutral particles are aimed at the
/// face or a little beside it, charged ones fly at random angles, for the dipole scatters them anyway. For the proton
/// calorimeter the protons are those of Gaussian energy that leave light in it.
public struct ConditionSampler: Sendable {
    private let protonsReachZP: Bool
    private let speciesPower: Double

    /// The particles of the detector's data; `both` calorimeters see those of the proton calorimeter.
    ///
    /// - Parameter speciesPower: the exponent of the species' shares: 1 draws them as in the data, 0 all equally often.
    public init(detector: Detector = .zn, speciesPower: Double = 1) {
        protonsReachZP = detector.kind == .proton
        self.speciesPower = speciesPower
    }

    /// `count` particles in random order. The same count and seed give the same particles; `SampledParticles` makes any of them.
    public func particles(count: Int, seed: UInt64) -> [Particle] {
        let particles = SampledParticles(self, count: count, seed: seed)
        return particles[0..<particles.count]
    }

    /// The spectra of `count` particles, as places among all spectra: each as often as its share demands, to within one.
    func quota(count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        let shares = Spectrum.all.map { pow($0.share, speciesPower) }
        let total = shares.reduce(0, +)
        var spectra: [UInt8] = []
        spectra.reserveCapacity(count)
        var cumulative = 0.0
        for (place, share) in shares.enumerated() {
            cumulative += share
            let end = Int((cumulative / total * Double(count) + 0.5).rounded(.down))
            spectra.append(contentsOf: repeatElement(UInt8(place), count: max(end - spectra.count, 0)))
        }
        return spectra
    }

    func particle(from spectrum: Spectrum, random: inout RandomStream) -> Particle {
        let mass = spectrum.species.massMeV * 1e-3
        let energy = energy(of: spectrum, random: &random)
        let momentum = (energy * energy - mass * mass).squareRoot()
        let side = random.chance(Sampling.sideA) ? 1.0 : -1.0
        let (px, py) =
            spectrum.species.charge == 0
            ? aimed(spectrum, energy: energy, momentum: momentum, random: &random)
            : scattered(spectrum, momentum: momentum, random: &random)
        let forward = max(momentum * momentum - px * px - py * py, 1e-6).squareRoot()
        var vertex = Vector.zero
        if spectrum.species == .photon {
            let flight = Sampling.pionFlight * energy * random.exponential()
            vertex = Vector(flight * px / forward, flight * py / forward, side * flight)
        }
        return Particle(
            massMeV: spectrum.species.massMeV, energyGeV: energy, charge: spectrum.species.charge, positionCM: vertex,
            momentumGeV: Vector(px, py, side * forward))
    }

    private func energy(of spectrum: Spectrum, random: inout RandomStream) -> Double {
        if spectrum.species == .proton, random.chance(Sampling.diffractive) {
            return Sampling.beamEnergy * (1 - min(Sampling.diffractiveLoss * random.exponential(), 0.5))
        }
        if spectrum.species == .proton, protonsReachZP {
            let energy = random.normal(mean: Sampling.protonEnergy.mean, sigma: Sampling.protonEnergy.sigma)
            return min(max(energy, Sampling.protonEnergies.lowerBound), Sampling.protonEnergies.upperBound)
        }
        while true {
            let energy = spectrum.medianEnergy * exp(spectrum.logSigma * random.normal())
            if energy > Sampling.smallestKineticEnergy + spectrum.species.massMeV * 1e-3, energy <= spectrum.largestEnergy {
                return energy
            }
        }
    }

    /// Transverse momentum of a neutral particle that flies to a point on the face or beside it, GeV.
    private func aimed(
        _ spectrum: Spectrum, energy: Double, momentum: Double, random: inout RandomStream
    ) -> (Double, Double) {
        let share = spectrum.species == .photon ? Sampling.besidePhotons : Sampling.besideHadrons
        let isBeside = random.chance(share * exp(-energy / Sampling.besideEnergy))
        var transverse = (0.0, 0.0)
        for _ in 0..<Sampling.attempts {
            var (x, y) = (random.uniform(-Sampling.aim, Sampling.aim), random.uniform(-Sampling.aim, Sampling.aim))
            if isBeside {
                let far = Sampling.aim + Sampling.besideRange * random.exponential()
                (x, y) = (random.chance(0.5) ? far : -far, random.uniform(-far, far))
                if random.chance(0.5) { swap(&x, &y) }
            }
            transverse = (x / Sampling.distance * momentum, y / Sampling.distance * momentum)
            if random.chance(exp(-hypot(transverse.0, transverse.1) / spectrum.transverseMomentum)) { break }
        }
        return transverse
    }

    /// Transverse momentum of a charged particle at a random angle, GeV.
    private func scattered(
        _ spectrum: Spectrum, momentum: Double, random: inout RandomStream
    ) -> (Double, Double) {
        var transverse = (0.0, 0.0)
        let isReaching = protonsReachZP && spectrum.species == .proton
        let scale = isReaching ? Sampling.protonTransverseMomentum : spectrum.transverseMomentum
        for _ in 0..<Sampling.attempts {
            let magnitude =
                random.gamma(shape: 2, scale: scale / 2)
                * (random.chance(Sampling.hard) ? Sampling.hardFactor : 1)
            let direction = random.direction()
            transverse = (magnitude * direction.cosine, magnitude * direction.sine)
            if magnitude < 0.5 * momentum { break }
        }
        return transverse
    }
}

/// What the sampler assumes of the collisions. [Fit to the published table of the conditions]
private enum Sampling {
    /// Share of particles on the A side.
    static let sideA = 0.48
    /// Smallest energy beyond the mass, GeV.
    static let smallestKineticEnergy = 1.1
    /// Share of protons near the beam energy (GeV), and the mean share of it that they lost.
    static let diffractive = 0.05
    static let beamEnergy = 7000.0
    static let diffractiveLoss = 0.02
    /// Protons of the proton calorimeter's data: energies and scale of the transverse momentum, GeV. [Fit to the bump of
    /// contained protons and to the rows of the brightest pixels]
    static let protonEnergy = (mean: 2900.0, sigma: 1300.0)
    static let protonEnergies = 300.0...6900.0
    static let protonTransverseMomentum = 0.26
    /// Distance of the plane that neutrals are aimed at, cm, and the half width of the square there.
    static let distance = 11260.0
    static let aim = 3.8
    /// Share that passes beside the square, of photons and of hadrons, times exp(−E/GeV), and how far, cm.
    static let besidePhotons = 0.62
    static let besideHadrons = 0.40
    static let besideEnergy = 1000.0
    static let besideRange = 3.2
    /// Share of charged particles with several times the transverse momentum.
    static let hard = 0.10
    static let hardFactor = 3.0
    /// Draws of a transverse momentum before the last one is kept.
    static let attempts = 400
    /// Mean flight of a neutral pion of 1.5 times the photon's energy, cm/GeV: 1.5 cτ/m.
    static let pionFlight = 2.5e-6 * 1.5 / 0.135
}
