package import Calorimeter
package import Files
import Synchronization

/// Where the rows of a data set come from: a simulation, a model, or parts that were written before.
package struct SampleSource: Sendable {
    package let detector: Detector
    /// Rows.
    package let count: Int
    /// The name of the first row's sample; the others follow.
    package let firstSample: Int
    /// Whether photons come as whole numbers.
    package let isWhole: Bool
    /// Called once on each thread.
    package let makeReader: @Sendable () -> any SampleReader
    /// What was too bright for whole numbers.
    package let brightest = BrightestPixels()

    /// - Parameter makeReader: called once on each thread.
    package init(
        detector: Detector, count: Int, firstSample: Int, isWhole: Bool, makeReader: @escaping @Sendable () -> any SampleReader
    ) {
        (self.detector, self.count, self.firstSample, self.isWhole) = (detector, count, firstSample, isWhole)
        self.makeReader = makeReader
    }

    /// The samples of a plan.
    ///
    /// - Parameter makeSession: makes the responses; called once on each thread.
    package init(
        _ plan: SamplePlan, detector: Detector, isWhole: Bool, seed: UInt64,
        makeSession: @escaping @Sendable () -> any ResponseSession
    ) {
        self.init(
            detector: detector, count: plan.count, firstSample: plan.index(ofSample: plan.samples.lowerBound), isWhole: isWhole
        ) { MadeSamples(plan: plan, session: makeSession(), seed: seed) }
    }

    /// The type of `responses` in arrays.
    package var type: NumberType { isWhole ? .uint16 : .float32 }
}

/// Keeps whole photons to what the arrays of a data set hold, in every form of output alike: a text has the numbers of the parts
/// that it could be merged from.
package final class BrightestPixels: Sendable {
    package static let limit = UInt16.max
    private let wasBeyond = Atomic(false)

    /// Whether any pixel was beyond the limit.
    package var isBeyondLimit: Bool { wasBeyond.load(ordering: .relaxed) }

    func limit(_ photons: UnsafeMutableBufferPointer<Float>) {
        let limit = Float(Self.limit)
        // A sum of bits, which the compiler takes several pixels at a time.
        var beyond: UInt32 = 0
        for pixel in 0..<photons.count {
            beyond |= photons[pixel] > limit ? 1 : 0
            photons[pixel] = min(photons[pixel], limit)
        }
        if beyond != 0 { wasBeyond.store(true, ordering: .relaxed) }
    }
}

/// Gives the rows of a data set on one thread.
package protocol SampleReader: AnyObject {
    /// The nine numbers of each row's particle, in the published order.
    func conditions(_ rows: Range<Int>) throws(FileError) -> [Float]
    /// The photons of each row, row-major; earlier contents are overwritten.
    func readPhotons(_ rows: Range<Int>, into photons: UnsafeMutableBufferPointer<Float>) throws(FileError)
}

/// The samples of a plan, made on one thread.
private final class MadeSamples: SampleReader {
    private let plan: SamplePlan
    private let session: any ResponseSession
    private let seed: UInt64

    init(plan: SamplePlan, session: any ResponseSession, seed: UInt64) {
        (self.plan, self.session, self.seed) = (plan, session, seed)
    }

    func conditions(_ rows: Range<Int>) throws(FileError) -> [Float] {
        var conditions: [Float] = []
        conditions.reserveCapacity(rows.count * Parameter.publishedOrder.count)
        for (particle, samples) in try plan.runs(plan.samples(rows)) {
            let row = particle.conditions.map { Float($0) }
            for _ in samples { conditions += row }
        }
        return conditions
    }

    func readPhotons(_ rows: Range<Int>, into photons: UnsafeMutableBufferPointer<Float>) throws(FileError) {
        let samples = plan.samples(rows)
        // One call for all: samples of different particles run side by side.
        let particles = try plan.runs(samples).flatMap { repeatElement($0.particle, count: $0.samples.count) }
        particles.withUnsafeBufferPointer {
            _ = session.respond(to: $0, seed: seed, firstIndex: plan.index(ofSample: samples.lowerBound), into: photons)
        }
    }
}
