public import Calorimeter
import Networks

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Real responses with what the losses ask of them.
public final class TrainingBatch {
    public let capacity: Int
    /// Samples that are set: 0 ..< count.
    public private(set) var count = 0
    let conditionCount: Int
    let detector: Detector
    /// Encoded conditions: [capacity][conditionCount].
    let conditions: FloatBuffer
    /// ln(1 + photons): [capacity][pixels].
    let images: FloatBuffer
    /// The diversity of each sample's conditions, 0…1.
    let diversity: FloatBuffer
    /// Photon sums.
    let sums: FloatBuffer
    /// Row and column of the brightest pixel, −1 if there is none: [capacity][2].
    let peaks: FloatBuffer

    public init(capacity: Int, encoding: ConditionEncoding.Kind, detector: Detector) {
        self.capacity = capacity
        self.detector = detector
        conditionCount = encoding.count(for: detector)
        conditions = FloatBuffer(count: capacity * conditionCount)
        images = FloatBuffer(count: capacity * detector.pixelCount)
        diversity = FloatBuffer(count: capacity)
        sums = FloatBuffer(count: capacity)
        peaks = FloatBuffer(count: 2 * capacity)
    }

    public func removeAll() { count = 0 }

    /// Calls `body` for pieces of the batch that do not depend on the number of threads.
    func forEachTask(_ workers: Workers, _ body: (_ samples: Range<Int>, _ worker: Int) -> Void) {
        let size = 8
        workers.run((count + size - 1) / size) { task, worker in
            body(task * size..<min((task + 1) * size, count), worker)
        }
    }

    /// Adds a response (photons, row-major) with its encoded conditions and their diversity.
    public func append(
        conditions encoded: UnsafeBufferPointer<Float>, photons: UnsafeBufferPointer<Float>, diversity weight: Float
    ) {
        let pixels = detector.pixelCount
        precondition(count < capacity, "the batch is full")
        precondition(encoded.count == conditionCount, "found \(encoded.count) conditions, expected \(conditionCount)")
        precondition(photons.count == pixels, "found \(photons.count) pixels, expected \(pixels)")
        let image = images.pointer + count * pixels
        var (sum, brightest, place): (Double, Float, Int) = (0, 0, -1)
        for pixel in 0..<pixels {
            let n = photons[pixel]
            image[pixel] = n > 0 ? log1pf(n) : 0
            sum += Double(n)
            if n > brightest { (brightest, place) = (n, pixel) }
        }
        for index in 0..<conditionCount { conditions.pointer[count * conditionCount + index] = encoded[index] }
        diversity.pointer[count] = weight
        sums.pointer[count] = Float(sum)
        peaks.pointer[2 * count] = place < 0 ? -1 : Float(place / detector.columns)
        peaks.pointer[2 * count + 1] = place < 0 ? -1 : Float(place % detector.columns)
        count += 1
    }
}
