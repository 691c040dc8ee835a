/// Every tuned or measured number of the simulation, with its unit and its source, except the tables of particles
/// (`ParticleKind`, `DecayChannel`) and of the sampled spectra (`Spectrum`).
///
/// Sources. O2: numbers of AliceO2, Detectors/ZDC and Common/Field. PDG: Review of Particle Physics. Groom: NIM A 572
/// (2007) 633. HF: CMS forward quartz calorimeter, e/h = 5. Test beam: recalled from the ZDC papers (JINST 3 S08002).
/// Fit: tuned to published responses of the full simulation, to their totals, spreads and decoded pictures. AliRoot: fit to
/// the spectator neutrons and protons of 1.5–6 TeV that ALICE's AliRoot repository publishes one by one.

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
    /// How the electromagnetic fraction varies from shower to shower: standard deviation and skewness.
    var fractionSpread: (sigma: Double, skewness: Double)
    /// Width that a sub-cluster of a hadronic shower has beyond the electromagnetic profile, cm.
    var clusterSmear: Double
    /// Distance scale of sub-clusters from the shower axis, cm.
    var clusterOffset: Double
    /// Steepness of the sub-clusters' shares: they go like Exp(1) to this power.
    var clusterSharePower: Double
    /// What the leading sub-cluster has besides its own share, relative to all shares: `typical` · e^(`growth` · g) for an
    /// electromagnetic fraction of g standard deviations above its mean. Bright showers owe their light to one leading π⁰.
    var leadingWeight: (typical: Double, growth: Double)
    /// Share of a hadronic shower's light in sub-clusters (the rest is halo): mean, standard deviation, and its rise with
    /// the electromagnetic fraction.
    var coreShare: (mean: Double, sigma: Double, perFraction: Double)
    /// R of the halo's profile, cm.
    var haloRadius: Double
    /// The stochastic term of the electromagnetic resolution, √GeV: σ/E = term/√E ⊕ constant.
    var electromagneticStochasticTerm = 0.35
    /// Displacement of electromagnetic showers that began upstream, cm.
    var upstreamSpread = 0.5

    struct ProfileTerm: Sendable {
        var weight: Double
        var radius: Double
    }

    /// The neutron calorimeter. Light yield: fit to seven printed photons (0.47–0.645). Interaction length: O2 density
    /// 17.6 g/cm³ of 93/3/4 % W/Fe/Ni, PDG, and the fill of fibres. Stochastic term: test beam. Profile: maximum
    /// likelihood on 15 decoded photons. All that concerns hadronic showers: AliRoot.
    static let zn = ShowerConstants(
        lightYield: 0.612, interactionLength: 11.4, hadronicStochasticTerm: 2.566,
        profile: (.init(weight: 0.256, radius: 0.052), .init(weight: 0.554, radius: 0.302), .init(weight: 0.190, radius: 1.26)),
        fractionSpread: (sigma: 0.0715, skewness: 0), clusterSmear: 0, clusterOffset: 0.15, clusterSharePower: 1.1,
        leadingWeight: (typical: 0.20, growth: 0.65), coreShare: (mean: 0.617, sigma: 0.107, perFraction: 0.3),
        haloRadius: 2.3)

    /// The proton calorimeter. Light yield: fit to the bump of contained protons and two printed ones. Interaction length:
    /// 16.2 cm of brass (PDG) and the fill of fibres. Stochastic term: test beam. Profile: fit to eight decoded responses.
    /// All else that concerns hadronic showers: AliRoot.
    static let zp = ShowerConstants(
        lightYield: 0.58, interactionLength: 16.5, hadronicStochasticTerm: 2.372,
        profile: (.init(weight: 0.34, radius: 0.07), .init(weight: 0.48, radius: 0.42), .init(weight: 0.18, radius: 2.0)),
        fractionSpread: (sigma: 0.0745, skewness: 0.4), clusterSmear: 0.09, clusterOffset: 0.20, clusterSharePower: 1.5,
        leadingWeight: (typical: 0.18, growth: 1.0), coreShare: (mean: 0.522, sigma: 0.08, perFraction: 1.1),
        haloRadius: 2.95, electromagneticStochasticTerm: 0, upstreamSpread: 0)
}

/// What electromagnetic showers have in common in every calorimeter of this kind. [Fit]
enum ElectromagneticResolution {
    /// The part of the energy resolution that does not depend on the energy.
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
    /// Longitudinal scale of the shower in interaction lengths, for the light lost at the back. [Fit]
    static let leakageLength = 1.3
    /// Part of the variance that photo-statistics already makes, in photo-electrons, and the mean light per GeV
    /// relative to the electromagnetic yield that goes with it. [Fit]
    static let photostatistics = 1.2
    static let meanRelativeLight = 0.6
    /// Mean number of sub-clusters beyond the first: 2 ln(1 + E/25 GeV). [AliRoot]
    static let clustersPerLogEnergy = 2.0
    static let clusterEnergy = 25.0
    /// Soft showers are wider: offsets grow by 1 + 50/(E + 10), E in GeV. [Fit]
    static let softWidening = 50.0
    static let softWideningEnergy = 10.0
    /// Brighter sub-clusters lie nearer to the axis: their offsets go like (share · count + `smallestShare`)^−`offsetPower`,
    /// which keeps one without energy at a finite distance. [AliRoot]
    static let smallestShare = 0.15
    static let offsetPower = 0.9
    /// Offsets of a shower that began upstream are this many times larger. [Fit]
    static let upstreamWidening = 3.0
    /// Mean depth of a shower's light behind its first interaction, in interaction lengths. [AliRoot: how far inclined
    /// protons shift their light]
    static let lightDepth = 1.0
}

