public import Calorimeter
public import Files
import Random

/// True responses of a data set in memory, two bytes a pixel.
struct StoredResponses: Sendable {
    let pixels: Int
    private var photons: [UInt16] = []

    init(pixels: Int) { self.pixels = pixels }

    mutating func reserveCapacity(_ count: Int) { photons.reserveCapacity(count * pixels) }

    /// Adds one response. Returns the first number that is no photon count up to 65,535.
    mutating func append(_ response: UnsafeBufferPointer<Float>) -> Float? {
        for n in response {
            guard n >= 0, n <= 65535 else { return n }
            photons.append(UInt16(n.rounded()))
        }
        return nil
    }

    mutating func append(_ sample: Int, of other: StoredResponses) {
        photons += other.photons[sample * pixels..<(sample + 1) * pixels]
    }

    func copy(_ sample: Int, into target: UnsafeMutableBufferPointer<Float>) {
        photons.withUnsafeBufferPointer { photons in
            for pixel in 0..<pixels { target[pixel] = Float(photons[sample * pixels + pixel]) }
        }
    }
}

/// A data set cut into samples to learn from and particles to validate on, which have no particle in common.
public struct DataSetSplit: Sendable {
    public let training: TrainingData
    public let validation: ValidationTruth

    /// Reads `conditions` (N × 9, published order) and `responses` (N × rows × columns) and sets every tenth particle
    /// aside for validation.
    ///
    /// Throws a sentence if an array is missing or has another shape, or if a number is no photon count.
    public init(path: String, detector: Detector = .zn) throws(FileError) {
        let file = try NPZFile(path: path)
        let conditions = try file.array(named: "conditions")
        let width = Parameter.publishedOrder.count
        guard conditions.shape.count == 2, conditions.shape[1] == width else {
            throw FileError(path: path, "\(path): 'conditions' has the shape \(conditions.shape); expected (N, \(width)).")
        }
        let count = conditions.shape[0]
        let reader = try file.array(named: "responses")
        guard reader.shape == [count, detector.rows, detector.columns] else {
            throw FileError(
                path: path,
                "\(path): 'responses' has the shape \(reader.shape); expected (\(count), \(detector.rows), \(detector.columns))."
            )
        }
        guard count >= 20 else {
            throw FileError(path: path, "\(path) has \(count) responses; expected at least 20 to learn from.")
        }
        let numbers = try conditions.values()
        let particles = (0..<count).map { Particle(conditions: numbers[$0 * width..<($0 + 1) * width].map { Double($0) }) }
        let stored = try Self.responses(reader, count: count, pixels: detector.pixelCount, path: path)

        // Rows of the same nine numbers are repeats of one particle.
        var places: [Particle: [Int]] = [:]
        var order: [Particle] = []
        for (row, particle) in particles.enumerated() {
            if places[particle] == nil { order.append(particle) }
            places[particle, default: []].append(row)
        }
        guard order.count >= 10 else {
            throw FileError(path: path, "\(path) has \(order.count) different particles; expected at least 10.")
        }
        var diversities = [Double](repeating: 0, count: count)
        var (learnt, kept): ([Int], [Int]) = ([], [])
        var diversity = ParticleDiversity(pixels: detector.pixelCount)
        var response = [Float](repeating: 0, count: detector.pixelCount)
        for (number, particle) in order.enumerated() {
            let rows = places[particle] ?? []
            diversity.removeAll()
            response.withUnsafeMutableBufferPointer { response in
                for row in rows {
                    stored.copy(row, into: response)
                    diversity.add(UnsafeBufferPointer(response))
                }
            }
            for row in rows { diversities[row] = diversity.value }
            if number % 10 == 9 { kept += rows } else { learnt += rows }
        }
        func part(_ rows: [Int]) -> StoredResponses {
            var part = StoredResponses(pixels: detector.pixelCount)
            part.reserveCapacity(rows.count)
            for row in rows { part.append(row, of: stored) }
            return part
        }
        let shares = ParticleDiversity.shares(of: learnt.map { diversities[$0] })
        let name = path.split(separator: "/").last.map(String.init) ?? path
        training = TrainingData(
            recipe: .dataSet(name: name, samples: learnt.count), detector: detector, particles: learnt.map { particles[$0] },
            diversity: shares, responses: part(learnt))
        validation = ValidationTruth(particles: kept.map { particles[$0] }, responses: part(kept), detector: detector)
    }

    private static func responses(
        _ reader: ArrayReader, count: Int, pixels: Int, path: String
    ) throws(FileError) -> StoredResponses {
        var stored = StoredResponses(pixels: pixels)
        stored.reserveCapacity(count)
        let all = reader.header.isFortranOrder ? try reader.values() : []
        var response = [Float](repeating: 0, count: pixels)
        for sample in 0..<count {
            if all.isEmpty {
                var span = response.mutableSpan
                try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in try reader.read(into: buffer) }
            } else {
                response = Array(all[sample * pixels..<(sample + 1) * pixels])
            }
            if let wrong = response.withUnsafeBufferPointer({ stored.append($0) }) {
                throw FileError(
                    path: path, "\(path): response \(sample + 1) has a pixel of \(wrong) photons; expected a count from 0 to 65535.")
            }
        }
        return stored
    }
}
