public import Calorimeter

/// Responses of a data set in an order of one's choice, whatever particle is asked for. They come again after the last; there is
/// none where the data set has no pictures.
public struct StoredResponses: Responder, ResponseSession {
    private let dataSet: DataSet
    private let rows: [Int]

    /// - Parameter rows: the place of each sample's response in the data set.
    public init(_ dataSet: DataSet, rows: [Int]) { (self.dataSet, self.rows) = (dataSet, rows) }

    public var detector: Detector { dataSet.detector }

    public func makeSession(batch: Int) -> StoredResponses { self }

    @discardableResult
    public func respond(
        to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        guard !rows.isEmpty, dataSet.hasPictures else { return 0 }
        for place in particles.indices {
            dataSet.copyResponse(firstIndex + place, of: rows[...], to: place, in: photons)
        }
        return particles.count
    }
}

/// Responses of a data set to whatever particle is asked for: those to itself, or else to the nearest one. Sample k is the k-th
/// of them; they come again after the last.
public struct MatchedResponses: Responder, ResponseSession {
    private let dataSet: DataSet
    private let isRepeat: Bool

    /// - Parameter isRepeat: only the independent repeat of what is compared, half of the responses.
    public init(_ dataSet: DataSet, isRepeat: Bool) { (self.dataSet, self.isRepeat) = (dataSet, isRepeat) }

    public var detector: Detector { dataSet.detector }

    public func makeSession(batch: Int) -> MatchedResponses { self }

    @discardableResult
    public func respond(
        to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        for (place, particle) in particles.enumerated() {
            let all = dataSet.rows(answering: particle)
            let rows = isRepeat ? dataSet.halves(all).repeated : all
            guard !rows.isEmpty, dataSet.hasPictures else { return place }
            dataSet.copyResponse(firstIndex + place, of: rows, to: place, in: photons)
        }
        return particles.count
    }
}

extension DataSet {
    /// Whether there are responses to exactly this particle.
    public func holds(_ particle: Particle) -> Bool { if case .same = match(particle) { true } else { false } }

    /// The places of the responses that stand for a particle's: to itself, or else to the nearest one.
    public func rows(answering particle: Particle) -> ArraySlice<Int> {
        match(particle).particle.map { rows(ofParticle: $0) } ?? []
    }

    /// Writes the response of sample `index` to a place of a batch: that of the rows in turn, which come again after the last.
    ///
    /// - Precondition: there are rows, and pictures.
    func copyResponse(
        _ index: Int, of rows: ArraySlice<Int>, to place: Int, in photons: UnsafeMutableBufferPointer<Float>
    ) {
        let pixels = detector.pixelCount
        responses.copy(
            rows[rows.startIndex + index % rows.count],
            into: UnsafeMutableBufferPointer(rebasing: photons[place * pixels..<(place + 1) * pixels]))
    }
}
