package import FastSimulation
import Training

/// The particles of the sampler that a model was trained on.
package struct TrainingParticles: Hashable, Sendable {
    package var seed: UInt64
    package var count: Int

    /// More are not believed: they would be drawn in vain.
    fileprivate static let most = 10_000_000

    /// Whether particles drawn with a seed are those that the training learnt from or was judged by on its way.
    package func uses(seed other: UInt64) -> Bool { other == seed || other == seed &+ ValidationTruth.seedOffset }
}

extension Generator {
    /// What its file tells of the particles it was trained on; nil if it does not.
    package var trainingParticles: TrainingParticles? {
        guard let seed = metadata["data-seed"].flatMap({ UInt64($0) }),
            let count = metadata["data-particles"].flatMap({ Int($0) }), (1...TrainingParticles.most).contains(count)
        else { return nil }
        return TrainingParticles(seed: seed, count: count)
    }
}
