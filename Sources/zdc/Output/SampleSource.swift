import Calorimeter
import Files

/// Where the rows of a data set come from: a simulation, a model, or parts that were written before.
struct SampleSource: Sendable {
    let detector: Detector
    /// Rows.
    let count: Int
    /// The name of the first row's sample; the others follow.
    let firstSample: Int
    /// Whether photons come as whole numbers.
    let isWhole: Bool
    /// Called once on each thread.
    let makeReader: @Sendable () -> any SampleReader

    /// The type of `responses` in arrays.
    var type: NumberType { isWhole ? .uint16 : .float32 }
}

/// Gives the rows of a data set on one thread.
protocol SampleReader: AnyObject {
    /// The nine numbers of each row's particle, in the published order.
    func conditions(_ rows: Range<Int>) throws(FileError) -> [Float]
    /// The photons of each row, row-major; earlier contents are overwritten.
    func readPhotons(_ rows: Range<Int>, into photons: UnsafeMutableBufferPointer<Float>) throws(FileError)
}

extension SamplePlan {
    /// The nine numbers of each sample's particle.
    func conditions(_ rows: Range<Int>) throws(FileError) -> [Float] {
        var conditions: [Float] = []
        conditions.reserveCapacity(rows.count * Parameter.publishedOrder.count)
        for (particle, samples) in try runs(samples(rows)) {
            let row = particle.conditions.map { Float($0) }
            for _ in samples { conditions += row }
        }
        return conditions
    }
}
