/// Every tuned or measured number of the simulation, with its unit and its source, except the tables of particles
/// (`ParticleKind`, `DecayChannel`) and of the sampled spectra (`Spectrum`).
///
/// Sources. O2: numbers of AliceO2, Detectors/ZDC and Common/Field. PDG: Review of Particle Physics. Groom: NIM A 572
/// (2007) 633. HF: CMS forward quartz calorimeter, e/h = 5. Test beam: recalled from the ZDC papers (JINST 3 S08002).
/// Fit: tuned to published responses of the full simulation, to their totals, spreads and decoded pictures.

/// The separation dipole D1, which bends positive particles to +x on both sides. At a beam energy of 7 TeV. [O2]
enum Dipole {
    /// The |z| of the upstream end, cm.
    static let start = 6310.8 - 472.5
    /// The |z| of the downstream end, cm.
    static let end = 6310.8 + 472.5
    /// Bending angle times momentum of a unit charge, GeV rad: c [m/ns] · field [T] · length [m].
    static let kick = 0.299792458 * 3.78781 * 9.45
}

/// How a calorimeter of quartz fibres in metal turns energy into photo-electrons.
struct ShowerConstants: Sendable {
    /// Photo-electrons per GeV of an electromagnetic shower, over all space.
    var lightYield: Double
    /// Nuclear interaction length of absorber and fibres, cm.
    var interactionLength: Double
    /// The stochastic term of the hadronic resolution, √GeV: σ/E = term/√E ⊕ constant.
    var hadronicStochasticTerm: Double
    /// Transverse profile of an electromagnetic shower: three terms of density R²/(π(r² + R²)²), by weight and R in cm.
    var profile: (ProfileTerm, ProfileTerm, ProfileTerm)
    /// Width that a sub-cluster of a hadronic shower has beyond the electromagnetic profile, cm.
    var clusterSmear: Double
    /// Distance scale of sub-clusters from the shower axis, cm.
    var clusterOffset: Double
    /// Steepness of the sub-clusters' shares: they go like Exp(1) to this power.
    var clusterSharePower: Double
    /// Share of a hadronic shower's light in sub-clusters (the rest is halo), mean and standard deviation.
    var coreShare: (mean: Double, sigma: Double)
    /// R of the halo's profile, cm.
    var haloRadius: Double

    struct ProfileTerm: Sendable {
        var weight: Double
        var radius: Double
    }

    /// The neutron calorimeter. Light yield: fit to seven printed photons (0.47–0.645). Interaction length: O2 density
    /// 17.6 g/cm³ of 93/3/4 % W/Fe/Ni, PDG, and the fill of fibres. Stochastic term: test beam. Profile: maximum
    /// likelihood on 15 decoded photons. The rest: fit to six decoded hadrons and three printed diversity sums.
    static let zn = ShowerConstants(
        lightYield: 0.612, interactionLength: 11.4, hadronicStochasticTerm: 2.566,
        profile: (.init(weight: 0.256, radius: 0.052), .init(weight: 0.554, radius: 0.302), .init(weight: 0.190, radius: 1.26)),
        clusterSmear: 0.055, clusterOffset: 0.14, clusterSharePower: 1.6, coreShare: (mean: 0.56, sigma: 0.10),
        haloRadius: 2.0)
}

/// The resolution of electromagnetic showers: σ/E = stochastic/√E ⊕ constant. [Fit]
enum ElectromagneticResolution {
    /// √GeV.
    static let stochastic = 0.35
    static let constant = 0.06
}

/// What hadronic showers have in common in every calorimeter of this kind.
enum HadronicCascade {
    /// Light of a purely hadronic GeV relative to an electromagnetic one. [HF]
    static let hadronicToElectromagnetic = 0.20
    /// Exponent k of the electromagnetic fraction 1 − (E/E₀)^(k−1). [Groom]
    static let fractionExponent = 0.83
    /// E₀ of mesons and of baryons, GeV. [Groom]
    static let fractionScaleMeson = 1.0
    static let fractionScaleBaryon = 2.6
    /// Spread of the electromagnetic fraction from shower to shower. [Fit to the test beam's 10.3 % constant term]
    static let fractionSigma = 0.105
    /// Longitudinal scale of the shower in interaction lengths, for the light lost at the back. [Fit]
    static let leakageLength = 1.3
    /// Part of the variance that photo-statistics already makes, in photo-electrons, and the mean light per GeV
    /// relative to the electromagnetic yield that goes with it. [Fit]
    static let photostatistics = 1.2
    static let meanRelativeLight = 0.6
    /// Mean number of sub-clusters beyond the first: 1.5 ln(1 + E/25 GeV). [Fit]
    static let clustersPerLogEnergy = 1.5
    static let clusterEnergy = 25.0
    /// Soft showers are wider: offsets grow by 1 + 50/(E + 10), E in GeV. [Fit]
    static let softWidening = 50.0
    static let softWideningEnergy = 10.0
    /// Keeps a sub-cluster without energy at a finite distance. [Fit]
    static let smallestShare = 0.15
    /// Offsets of a shower that began upstream are this many times larger. [Fit]
    static let upstreamWidening = 3.0
}

/// Material in front of and around the face. [Fit]
enum Surroundings {
    /// Probability that a neutral particle interacts upstream, and the range of the share of light that is left.
    static let upstreamProbability = 0.02
    static let upstreamLight = 0.1..<0.9
    /// Displacement of electromagnetic showers that began upstream, cm.
    static let upstreamSpread = 0.5
    /// Distance beside the face up to which showers are followed, cm.
    static let reach = 5.0
    /// Fewer showers start beside the face: e-fold of their light, cm.
    static let attenuation = 2.0
    /// The outgoing beam pipe: |x| range and largest |y|, cm. Charged particles inside it do not shower.
    static let pipeX = 5.0..<13.0
    static let pipeY = 6.0
}

/// Soft secondaries of particles that miss the face and hit walls. [Fit to published cross-talk responses]
enum Leakage {
    /// Particles nearer to the face than this leak nothing through its edge, cm.
    static let nearestDistance = 1.0
    /// Probability to hit a wall: neutral, charged, charged in the beam pipe.
    static let probabilityNeutral = 0.55
    static let probabilityCharged = 0.90
    static let probabilityInPipe = 0.04
    /// Median share of the electromagnetic light that gets in: neutral, charged.
    static let medianNeutral = 0.0028
    static let medianCharged = 0.010
    /// Charged particles softer than this are bent away further upstream, GeV.
    static let chargedEnergy = 2400.0
    /// Spread of ln(share), and the largest share.
    static let logSigma = 2.0
    static let largestShare = 0.3
    /// Where along the edge the light enters: half of the particle's own coordinate, at most this far out, with this spread, cm.
    static let alongFactor = 0.5
    static let alongLimit = 2.0
    static let alongSigma = 1.4
    /// Mean number of spots beyond the first.
    static let extraSpots = 3.0
    /// Mean depth inward from a line outside the edge, and that line's distance, cm.
    static let depth = 0.55
    static let depthOffset = 0.25
}

/// From light to counts.
enum PhotoElectrons {
    /// Mean number of further photo-electrons from the same crossing of a fibre. [Fit to printed pixel deviations]
    static let clump = 0.08
    /// Largest mean light of one spot, photo-electrons: bounds the time that absurd energies take.
    static let largestSpot = 1e5
    /// Counts saturate at 16 bits, as in the data.
    static let largestCount: Float = 65535
}
