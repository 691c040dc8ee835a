import Glibc

/// Maps a value to a share of the scale. The raw values are those of `--transfer`.
public enum Transfer: String, CaseIterable, Hashable, Codable, Sendable {
    /// ln(1 + n)
    case logarithmic
    /// √n
    case squareRoot
    case linear

    /// The value of the transfer function for n ≥ 0.
    @inline(__always)
    public func callAsFunction(_ value: Float) -> Float {
        switch self {
        case .logarithmic: log1pf(value)
        case .squareRoot: value.squareRoot()
        case .linear: value
        }
    }
}

/// The scale of one or more pictures. It is always passed in, so that a comparison never rescales silently.
public struct HeatMapScale: Hashable, Sendable {
    public var transfer: Transfer
    /// The value at the upper end of the scale; larger values are clamped to it.
    public var peak: Float
    /// Whether values below zero have colours of their own, as differences need.
    public var isDiverging: Bool
    /// Values of smaller magnitude are drawn as zero. Half a photon makes fractional generated responses comparable with true
    /// ones; zero shows everything.
    public var threshold: Float

    public init(
        transfer: Transfer = .logarithmic, peak: Float, isDiverging: Bool = false, threshold: Float = 0
    ) {
        self.transfer = transfer
        self.peak = peak
        self.isDiverging = isDiverging
        self.threshold = threshold
    }

    /// The scale of photon counts: less than half a photon is drawn as zero.
    public static func photons(_ transfer: Transfer = .logarithmic, peak: Float) -> HeatMapScale {
        HeatMapScale(transfer: transfer, peak: peak, threshold: 0.5)
    }

    /// The scale of differences; `peak` is the largest magnitude.
    public static func difference(_ transfer: Transfer = .logarithmic, peak: Float) -> HeatMapScale {
        HeatMapScale(transfer: transfer, peak: peak, isDiverging: true)
    }
}
