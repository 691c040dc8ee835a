import Calorimeter

/// How far the light is from where it should be, pixels.
public struct BrightestPixelScore: Hashable, Sendable {
    /// The median over the particles of the distance between the brightest pixels of the mean true and of the mean generated
    /// response. A particle with light only in truth counts as infinitely far; one without light in truth is skipped. Nil if no
    /// particle is left.
    public var median: Double?
    /// The same for contained, bright photons and neutrons (`TestSet.isContainedAndBright`): for the others, most of which leave
    /// a few scattered photons, even two sets of true responses disagree.
    public var containedMedian: Double?
    /// The number of those particles.
    public var containedCount: Int
    /// The root mean square distance over pairs of single responses to the same particle, both with light: the published error
    /// of the brightest pixel. Nil if there is no pair.
    public var responseRMS: Double?

    public init(median: Double?, containedMedian: Double?, containedCount: Int, responseRMS: Double?) {
        self.median = median
        self.containedMedian = containedMedian
        self.containedCount = containedCount
        self.responseRMS = responseRMS
    }

    /// The distances between two sets with the same particles and numbers of responses.
    init(true truth: ResponseSet, generated: ResponseSet, particles: [Int], in testSet: TestSet) {
        let columns = testSet.detector.columns
        func squaredDistance(_ a: Int, _ b: Int) -> Double {
            let (rows, across) = (Double(a / columns - b / columns), Double(a % columns - b % columns))
            return rows * rows + across * across
        }
        var (all, contained): ([Double], [Double]) = ([], [])
        for (place, particle) in particles.enumerated() {
            guard let pixel = truth.brightestPixelsOfMeans[place] else { continue }
            let distance = generated.brightestPixelsOfMeans[place].map { squaredDistance(pixel, $0).squareRoot() }
            all.append(distance ?? .infinity)
            if testSet.isContainedAndBright(testSet.particles[particle]) { contained.append(distance ?? .infinity) }
        }
        median = Self.median(all)
        containedMedian = Self.median(contained)
        containedCount = contained.count
        var (squares, pairs) = (0.0, 0)
        for (a, b) in zip(truth.brightestPixels, generated.brightestPixels) where a >= 0 && b >= 0 {
            squares += squaredDistance(Int(a), Int(b))
            pairs += 1
        }
        responseRMS = pairs > 0 ? (squares / Double(pairs)).squareRoot() : nil
    }

    /// The median.
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
