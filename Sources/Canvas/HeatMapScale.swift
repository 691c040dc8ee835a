import Glibc

/// How a value becomes a share of the scale. The raw values are what `--transfer` accepts.
public enum Transfer: String, CaseIterable, Hashable, Codable, Sendable {
    /// ln(1 + n)
    case logarithmic
    /// √n
    case squareRoot
    case linear

    /// The transferred value of n ≥ 0.
    @inline(__always)
    public func callAsFunction(_ value: Float) -> Float {
        switch self {
        case .logarithmic: log1pf(value)
        case .squareRoot: value.squareRoot()
        case .linear: value
        }
    }
}

/// The scale pictures share: given from outside, so that a comparison never rescales in silence.
public struct HeatMapScale: Hashable, Sendable {
    public var transfer: Transfer
    /// The value at the upper end of the scale; what exceeds it is drawn like it.
    public var peak: Float
    /// Whether values below zero have colours of their own, as differences need.
    public var isDiverging: Bool
    /// Values of smaller magnitude are drawn as zero. Half a photon treats generated responses, which are fractional, as
    /// true ones; zero shows everything.
    public var threshold: Float

    public init(
        transfer: Transfer = .logarithmic, peak: Float, isDiverging: Bool = false, threshold: Float = 0
    ) {
        self.transfer = transfer
        self.peak = peak
        self.isDiverging = isDiverging
        self.threshold = threshold
    }

    /// The scale of photon counts: less than half a photon is none.
    public static func photons(_ transfer: Transfer = .logarithmic, peak: Float) -> HeatMapScale {
        HeatMapScale(transfer: transfer, peak: peak, threshold: 0.5)
    }

    /// The scale of differences; `peak` is the largest magnitude.
    public static func difference(_ transfer: Transfer = .logarithmic, peak: Float) -> HeatMapScale {
        HeatMapScale(transfer: transfer, peak: peak, isDiverging: true)
    }
}
