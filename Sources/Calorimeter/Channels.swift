/// Which pixels of the checkerboard go to which photomultiplier.
///
/// Half of the fibres go to four quadrants, the other half to one common photomultiplier. Publications disagree on the parity
/// and on the order of the quadrants; the real proton calorimeter has towers instead. r is the row (x), c the column (y).
public enum MaskConvention: String, CaseIterable, Codable, Sendable {
    /// Bedkowski's thesis and the poster: quadrants on odd r + c; 1 high r low c, 2 high r high c, 3 low r low c,
    /// 4 low r high c; channel 5 even.
    case thesis
    /// Wojnar and the O2 debug line: quadrants on even r + c; 1 low low, 2 low high, 3 high low, 4 high high;
    /// channel 5 odd.
    case wojnar
    /// The hits of AliceO2: common photomultiplier even; odd pixels 1 low low, 2 high r low c, 3 low r high c, 4 high high.
    case o2
    /// The proton calorimeter as built: common photomultiplier even; the odd pixels go to four towers of equally many rows
    /// (± 1), with tower 1 nearest to the beam. A row belongs to the tower that contains its low edge. Source: the hits of
    /// AliceO2.
    case towers

    /// The five names as shown on the screen.
    public static let channelNames = ["ch1", "ch2", "ch3", "ch4", "ch5"]
}

/// The five channel values of one response, photons.
public struct ChannelSums: Hashable, Sendable {
    /// The number of channels: four quadrants or towers and the common one.
    public static let count = 5

    /// Channels 1…5 in the first five lanes; where they are unknown, the photon sum in the next one.
    public var values: SIMD8<Float>

    public init(values: SIMD8<Float> = .zero) { self.values = values }

    /// A response of which the photon sum alone is known: its channels are NaN.
    public init(total: Float) { values = SIMD8(.nan, .nan, .nan, .nan, .nan, total, 0, 0) }

    /// Channel `index` + 1, photons.
    public subscript(index: Int) -> Float {
        get { values[index] }
        set { values[index] = newValue }
    }

    /// The photon sum of the response.
    public var total: Float { values[0].isNaN ? values[5] : values.sum() }
}

/// The channel of every pixel of a detector under one convention.
public struct ChannelMap: Hashable, Sendable {
    public let convention: MaskConvention
    /// Channel index 0…4 of every pixel, row-major.
    public let channels: [UInt8]

    public init(detector: Detector, convention: MaskConvention) {
        self.convention = convention
        channels = (0..<detector.pixelCount).map { index in
            let (row, column) = (index / detector.columns, index % detector.columns)
            let odd = (row + column) % 2 == 1
            let highRow = row >= detector.rows / 2
            let highColumn = column >= detector.columns / 2
            switch convention {
            case .thesis: return odd ? (highRow ? 0 : 2) + (highColumn ? 1 : 0) : 4
            case .wojnar: return odd ? 4 : (highRow ? 2 : 0) + (highColumn ? 1 : 0)
            case .o2: return odd ? (highRow ? 1 : 0) + (highColumn ? 2 : 0) : 4
            case .towers: return odd ? UInt8(4 * row / detector.rows) : 4
            }
        }
    }

    /// The channel sums of one response, `photons` row-major.
    public func sums(_ photons: UnsafeBufferPointer<Float>) -> ChannelSums {
        precondition(photons.count == channels.count, "the response has \(photons.count) pixels, the mask \(channels.count)")
        return channels.withUnsafeBufferPointer { channels in
            // Scalars in memory: adding to a lane of a vector would rewrite the whole vector for every pixel.
            var sums = InlineArray<5, Float>(repeating: 0)
            for index in 0..<photons.count where photons[index] != 0 { sums[Int(channels[index])] += photons[index] }
            return ChannelSums(values: SIMD8(sums[0], sums[1], sums[2], sums[3], sums[4], 0, 0, 0))
        }
    }

    /// The channel sums of one response.
    public func sums(_ response: Response) -> ChannelSums {
        response.photons.withUnsafeBufferPointer { sums($0) }
    }
}
