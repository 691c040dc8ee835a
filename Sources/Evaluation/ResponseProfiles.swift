public import Calorimeter

/// The photons of a calorimeter's rows, its columns, and rings around a point of its face.
///
/// Rings are one fibre's pitch wide. A row or column counts its photons; a ring counts photons per fibre, so that rings of
/// different sizes compare.
public struct ProfileBins: Sendable {
    public enum Axis: Int, CaseIterable, Sendable {
        /// Along x: the photons of each row.
        case x
        /// Along y: the photons of each column.
        case y
        /// Away from the centre of the rings.
        case radius
    }

    let detector: Detector
    /// The centre of the rings, cm.
    public let centre: (x: Double, y: Double)
    /// The rings are around the point that was asked for, not around the middle of the face.
    public let isAroundPoint: Bool
    /// The ring of each fibre, row-major.
    let rings: [Int32]
    /// Fibres in each ring.
    let fibres: [Int]
    /// The distance between the centre and the innermost ring, in rings: more than 0 where the centre is beside the face.
    let firstRing: Int

    /// Rings around a point, cm; nil or a point that is not finite is replaced by the middle of the face.
    public init(detector: Detector, around point: (x: Double, y: Double)?) {
        self.detector = detector
        let middle = (
            x: detector.lowEdgeXCM + Double(detector.rows) * detector.pitchCM / 2,
            y: detector.lowEdgeYCM + Double(detector.columns) * detector.pitchCM / 2
        )
        let place = point.flatMap { abs($0.x) < Self.farthestCM && abs($0.y) < Self.farthestCM ? $0 : nil }
        let centre = place ?? middle
        (self.centre, isAroundPoint) = (centre, place != nil)
        let distances = (0..<detector.pixelCount).map { pixel in
            let place = detector.centre(row: pixel / detector.columns, column: pixel % detector.columns)
            let (x, y) = (place.x - centre.x, place.y - centre.y)
            return Int((x * x + y * y).squareRoot() / detector.pitchCM)
        }
        let first = distances.min() ?? 0
        firstRing = first
        rings = distances.map { Int32($0 - first) }
        var fibres = Array(repeating: 0, count: (distances.max() ?? first) - first + 1)
        for distance in distances { fibres[distance - first] += 1 }
        self.fibres = fibres
    }

    /// Rings around a point beyond this have no meaning on a face of a few centimetres, cm.
    private static let farthestCM = 1000.0

    /// How many bins an axis has.
    public func count(_ axis: Axis) -> Int {
        switch axis {
        case .x: detector.rows
        case .y: detector.columns
        case .radius: fibres.count
        }
    }

    /// The lower edge of the first and the upper edge of the last bin, cm.
    public func range(_ axis: Axis) -> Range<Double> {
        let low =
            switch axis {
            case .x: detector.lowEdgeXCM
            case .y: detector.lowEdgeYCM
            case .radius: Double(firstRing) * detector.pitchCM
            }
        return low..<low + Double(count(axis)) * detector.pitchCM
    }

    /// The middle of a bin, cm.
    public func position(_ bin: Int, _ axis: Axis) -> Double {
        range(axis).lowerBound + (Double(bin) + 0.5) * detector.pitchCM
    }

    /// What the sum of a bin is divided by.
    func divisor(_ bin: Int, _ axis: Axis) -> Double { axis == .radius ? Double(max(fibres[bin], 1)) : 1 }
}

/// Mean and standard deviation, over responses, of the photons in each bin of `ProfileBins`.
public struct ResponseProfiles: Sendable {
    /// One bin: photons, for a ring photons per fibre.
    public struct Point: Hashable, Sendable {
        public var mean: Double
        /// The standard deviation of a population (÷ n): how much one response differs from another.
        public var sigma: Double

        /// The standard error of the mean of `count` responses.
        public func error(count: Int) -> Double { sigma / Double(max(count, 1)).squareRoot() }
    }

    public let bins: ProfileBins
    private var moments: [PixelMoments]
    /// The photons of one response in the bins of all axes, one axis behind the other.
    private var sums: [Float]

    public init(bins: ProfileBins) {
        self.bins = bins
        let counts = ProfileBins.Axis.allCases.map(bins.count)
        moments = counts.map(PixelMoments.init(pixels:))
        sums = Array(repeating: 0, count: counts.reduce(0, +))
    }

    /// The responses that went in.
    public var count: Int { moments[0].count }

    /// Adds one response: photons, row-major.
    public mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        let (rows, columns) = (bins.detector.rows, bins.detector.columns)
        precondition(photons.count >= rows * columns, "a response has too few pixels")
        sums.withUnsafeMutableBufferPointer { sums in
            sums.update(repeating: 0)
            bins.rings.withUnsafeBufferPointer { rings in
                for row in 0..<rows {
                    let first = row * columns
                    var total: Float = 0
                    for column in 0..<columns {
                        let n = photons[first + column]
                        guard n != 0 else { continue }
                        total += n
                        sums[rows + column] += n
                        sums[rows + columns + Int(rings[first + column])] += n
                    }
                    sums[row] = total
                }
            }
        }
        sums.withUnsafeBufferPointer { sums in
            var first = 0
            for axis in ProfileBins.Axis.allCases {
                let count = bins.count(axis)
                moments[axis.rawValue].add(UnsafeBufferPointer(rebasing: sums[first..<first + count]))
                first += count
            }
        }
    }

    /// The bins of an axis, from the lowest position on; zeros without a response.
    public subscript(axis: ProfileBins.Axis) -> [Point] {
        let (mean, sigma) = (moments[axis.rawValue].mean, moments[axis.rawValue].sigma)
        return mean.indices.map { bin in
            let divisor = bins.divisor(bin, axis)
            return Point(mean: Double(mean[bin]) / divisor, sigma: Double(sigma[bin]) / divisor)
        }
    }
}
