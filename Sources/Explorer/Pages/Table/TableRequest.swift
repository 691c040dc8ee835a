import Calorimeter
import Evaluation

/// The particle table wanted: of which responses, and in which order.
struct TableRequest: WorkRequest {
    typealias Result = TableResult
    typealias Worker = TableWorker

    var seed: UInt64
    var model: String?
    var convention: MaskConvention
    var sortedBy: TableSettings.Column
    var isDescending: Bool

    /// Whether another request asks for the same numbers, in whatever order.
    func hasNumbers(of other: TableRequest) -> Bool {
        (seed, model, convention) == (other.seed, other.model, other.convention)
    }
}

/// The table so far.
struct TableResult: WorkResult {
    var request: TableRequest
    var rows: TableRows
    /// The places of the particles, in the order asked for.
    var order: [Int32]
    /// Particles whose generated responses are there.
    var done: Int

    var isComplete: Bool { done >= order.count }
}

/// Numbers of all particles, 20 bytes each beside the particle; NaN where a number is not known yet, or has no meaning.
struct TableRows: Sendable {
    let particles: [Particle]
    var repeats: [Float]
    var trueSums: [Float]
    var generatedSums: [Float]
    var distances: [Float]
    var floors: [Float]

    init(_ particles: [Particle] = []) {
        let unknown = [Float](repeating: .nan, count: particles.count)
        self.particles = particles
        (repeats, trueSums, generatedSums, distances, floors) = (unknown, unknown, unknown, unknown, unknown)
    }

    /// The particles' places sorted by a column, those without a number last, equal ones in the order of their numbers.
    func order(by column: TableSettings.Column, descending isDescending: Bool, on detector: Detector) -> [Int32] {
        let count = particles.count
        guard column != .number else { return (0..<Int32(count)).map { isDescending ? Int32(count) - 1 - $0 : $0 } }
        var keys = [UInt64](repeating: 0, count: count)
        keys.withUnsafeMutableBufferPointer { keys in
            for place in 0..<count {
                let value = value(column, of: place, on: detector)
                // Whole numbers in the order of the values.
                let bits = value.bitPattern
                let ascending = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
                let key = value.isNaN ? UInt32.max : isDescending ? ~ascending : ascending
                keys[place] = UInt64(key) << 32 | UInt64(place)
            }
            keys.sort()
        }
        return keys.map { Int32(truncatingIfNeeded: $0) }
    }

    /// The number in a column; species are in the order of the list of species.
    func value(_ column: TableSettings.Column, of place: Int, on detector: Detector) -> Float {
        switch column {
        case .number: Float(place + 1)
        case .species:
            particles[place].species.flatMap { species in Species.all.firstIndex(of: species) }.map(Float.init) ?? .nan
        case .energy: Float(particles[place].energyGeV)
        case .x: Float(LandingPoint(of: particles[place], on: detector).x)
        case .y: Float(LandingPoint(of: particles[place], on: detector).y)
        case .repeats: repeats[place]
        case .trueSum: trueSums[place]
        case .generatedSum: generatedSums[place]
        case .distance: distances[place]
        case .floor: floors[place]
        }
    }
}
