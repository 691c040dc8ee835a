public import Calorimeter

/// True responses of a file: particles, and a detector's responses to them, to most of them more than one.
///
///     let set = try DataSet(path: "published.npz")
///     set.particles.count                      // 1805
///     set.rows(ofParticle: 0)                  // the places of its responses in the file
///     set.responses.copy(row, into: photons)
///
/// Rows of the same nine numbers are responses to one particle. Responses are kept sparse, in whole photons; a file may have
/// their channel sums in place of the pictures.
public struct DataSet: Sendable {
    /// The name of the file, or of the two, without folders.
    public let name: String
    public let detector: Detector
    /// The different particles, in the order of their first appearance.
    public let particles: [Particle]
    /// The pictures of all responses, in the order of the file; none where it has channel sums.
    public let responses: SparseResponses
    /// The channel sums of all responses, in the order of the file, where it has these and no pictures.
    public let sums: [ChannelSums]?
    /// The particle of each response, as a place in `particles`.
    public let particleOfRow: [Int]
    /// What a user should know of the units of the particles, a sentence each without its full stop.
    public let notes: [String]
    /// The file has fractions of photons.
    public let isRounded: Bool

    private let rowStarts: [Int]
    private let rowsByParticle: [Int]
    let placeOfParticle: [Particle: Int]
    let neighbourhood: Neighbourhood
    let matches = MatchCache()

    /// - Parameters:
    ///   - rows: the particle of each response.
    ///   - isRounded: the file has fractions of photons.
    /// - Precondition: there is one particle for each response.
    package init(
        name: String, detector: Detector, rows: [Particle], responses: SparseResponses, isRounded: Bool = false
    ) {
        precondition(rows.count == responses.count, "\(rows.count) particles are not \(responses.count) responses")
        self.init(name: name, detector: detector, rows: rows, responses: responses, sums: nil, isRounded: isRounded)
    }

    /// Channel sums as responses of a detector, rounded to whole photons.
    ///
    /// - Precondition: there is one particle for each response.
    init(name: String, detector: Detector, rows: [Particle], sums: [ChannelSums]) {
        precondition(rows.count == sums.count, "\(rows.count) particles are not \(sums.count) responses")
        let whole = sums.map(\.rounded)
        self.init(
            name: name, detector: detector, rows: rows, responses: SparseResponses(), sums: whole, isRounded: whole != sums)
    }

    private init(
        name: String, detector: Detector, rows: [Particle], responses: SparseResponses, sums: [ChannelSums]?, isRounded: Bool
    ) {
        var particles: [Particle] = []
        var places: [Particle: Int] = [:]
        let particleOfRow = rows.map { particle in
            if let place = places[particle] { return place }
            places[particle] = particles.count
            particles.append(particle)
            return particles.count - 1
        }
        var starts = [Int](repeating: 0, count: particles.count + 1)
        for particle in particleOfRow { starts[particle + 1] += 1 }
        for particle in particles.indices { starts[particle + 1] += starts[particle] }
        var next = starts
        var rowsByParticle = [Int](repeating: 0, count: rows.count)
        for (row, particle) in particleOfRow.enumerated() {
            rowsByParticle[next[particle]] = row
            next[particle] += 1
        }
        self.name = name
        self.detector = detector
        self.particles = particles
        (self.responses, self.sums, self.isRounded) = (responses, sums, isRounded)
        self.particleOfRow = particleOfRow
        var units = UnitCheck()
        for particle in particles { units.add(particle) }
        notes = units.notes(isTable: false)
        self.rowsByParticle = rowsByParticle
        rowStarts = starts
        placeOfParticle = places
        neighbourhood = Neighbourhood(particles: particles, counts: particles.indices.map { starts[$0 + 1] - starts[$0] })
    }

    /// Responses.
    public var count: Int { particleOfRow.count }

    /// Whether every pixel of a response is known, and not its channel sums alone.
    public var hasPictures: Bool { sums == nil }

    /// The places of the responses to a particle, in the order of the file.
    public func rows(ofParticle particle: Int) -> ArraySlice<Int> {
        rowsByParticle[rowStarts[particle]..<rowStarts[particle + 1]]
    }

    /// The responses to one particle in two equal parts, an odd one left out: what is compared, and its independent repeat. A
    /// single response has no repeat.
    public func halves(_ rows: ArraySlice<Int>) -> (truth: ArraySlice<Int>, repeated: ArraySlice<Int>) {
        let half = max(rows.count / 2, 1)
        return (rows.prefix(half), rows.dropFirst(half).prefix(rows.count / 2))
    }
}
