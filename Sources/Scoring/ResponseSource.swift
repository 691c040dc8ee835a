package import Calorimeter
package import DataSets
package import Random
import ReferenceMC

/// Where the responses to the particles of a test set come from: response n of the test set is sample `firstIndex` + n of the
/// seed.
package struct ResponseSource: Sendable {
    package private(set) var responder: any Responder
    package let seed: UInt64
    package let firstIndex: Int
    /// The channel sums of the responses in turn, where these are all that is known of them.
    package private(set) var sums: [ChannelSums]?

    package init(_ responder: any Responder, seed: UInt64 = 0, firstIndex: Int = 0) {
        (self.responder, self.seed, self.firstIndex) = (responder, seed, firstIndex)
    }

    /// Responses of a data set.
    package static func stored(_ dataSet: DataSet, rows: [Int]) -> ResponseSource {
        var source = ResponseSource(StoredResponses(dataSet, rows: rows))
        source.sums = dataSet.sums.map { sums in rows.map { sums[$0] } }
        return source
    }

    /// The same, with the time that they take.
    func timed(by timer: ResponseTimer) -> ResponseSource {
        var source = self
        source.responder = TimedResponses(responder: responder, timer: timer)
        return source
    }

    /// The reference Monte Carlo.
    package static func simulated(_ detector: Detector, seed: UInt64, purpose: RandomStream.Purpose, firstIndex: Int)
        -> ResponseSource
    {
        ResponseSource(
            SimulatedResponses(ReferenceMC(detector: detector), purpose: purpose), seed: seed, firstIndex: firstIndex)
    }
}
