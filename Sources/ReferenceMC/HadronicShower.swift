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
        let deviation = random.skewedNormal(skewness: constants.fractionSpread.skewness)
        let start = firstInteraction(constants: constants, random: &random)
        let light = meanLight(
            energy: energy, deviation: deviation, start: start, constants: constants, random: &random)
        // The axis follows the track: the light of an inclined one comes out beside its point on the face.
        let lightDepth = start + HadronicCascade.lightDepth * constants.interactionLength
        let (axisX, axisY) = (track.x + track.flight.slopeX * lightDepth, track.y + track.flight.slopeY * lightDepth)

        let share = constants.coreShare
        let meanCore = share.mean + share.perFraction * constants.fractionSpread.sigma * deviation
        let core = min(max(random.normal(mean: meanCore, sigma: share.sigma), 0.1), 0.95)
        let clusters =
            1
            + random.poisson(
                mean: HadronicCascade.clustersPerLogEnergy * log1p(energy / HadronicCascade.clusterEnergy))
        let shares = Shares(
            count: clusters, power: constants.clusterSharePower,
            leadingWeight: constants.leadingWeight.typical * exp(constants.leadingWeight.growth * deviation), random: &random)
        let widening =
            (isUpstream ? HadronicCascade.upstreamWidening : 1)
            * (1 + HadronicCascade.softWidening / (energy + HadronicCascade.softWideningEnergy))
        for index in 0..<shares.count {
            let share = shares[index]
            let nearness = pow(
                share * Double(shares.count) + HadronicCascade.smallestShare, -HadronicCascade.offsetPower)
            let distance = constants.clusterOffset * widening * random.exponential() * nearness
            let azimuth = random.direction()
            let spot = LightSpot(
                x: axisX + distance * azimuth.cosine, y: axisY + distance * azimuth.sine, mean: light * core * share,
                profile: .cluster)
            face.paint(spot, constants: constants, random: &random)
        }
        let halo = LightSpot(x: axisX, y: axisY, mean: light * (1 - core), profile: .halo)
        face.paint(halo, constants: constants, random: &random)
    }

    /// The depth of the first interaction, cm, exponential within the calorimeter: every hadron makes a shower.
    ///
    /// One in some thousands would pass without light; the responses that the showers are fitted to leave those out.
    private func firstInteraction(constants: ShowerConstants, random: inout RandomStream) -> Double {
        let passing = exp(-depth / constants.interactionLength)
        return -log(1 - random.uniform() * (1 - passing)) * constants.interactionLength
    }

    /// The mean light of this one shower, photo-electrons: all that fluctuates but the counting of photo-electrons.
    ///
    /// `deviation` is the electromagnetic fraction's from its mean, in standard deviations; `start` the depth of the first
    /// interaction, cm.
    private func meanLight(
        energy: Double, deviation: Double, start: Double, constants: ShowerConstants, random: inout RandomStream
    ) -> Double {
        let mean = Self.electromagneticFraction(energy: energy, isMeson: track.kind.isMeson)
        let fraction = min(max(mean + constants.fractionSpread.sigma * deviation, 0.02), 0.98)
        let response = fraction + (1 - fraction) * HadronicCascade.hadronicToElectromagnetic

        let lengthsLeft = (depth - start) / constants.interactionLength
        let contained = 1 - exp(-lengthsLeft / HadronicCascade.leakageLength)

        // The stochastic term of test beams, less what the counting of photo-electrons will add.
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

extension RandomStream {
    /// A number of mean 0 and standard deviation 1, nearly normal: the first term of Cornish and Fisher's expansion for a
    /// small skewness.
    fileprivate mutating func skewedNormal(skewness: Double) -> Double {
        let normal = normal()
        return normal + skewness / 6 * (normal * normal - 1)
    }
}
