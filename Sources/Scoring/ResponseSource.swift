package import Calorimeter
package import Random
import ReferenceMC

/// Where the responses to the particles of a test set come from: response n of the test set is sample `firstIndex` + n of the
/// seed.
package struct ResponseSource: Sendable {
    package let responder: any Responder
    package let seed: UInt64
    package let firstIndex: Int

    package init(_ responder: any Responder, seed: UInt64 = 0, firstIndex: Int = 0) {
        (self.responder, self.seed, self.firstIndex) = (responder, seed, firstIndex)
    }

    /// The reference Monte Carlo.
    package static func simulated(_ detector: Detector, seed: UInt64, purpose: RandomStream.Purpose, firstIndex: Int)
        -> ResponseSource
    {
        ResponseSource(
            SimulatedResponses(ReferenceMC(detector: detector), purpose: purpose), seed: seed, firstIndex: firstIndex)
    }
}
