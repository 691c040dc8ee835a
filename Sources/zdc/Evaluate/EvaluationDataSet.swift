import Calorimeter
import Evaluation
import Files
import Scoring

/// A data set to evaluate on: responses of equal conditions belong to one particle.
///
/// The responses to each particle are split in two equal parts, an odd one left out: the first part is the truth, the second
/// its independent repeat. A particle with a single response has no repeat.
struct EvaluationDataSet: Sendable {
    /// The particles, in the order of their first appearance, with the numbers of their true responses.
    let truth: TestSet
    /// The same particles with the numbers of their repeats.
    let repeated: TestSet
    private let responses: SparseResponses
    private let truthRows: [[Int]]
    private let repeatedRows: [[Int]]

    /// Reads `conditions` (N × 9, published order) and `responses` (N × rows × columns).
    ///
    /// Throws a sentence if an array is missing or has another shape, or if a number is not one that it can be.
    init(path: String, detector: Detector) throws(FileError) {
        let file = try NPZFile(path: path)
        let conditions = try file.array(named: "conditions")
        let width = Parameter.publishedOrder.count
        guard conditions.shape.count == 2, conditions.shape[1] == width else {
            throw FileError(path: path, "\(path): 'conditions' has the shape \(conditions.shape); expected (N, \(width)).")
        }
        let reader = try file.array(named: "responses")
        let shape = [conditions.shape[0], detector.rows, detector.columns]
        guard reader.shape == shape else {
            throw FileError(path: path, "\(path): 'responses' has the shape \(reader.shape); expected \(shape).")
        }
        guard shape[0] > 0 else { throw FileError(path: path, "\(path) has no responses; expected at least one.") }
        guard detector.pixelCount <= SparseResponses.mostPixels else {
            throw FileError(path: path, "\(path): found \(detector.pixelCount) pixels; expected at most \(SparseResponses.mostPixels).")
        }

        let numbers = try conditions.values()
        var rowsOfParticle: [Particle: [Int]] = [:]
        var particles: [Particle] = []
        for row in 0..<shape[0] {
            let own = numbers[row * width..<(row + 1) * width]
            guard own.allSatisfy(\.isFinite) else {
                throw FileError(path: path, "\(path): row \(row + 1) of 'conditions' has a number that is not finite.")
            }
            let particle = Particle(conditions: own.map { Double($0) })
            if rowsOfParticle[particle] == nil { particles.append(particle) }
            rowsOfParticle[particle, default: []].append(row)
        }
        responses = try Self.read(reader, count: shape[0], pixels: detector.pixelCount, path: path)
        let rows = particles.map { rowsOfParticle[$0] ?? [] }
        truthRows = rows.map { Array($0.prefix(max($0.count / 2, 1))) }
        repeatedRows = rows.map { $0.count == 1 ? [] : Array($0[$0.count / 2..<$0.count / 2 * 2]) }
        truth = TestSet(detector: detector, particles: particles, repeats: truthRows.map(\.count))
        repeated = TestSet(detector: detector, particles: particles, repeats: repeatedRows.map(\.count))
    }

    var truthSource: ResponseSource { .stored(truth, responses, rows: truthRows) }
    var repeatedSource: ResponseSource { .stored(repeated, responses, rows: repeatedRows) }

    private static func read(
        _ reader: ArrayReader, count: Int, pixels: Int, path: String
    ) throws(FileError) -> SparseResponses {
        var responses = SparseResponses()
        let all = reader.header.isFortranOrder ? try reader.values() : []
        var response = [Float](repeating: 0, count: pixels)
        for row in 0..<count {
            if all.isEmpty {
                var span = response.mutableSpan
                try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in try reader.read(into: buffer) }
            } else {
                response = Array(all[row * pixels..<(row + 1) * pixels])
            }
            if let wrong = response.first(where: { !($0 >= 0 && $0 <= mostPhotons) }) {
                throw FileError(
                    path: path, "\(path): response \(row + 1) has a pixel of \(wrong) photons; expected 0 to \(Int(mostPhotons)).")
            }
            response.withUnsafeMutableBufferPointer { roundToWholePhotons($0) }
            response.withUnsafeBufferPointer { responses.append($0) }
        }
        return responses
    }

    /// More than a hundred times the brightest pixel of the data.
    private static let mostPhotons: Float = 65535
}
