import Glibc

/// The vertical axis of a histogram: maps a count per bin to a share of the height.
public struct CountAxis: Hashable, Sendable {
    /// The scale of the counts. The raw values are those of `--counts`.
    public enum Scale: String, CaseIterable, Hashable, Codable, Sendable {
        case linear
        case logarithmic = "log"

        /// Logarithmic if the largest bin is more than 100 times the smallest filled one.
        public static func automatic(for counts: [[Double]]) -> Scale {
            let (least, most) = extremes(counts)
            return most > 100 * least ? .logarithmic : .linear
        }
    }

    public let scale: Scale
    /// The count at the upper end.
    public let peak: Double
    /// The count at the lower end: zero, or half the decade of the smallest filled bin, so that this bin still rises above
    /// the axis.
    public let lowest: Double

    /// An axis for the counts of all series; `peak` fixes its upper end while they fill up.
    public init(scale: Scale, counts: [[Double]], peak: Double? = nil) {
        let (least, most) = Self.extremes(counts)
        self.scale = scale
        let wanted = peak ?? most
        let top = wanted > 1e-200 && wanted.isFinite ? wanted : 1
        self.peak = top
        // A screen cannot show more than twelve decades.
        let start = max(min(least, top), top * 1e-12)
        lowest = scale == .linear ? 0 : pow(10, log10(start).rounded(.down)) / 2
    }

    /// The share of the height for a count, 0…1.
    public func share(of count: Double) -> Double {
        guard count > lowest else { return 0 }
        return switch scale {
        case .linear: min(count / peak, 1)
        case .logarithmic: min(log(count / lowest) / log(peak / lowest), 1)
        }
    }

    /// Round counts with their share of the height, for a plot of so many rows.
    func labels(rows: Int, isUnicode: Bool) -> [(text: String, share: Double)] {
        VerticalTicks.ticks(
            scale, from: lowest, through: peak, rows: rows, width: 6,
            names: { NumberText.powerOfTen($0, isUnicode: isUnicode) }
        ).map { ($0.text, share(of: $0.value)) }
    }

    /// The smallest and largest count among filled bins; (1, 1) if all are empty.
    private static func extremes(_ counts: [[Double]]) -> (least: Double, most: Double) {
        var least = Double.infinity
        var most = 0.0
        for series in counts {
            for count in series where count > 0 && count.isFinite {
                least = min(least, count)
                most = max(most, count)
            }
        }
        return most > 0 ? (least, most) : (1, 1)
    }
}
