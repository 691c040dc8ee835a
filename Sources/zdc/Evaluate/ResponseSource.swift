import Calorimeter
import Evaluation
import FastSimulation
import Random
import ReferenceMC

/// Where the responses to the particles of a test set come from.
struct ResponseSource: Sendable {
    /// Writes all responses to some particles of the test set, one after the other, row-major.
    typealias Writer = (_ particles: Range<Int>, _ photons: UnsafeMutableBufferPointer<Float>) -> Void

    /// Whether photons come as fractions.
    var isFractional = false
    /// Called once on each thread.
    var makeWriter: @Sendable () -> Writer
}

extension TestSet {
    /// The place of the first response to each particle, and the number of all.
    var firstResponses: [Int] {
        var first = [0]
        for count in repeats { first.append(first[first.count - 1] + count) }
        return first
    }
}

extension ResponseSource {
    /// The reference Monte Carlo. Response n of the test set has the name `firstIndex` + n among the random streams.
    static func simulated(_ testSet: TestSet, seed: UInt64, purpose: RandomStream.Purpose, firstIndex: Int) -> ResponseSource {
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
    static func generated(_ testSet: TestSet, by generator: Generator, seed: UInt64, firstIndex: Int) -> ResponseSource {
        let first = testSet.firstResponses
        return ResponseSource(isFractional: true) {
            let session = generator.makeSession()
            return { particles, photons in
                let repeated = particles.flatMap { Array(repeating: testSet.particles[$0], count: testSet.repeats[$0]) }
                repeated.withUnsafeBufferPointer {
                    session.generate($0, seed: seed, firstIndex: firstIndex + first[particles.lowerBound], into: photons)
                }
            }
        }
    }

    /// Responses of a data set: `rows` are those of each particle.
    static func stored(_ testSet: TestSet, _ responses: SparseResponses, rows: [[Int]]) -> ResponseSource {
        let pixels = testSet.detector.pixelCount
        return ResponseSource {
            { particles, photons in
                for (place, row) in particles.lazy.flatMap({ rows[$0] }).enumerated() {
                    responses.copy(row, into: UnsafeMutableBufferPointer(rebasing: photons[place * pixels..<(place + 1) * pixels]))
                }
            }
        }
    }
}
