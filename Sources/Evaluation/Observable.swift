import Calorimeter

/// A number that every response has, for histograms and tables. n is the number of photons of a pixel; x is along rows and y
/// along columns, cm, at the centres of pixels. The raw values are those of `--observable`.
///
/// Without a photon a response has no centre, no width and no distance: they are NaN.
public enum Observable: String, CaseIterable, Codable, Hashable, Sendable {
    /// The channel values, photons.
    case channel1 = "ch1"
    case channel2 = "ch2"
    case channel3 = "ch3"
    case channel4 = "ch4"
    case channel5 = "ch5"
    /// The photon sum Σ n.
    case sum
    /// The number of pixels with at least half a photon.
    case lit
    /// The photons of the brightest pixel, max n.
    case brightest
    /// The distance of the brightest pixel's centre from where the particle lands, cm.
    case distance
    /// The centre of light, Σ n x / Σ n and Σ n y / Σ n, cm.
    case centreX = "centre-x"
    case centreY = "centre-y"
    /// The root mean square distance from the centre along an axis, (Σ n x² / Σ n − centre²)^½, cm.
    case widthX = "width-x"
    case widthY = "width-y"

    /// The channels in their order.
    public static let channels: [Observable] = [.channel1, .channel2, .channel3, .channel4, .channel5]

    /// The place in `allCases`.
    public var index: Int {
        switch self {
        case .channel1: 0
        case .channel2: 1
        case .channel3: 2
        case .channel4: 3
        case .channel5: 4
        case .sum: 5
        case .lit: 6
        case .brightest: 7
        case .distance: 8
        case .centreX: 9
        case .centreY: 10
        case .widthX: 11
        case .widthY: 12
        }
    }

    /// The name on the screen, at most 15 characters.
    public var title: String {
        switch self {
        case .sum: "photon sum"
        case .lit: "lit pixels"
        case .brightest: "brightest pixel"
        case .distance: "peak to landing"
        case .centreX: "centre in x"
        case .centreY: "centre in y"
        case .widthX: "width in x"
        case .widthY: "width in y"
        default: rawValue
        }
    }

    /// The unit of its values.
    public var unit: String {
        switch self {
        case .lit: "pixels"
        case .distance, .centreX, .centreY, .widthX, .widthY: "cm"
        default: "photons"
        }
    }

    /// Whether it follows from the channel values, without the pixels.
    public var isOfChannels: Bool { index <= Observable.sum.index }

    /// Whether its values are whole numbers, where photons are.
    public var isCount: Bool { unit != "cm" }
}

/// The values of all observables of one response.
public struct ObservableValues: Hashable, Sendable {
    /// In the order of `Observable.allCases`.
    fileprivate var values = SIMD16<Float>(repeating: .nan)

    public init() {}

    /// What the channel values tell of a response; the rest is unknown.
    public init(_ sums: ChannelSums) {
        for (index, channel) in Observable.channels.enumerated() { self[channel] = sums[index] }
        self[.sum] = sums.total
    }

    public subscript(observable: Observable) -> Float {
        get { values[observable.index] }
        set { values[observable.index] = newValue }
    }
}

/// Reads the observables off responses of one detector, without allocating.
public struct ObservableReader: Sendable {
    public let detector: Detector
    private let map: ChannelMap

    public init(detector: Detector, convention: MaskConvention) {
        self.detector = detector
        map = ChannelMap(detector: detector, convention: convention)
    }

    /// All observables of one response.
    ///
    /// - Parameters:
    ///   - photons: row-major, one number a pixel.
    ///   - landing: where the particle meets the plane of the face, cm; nil leaves the distance unknown.
    public func values(_ photons: UnsafeBufferPointer<Float>, landing: LandingPoint?) -> ObservableValues {
        var values = ObservableValues()
        let sums = map.sums(photons)
        for (index, channel) in Observable.channels.enumerated() { values[channel] = sums[index] }
        let columns = detector.columns
        var (sum, sumRow, sumColumn, squaresRow, squaresColumn) = (0.0, 0.0, 0.0, 0.0, 0.0)
        var (lit, peak, peakIndex) = (0, Float(0), 0)
        for row in 0..<detector.rows {
            var (light, moment, second) = (0.0, 0.0, 0.0)
            for column in 0..<columns {
                let n = photons[row * columns + column]
                guard n != 0 else { continue }
                if n > peak { (peak, peakIndex) = (n, row * columns + column) }
                if n >= 0.5 { lit += 1 }
                let (weight, place) = (Double(n), Double(column))
                light += weight
                moment += weight * place
                second += weight * place * place
            }
            sum += light
            sumRow += light * Double(row)
            squaresRow += light * Double(row) * Double(row)
            sumColumn += moment
            squaresColumn += second
        }
        values[.sum] = Float(sum)
        values[.lit] = Float(lit)
        values[.brightest] = peak
        guard sum > 0 else { return values }
        let (row, column) = (sumRow / sum, sumColumn / sum)
        values[.centreX] = Float(detector.lowEdgeXCM + (row + 0.5) * detector.pitchCM)
        values[.centreY] = Float(detector.lowEdgeYCM + (column + 0.5) * detector.pitchCM)
        values[.widthX] = Float(max(squaresRow / sum - row * row, 0).squareRoot() * detector.pitchCM)
        values[.widthY] = Float(max(squaresColumn / sum - column * column, 0).squareRoot() * detector.pitchCM)
        guard let landing else { return values }
        let centre = detector.centre(row: peakIndex / columns, column: peakIndex % columns)
        let (x, y) = (centre.x - landing.x, centre.y - landing.y)
        values[.distance] = Float((x * x + y * y).squareRoot())
        return values
    }
}

/// The observables of many responses: one sample for each.
public struct ObservableSamples: Hashable, Sendable {
    private var samples = Array(repeating: [Float](), count: Observable.allCases.count)

    public init() {}

    /// The number of responses.
    public var count: Int { samples[0].count }

    /// The values of every response; NaN where it has none.
    public subscript(observable: Observable) -> [Float] { samples[observable.index] }

    /// All values of one response.
    public func values(ofResponse index: Int) -> ObservableValues {
        var values = ObservableValues()
        for observable in samples.indices { values.values[observable] = samples[observable][index] }
        return values
    }

    /// The same responses with unknown values in the place of those that are not wanted.
    public func keeping(_ isWanted: [Bool]) -> ObservableSamples {
        var kept = self
        for index in samples.indices {
            for response in 0..<min(isWanted.count, count) where !isWanted[response] { kept.samples[index][response] = .nan }
        }
        return kept
    }

    /// Adds one response.
    public mutating func append(_ values: ObservableValues) {
        for index in samples.indices { samples[index].append(values.values[index]) }
    }
}
