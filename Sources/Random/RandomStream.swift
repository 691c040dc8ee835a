/// One reproducible stream of random numbers: xoshiro256++ seeded through SplitMix64.
///
/// A stream is identified by seed, purpose and index, so a sample depends on nothing else: not on the order in which samples
/// are made, nor on the number of threads.
///
///     var random = RandomStream(seed: 42, purpose: .truth, index: 7)
///     let photons = random.poisson(mean: 3.2)
///
/// Sources: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021);
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct RandomStream: RandomNumberGenerator, Sendable {
    /// What a stream is for. Streams of different purposes are independent for the same seed and index.
    public struct Purpose: RawRepresentable, Hashable, Sendable {
        public let rawValue: UInt64
        public init(rawValue: UInt64) { self.rawValue = rawValue }

        /// The response of the reference Monte Carlo to a particle.
        public static let truth = Purpose(rawValue: 1)
        /// An independent repeat of the truth, for the truth-against-truth floor.
        public static let truthRepeat = Purpose(rawValue: 2)
        /// The noise vector of a generator.
        public static let noise = Purpose(rawValue: 3)
        /// Particles drawn from the condition sampler.
        public static let particles = Purpose(rawValue: 4)
    }

    @usableFromInline var s0: UInt64
    @usableFromInline var s1: UInt64
    @usableFromInline var s2: UInt64
    @usableFromInline var s3: UInt64
    /// The second value of the last pair of normal numbers, if it is still unused.
    @usableFromInline var spareNormal: Double?

    /// The stream of `index` among those of `purpose` and `seed`.
    public init(seed: UInt64, purpose: Purpose, index: UInt64 = 0) {
        var mixer = SplitMix64(state: seed)
        mixer.state = mixer.next() ^ purpose.rawValue &* 0xD1B5_4A32_D192_ED03
        mixer.state = mixer.next() ^ index &* 0x8CB9_2BA7_2F3D_8DD7
        s0 = mixer.next()
        s1 = mixer.next()
        s2 = mixer.next()
        s3 = mixer.next()
    }

    /// A stream in a given state, not all zeros, for comparison with the published algorithm.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) {
        (s0, s1, s2, s3) = state
    }

    /// The next 64 random bits.
    @inlinable @inline(__always)
    public mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum &<< 23) | (sum &>> 41)) &+ s0
        let shifted = s1 &<< 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 &<< 45) | (s3 &>> 19)
        return result
    }
}

/// A generator with one word of state, good enough to seed a better one.
package struct SplitMix64 {
    var state: UInt64

    package init(state: UInt64) { self.state = state }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }
}
