internal import Calorimeter
package import Evaluation
package import FastSimulation
package import Random
import ReferenceMC

/// Where the responses to the particles of a test set come from.
package struct ResponseSource: Sendable {
    /// Writes all responses to some particles of the test set, one after the other, row-major.
    package typealias Writer = (_ particles: Range<Int>, _ photons: UnsafeMutableBufferPointer<Float>) -> Void

    /// Called once on each thread.
    package let makeWriter: @Sendable () -> Writer

    package init(makeWriter: @escaping @Sendable () -> Writer) {
        self.makeWriter = makeWriter
    }
}

extension TestSet {
    /// The place of the first response to each particle, and the number of all.
    package var firstResponses: [Int] {
        var first = [0]
        for count in repeats { first.append(first[first.count - 1] + count) }
        return first
    }
}

extension ResponseSource {
    /// The reference Monte Carlo. Response n of the test set has the name `firstIndex` + n among the random streams.
    package static func simulated(_ testSet: TestSet, seed: UInt64, purpose: RandomStream.Purpose, firstIndex: Int)
        -> ResponseSource
    {
        let first = testSet.firstResponses
        return ResponseSource {
            let simulation = ReferenceMC(detector: testSet.detector)
            let pixels = testSet.detector.pixelCount
            return { particles, photons in
                for particle in particles {
                    for response in first[particle]..<first[particle + 1] {
                        let place = (response - first[particles.lowerBound]) * pixels
                        var random = RandomStream(seed: seed, purpose: purpose, index: UInt64(firstIndex + response))
                        simulation.respond(
                            to: testSet.particles[particle], random: &random,
                            into: UnsafeMutableBufferPointer(rebasing: photons[place..<place + pixels]))
                    }
                }
            }
        }
    }

    /// A model. Response n of the test set is sample `firstIndex` + n of the seed.
    package static func generated(_ testSet: TestSet, by generator: Generator, seed: UInt64, firstIndex: Int) -> ResponseSource {
        let first = testSet.firstResponses
        return ResponseSource {
            let session = generator.makeSession()
            return { particles, photons in
                let repeated = particles.flatMap { Array(repeating: testSet.particles[$0], count: testSet.repeats[$0]) }
                repeated.withUnsafeBufferPointer {
                    session.generate($0, seed: seed, firstIndex: firstIndex + first[particles.lowerBound], into: photons)
                }
            }
        }
    }
}
