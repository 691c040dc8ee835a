import Calorimeter

/// The responses to the particles of a test set made so far: channel sums and brightest pixel of each response, and a few
/// numbers of each particle. No images.
///
/// Particles are added in the order of the test set, whichever was finished first, so that a set does not depend on the
/// number of threads.
public struct ResponseSet: Sendable {
    /// The channel sums of all responses, particle by particle.
    public private(set) var samples = ChannelSamples()
    /// The brightest pixel of each response; −1 for an empty response, and where there are no pictures.
    public private(set) var brightestPixels: [Int32] = []
    /// The diversity of the responses to each particle, photons.
    public private(set) var diversities: [Double] = []
    /// The brightest pixel of the mean response to each particle.
    public private(set) var brightestPixelsOfMeans: [Int?] = []
    /// Whether there were pictures of all responses: without them no figure of pixels is known.
    public private(set) var hasPictures = true
    private var starts = [0]

    public init() {}

    /// The number of particles.
    public var particleCount: Int { diversities.count }

    /// The indices of the responses to a particle.
    public func responses(ofParticle particle: Int) -> Range<Int> { starts[particle]..<starts[particle + 1] }

    /// Adds the responses to the next particle; there may be none.
    public mutating func append(_ responses: ParticleResponses) {
        for sums in responses.sums { samples.append(sums) }
        brightestPixels += responses.brightestPixels
        diversities.append(responses.diversity)
        brightestPixelsOfMeans.append(responses.brightestPixelOfMean)
        hasPictures = hasPictures && responses.hasPictures
        starts.append(samples.count)
    }

    /// The standard deviation (population) of the photon sum over the responses to a particle, photons.
    func sigmaOfSum(ofParticle particle: Int) -> Double { Moments(samples.totals[responses(ofParticle: particle)]).sigma }

    /// The share of empty responses; NaN if there are no responses.
    public var emptyShare: Double { Double(samples.totals.count { $0 == 0 }) / Double(samples.count) }

    /// The particles for which this set and another have the same number of responses, at least one.
    func particlesShared(with other: ResponseSet) -> [Int] {
        (0..<min(particleCount, other.particleCount)).filter {
            let count = responses(ofParticle: $0).count
            return count > 0 && count == other.responses(ofParticle: $0).count
        }
    }

    /// The responses to some of the particles, in ascending order.
    func restricted(to particles: [Int]) -> ResponseSet {
        guard particles.count < particleCount else { return self }
        var set = ResponseSet()
        set.hasPictures = hasPictures
        set.samples.reserveCapacity(samples.count)
        for particle in particles {
            let range = responses(ofParticle: particle)
            for response in range { set.samples.append(samples.sums(ofResponse: response)) }
            set.brightestPixels += brightestPixels[range]
            set.diversities.append(diversities[particle])
            set.brightestPixelsOfMeans.append(brightestPixelsOfMeans[particle])
            set.starts.append(set.samples.count)
        }
        return set
    }
}
