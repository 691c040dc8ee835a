import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The light of a hadron: sub-clusters, which are the π⁰s of the cascade, in a wide halo.
struct HadronicShower {
    let track: Track
    /// Whether it began upstream.
    let isUpstream: Bool
    /// Share of the light that reaches the calorimeter.
    let lightShare: Double
    /// Length of the calorimeter, cm.
    let depth: Double

    func paint(on face: FibreFace, constants: ShowerConstants, random: inout RandomStream) {
        let energy = max(track.energy - (track.kind.isMeson ? 0 : track.kind.massGeV), 0.05)
        let light = meanLight(energy: energy, constants: constants, random: &random)
        var core = min(max(random.normal(mean: constants.coreShare.mean, sigma: constants.coreShare.sigma), 0.1), 0.95)

        let clusters =
            1
            + random.poisson(
                mean: HadronicCascade.clustersPerLogEnergy * log1p(energy / HadronicCascade.clusterEnergy))
        let widening =
            (isUpstream ? HadronicCascade.upstreamWidening : 1)
            * (1 + HadronicCascade.softWidening / (energy + HadronicCascade.softWideningEnergy))
        let hasLeadingPion = constants.leadingPion > 0 && random.chance(constants.leadingPion)
        if hasLeadingPion { core = HadronicCascade.leadingCore }
        let shares = Shares(
            count: clusters, power: constants.clusterSharePower,
            leadingWeight: hasLeadingPion ? HadronicCascade.leadingWeight : 0, random: &random)
        for index in 0..<shares.count {
            let share = shares[index]
            let distance =
                constants.clusterOffset * widening * random.exponential()
                / (share * Double(shares.count) + HadronicCascade.smallestShare).squareRoot()
            let azimuth = random.direction()
            let spot = LightSpot(
                x: track.x + distance * azimuth.cosine, y: track.y + distance * azimuth.sine, mean: light * core * share,
                profile: .cluster)
            face.paint(spot, constants: constants, random: &random)
        }
        let halo = LightSpot(x: track.x, y: track.y, mean: light * (1 - core), profile: .halo)
        face.paint(halo, constants: constants, random: &random)
    }

    /// The mean light of this one shower, photo-electrons: all that fluctuates but the counting of photo-electrons.
    private func meanLight(energy: Double, constants: ShowerConstants, random: inout RandomStream) -> Double {
        let mean = Self.electromagneticFraction(energy: energy, isMeson: track.kind.isMeson)
        let fraction = min(max(random.normal(mean: mean, sigma: HadronicCascade.fractionSigma), 0.02), 0.98)
        let response = fraction + (1 - fraction) * HadronicCascade.hadronicToElectromagnetic

        let start = random.exponential() * constants.interactionLength
        let lengthsLeft = max(depth - start, 0) / constants.interactionLength
        let contained = 1 - exp(-lengthsLeft / HadronicCascade.leakageLength)

        // The resolution of test beams, less what the counting of photo-electrons will add.
        let counted = max(constants.lightYield * HadronicCascade.meanRelativeLight * energy, 1e-3)
        let term = constants.hadronicStochasticTerm
        let variance = min(max(term * term / energy - HadronicCascade.photostatistics / counted, 1e-4), 0.6)
        let fluctuation = random.gamma(shape: 1 / variance, scale: variance)

        return constants.lightYield * energy * lightShare * response * contained * fluctuation
    }

    /// The mean share of a hadron's energy (GeV) that ends in electromagnetic showers.
    static func electromagneticFraction(energy: Double, isMeson: Bool) -> Double {
        let scale = isMeson ? HadronicCascade.fractionScaleMeson : HadronicCascade.fractionScaleBaryon
        let hadronic = pow(max(energy, scale) / scale, HadronicCascade.fractionExponent - 1)
        return min(max(1 - hadronic, 0.05), 0.95)
    }
}
