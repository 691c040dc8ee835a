public import Calorimeter
public import Files

/// Particles in an order, any of them at any time and from any thread. Many are kept in a temporary file, so that their
/// number does not matter to memory.
public struct ParticleList: Sendable {
    private enum Storage: Sendable {
        case memory([Particle])
        case file(TemporaryFile)
        case made(@Sendable (Range<Int>) -> [Particle])
    }

    public let count: Int
    private let storage: Storage

    public init(_ particles: [Particle]) {
        count = particles.count
        storage = .memory(particles)
    }

    /// Particles that are made when they are asked for: the same ones every time, on any thread.
    public init(count: Int, make: @escaping @Sendable (Range<Int>) -> [Particle]) {
        self.count = count
        storage = .made(make)
    }

    fileprivate init(count: Int, in file: TemporaryFile) {
        self.count = count
        storage = .file(file)
    }

    /// Some of the particles, in order.
    ///
    /// - Throws: if the temporary file cannot be read back.
    public func particles(_ range: Range<Int>) throws(FileError) -> [Particle] {
        switch storage {
        case .memory(let particles): return Array(particles[range])
        case .made(let make): return make(range)
        case .file(let file):
            let width = Parameter.publishedOrder.count
            var numbers = [Double](repeating: 0, count: range.count * width)
            var span = numbers.mutableSpan
            try span.withUnsafeMutableBytes { (bytes) throws(FileError) in
                try file.read(at: range.lowerBound * width * MemoryLayout<Double>.size, into: bytes)
            }
            return range.indices.map { index in
                let row = (index - range.lowerBound) * width
                return Particle(conditions: Array(numbers[row..<row + width]))
            }
        }
    }
}

extension ParticleList {
    /// Tells lists of other particles apart.
    public func checksum() throws(FileError) -> String {
        var checksum = Checksum()
        let block = 4096
        for first in stride(from: 0, to: count, by: block) {
            checksum.add(try particles(first..<min(first + block, count)).flatMap(\.conditions))
        }
        return checksum.text
    }
}

extension ParticleList {
    /// The particles, each where it comes first: a data set has a row for each response.
    public func distinct() throws(FileError) -> ParticleList {
        var builder = ParticleListBuilder()
        var seen = Set<[Double]>()
        let block = 4096
        for first in stride(from: 0, to: count, by: block) {
            for particle in try particles(first..<min(first + block, count)) where seen.insert(particle.conditions).inserted {
                try builder.append(particle)
            }
        }
        return try builder.finish()
    }
}

/// Takes particles one after the other.
struct ParticleListBuilder {
    /// Particles that stay in memory, 72 bytes each; with one more all go to a temporary file.
    private let mostInMemory: Int
    private var particles: [Particle] = []
    private var file: TemporaryFile?
    private(set) var count = 0

    /// Particles that are written at a time.
    private static let block = 4096

    init(mostInMemory: Int = 1 << 18) { self.mostInMemory = mostInMemory }

    mutating func append(_ particle: Particle) throws(FileError) {
        particles.append(particle)
        count += 1
        if particles.count > mostInMemory || (file != nil && particles.count == Self.block) { try flush() }
    }

    mutating func finish() throws(FileError) -> ParticleList {
        guard file != nil else { return ParticleList(particles) }
        try flush()
        return file.map { ParticleList(count: count, in: $0) } ?? ParticleList(particles)
    }

    private mutating func flush() throws(FileError) {
        let file: TemporaryFile
        if let begun = self.file { file = begun } else { file = try TemporaryFile() }
        self.file = file
        var numbers: [Double] = []
        numbers.reserveCapacity(particles.count * Parameter.publishedOrder.count)
        for particle in particles {
            for parameter in Parameter.publishedOrder { numbers.append(particle[parameter]) }
        }
        try numbers.span.bytes.withUnsafeBytes { (bytes) throws(FileError) in try file.append(bytes) }
        particles = []
    }
}