/// Material in front of and around the face. [Fit]
enum Surroundings {
    /// Interactions upstream: their probability and the range of the share of light that is left.
    struct Upstream {
        var probability: Double
        var light: Range<Double>
    }

    /// A photon on its way to the neutron calorimeter.
    static let photon = Upstream(probability: 0.02, light: 0.1..<0.9)
    /// A neutral hadron on its way to the neutron calorimeter. [AliRoot: showers below 0.7 of the median]
    static let neutralHadron = Upstream(probability: 0.031, light: 0.25..<0.9)
    /// In the exit cone of the chamber, 3 mm of steel at 15° in front of the proton calorimeter, and the |z| where it ends,
    /// cm. What begins behind it cannot interact in it. [O2 gives a probability of about 0.07]
    static let exitCone = Upstream(probability: 0.06, light: 0.1..<0.9)
    static let exitConeCM = 11_140.0
    /// Distance beside the face up to which showers are followed, cm.
    static let reach = 5.0
    /// Fewer showers start beside the face: e-fold of their light, cm.
    static let attenuation = 2.0
    /// The outgoing beam pipe: |x| range and largest |y|, cm. Charged particles inside it do not shower. Through the whole
    /// beam line they come in where the fork of the two pipes ends.
    static let pipeX = 5.0..<13.0
    static let pipeXBehindMagnets = DiffuseLight.pipeX.lowerBound..<13.0
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

/// Light all over the face of the proton calorimeter: from showers in the neutron calorimeter and in the walls of the beam
/// line. [Fit to printed responses, decoded pictures and the published decoders]
enum DiffuseLight {
    /// Photons per GeV on the face: a mean, and the deviation of its logarithm from particle to particle.
    struct Yield {
        var mean: Double
        var logSigma: Double
    }

    /// Particles that met a wall: mean near the face and everywhere, its e-fold with the distance to the face, cm; the |z|
    /// (cm) from which on all of it counts, and the least part.
    static let lost = Yield(mean: 0.080, logSigma: 0.7)
    static let lostEverywhere = 0.0040
    static let lostRange = 8.0
    static let lostFarthest = 6500.0
    static let lostLeastPart = 0.3
    /// Charged particles beside the neutron calorimeter, by x in cm: on the fork of the two beam pipes, in the outgoing
    /// pipe, where few give light, and in the wall between that and the face, with the e-fold towards it, cm.
    static let fork = Yield(mean: 0.024, logSigma: 0.6)
    static let forkX = 3.52..<6.2
    static let pipe = Yield(mean: 0.015, logSigma: 1.0)
    static let pipeX = 6.2..<10.6
    static let pipeProbability = 0.30
    static let wall = Yield(mean: 0.080, logSigma: 0.7)
    static let wallRange = 2.0
    static let chargedY = 5.0
    /// Particles in the neutron calorimeter: hadrons, and electromagnetic showers at an energy (GeV), with the power of it
    /// that the yield grows with.
    static let hadron = Yield(mean: 0.0058, logSigma: 0.60)
    static let electromagnetic = Yield(mean: 0.0042, logSigma: 1.2)
    static let electromagneticEnergy = 1500.0
    static let electromagneticPower = 0.70
    /// Its e-folds along x on the two halves of the neutron calorimeter's face, cm: more light from the nearer side.
    static let rangeFarHalf = 2.0
    static let rangeNearHalf = 3.2
    /// Largest mean light of one particle, photons.
    static let largest = 700.0

    /// Depth behind the edge towards the beam: near and far range, cm, the wall's own, and the near share: this much of
    /// μ/(μ + scale) for a mean of μ photons.
    static let nearRange = 1.8
    static let farRange = 9.0
    static let wallNearRange = 1.0
    static let wallFarRange = 5.0
    static let wallNearShare = 0.75
    static let nearShare = 0.60
    static let nearScale = 12.0
    /// Share that is spread evenly along x: of all particles, of lost ones.
    static let evenShare = 0.15
    static let evenShareLost = 0.60
    /// Share around the particle's own y, of all and of wall particles; its width, cm.
    static let aroundShare = 0.25
    static let aroundShareWall = 0.70
    static let aroundSigma = 2.2
    /// Share that comes in through the support below and the cover above, and its depth, cm.
    static let belowShare = 0.10
    static let aboveShare = 0.03
    static let edgeDepth = 1.0
    /// Spread of a lost particle's light around its aim on the face, cm.
    static let aimSigmaX = 5.0
    static let aimSigmaY = 3.0
}

/// Showers of particles that reach the proton calorimeter or pass beside it.
enum ProtonCalorimeterEntry {
    /// Distance beside the face up to which showers are followed, and the e-fold of their light, cm. [Fit]
    static let reach = 3.0
    static let attenuation = 0.7
}

/// From light to counts.
package enum PhotoElectrons {
    /// Mean number of further photo-electrons from the same crossing of a fibre. [Fit to printed pixel deviations]
    package static let clump = 0.08
    /// Largest mean light of one spot, photo-electrons: bounds the time that absurd energies take.
    static let largestSpot = 1e5
    /// Counts saturate at 16 bits, as in the data.
    static let largestCount: Float = 65535
}
