import Random

/// The light of a photon or an electron: one compact spot.
struct ElectromagneticShower {
    let track: Track
    /// Whether it began upstream.
    let isUpstream: Bool
    /// Share of the light that reaches the calorimeter.
    let lightShare: Double

    func paint(on face: FibreFace, constants: ShowerConstants, random: inout RandomStream) {
        let resolution = Self.resolution(energy: track.energy, stochasticTerm: constants.electromagneticStochasticTerm)
        let fluctuation = min(max(random.normal(mean: 1, sigma: resolution), 0.05), 3)
        var spot = LightSpot(
            x: track.x, y: track.y, mean: constants.lightYield * track.energy * lightShare * fluctuation,
            profile: .electromagnetic)
        if isUpstream {
            spot.x += constants.upstreamSpread * random.normal()
            spot.y += constants.upstreamSpread * random.normal()
        }
        face.paint(spot, constants: constants, random: &random)
    }

    /// σ/E at an energy in GeV, at most one half.
    static func resolution(energy: Double, stochasticTerm: Double) -> Double {
        let constant = ElectromagneticResolution.constant
        return min((stochasticTerm * stochasticTerm / max(energy, 0.1) + constant * constant).squareRoot(), 0.5)
    }
}
