import Canvas
import Evaluation
import Glibc

/// The axis of an observable and its bins. Those of photons and pixels are whole numbers wide.
struct ObservableAxis: Equatable, Sendable {
    let observable: Observable
    /// What all bins cover.
    let range: Range<Double>
    let binWidth: Double
    let binCount: Int

    /// - Parameters:
    ///   - zoom: the part of the axis wanted; nil shows all of it. The bins end where it ends, if whole numbers
    ///     allow that.
    ///   - columns: how many columns the bins can take.
    init(_ observable: Observable, zoom: Range<Double>?, full: Range<Double>, columns: Int, columnsPerBin: Int) {
        self.observable = observable
        let wanted = zoom ?? full
        let span = max(Self.leastSpan(observable), wanted.upperBound - wanted.lowerBound)
        let least = span * Double(columnsPerBin) / Double(max(columns, columnsPerBin))
        let width =
            zoom.flatMap { _ in Self.width(dividing: span, above: least, observable) } ?? Self.width(above: least, observable)
        let bins = max(1, Int((span / width - 1e-9).rounded(.up)))
        (range, binWidth, binCount) = (wanted.lowerBound..<wanted.lowerBound + Double(bins) * width, width, bins)
    }

    /// The shortest axis: one photon or pixel, or a tenth of a millimetre.
    static func leastSpan(_ observable: Observable) -> Double { observable.isCount ? 1 : 0.01 }

    /// The width of a bin that is not below a value: whole numbers where values are, else numbers of two digits.
    private static func width(above value: Double, _ observable: Observable) -> Double {
        guard !observable.isCount else { return max(1, value.rounded(.up)) }
        let power = pow(10, log10(max(value, 1e-6)).rounded(.down))
        return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].lazy.map { $0 * power }.first { $0 >= value * (1 - 1e-9) } ?? 10 * power
    }

    /// A width that divides an axis into equal bins, not below a value and below twice of it if possible: a whole number, else
    /// one of three digits. Nil if no whole number does.
    private static func width(dividing span: Double, above value: Double, _ observable: Observable) -> Double? {
        guard !observable.isCount else {
            let least = width(above: value, observable)
            // Of so wide bins nobody minds the last one.
            guard least < 10_000 else { return nil }
            return stride(from: least, through: 2 * least, by: 1).first { span.remainder(dividingBy: $0) == 0 }
        }
        let most = max(1, (span / value + 1e-9).rounded(.down))
        let round = stride(from: most, through: max(1, (most / 2).rounded()), by: -1).lazy.map { span / $0 }.first { width in
            let digits = width / pow(10, log10(width).rounded(.down) - 2)
            return abs(digits - digits.rounded()) < 1e-6
        }
        return round ?? span / most
    }

    /// From zero, or from where the values begin if they are all far from it, to where a thousandth is left; a model's tail
    /// may double what the truth needs, not more. The ends are round numbers.
    static func fullRange(_ observable: Observable, truth: SortedSample, models: [SortedSample]) -> Range<Double> {
        func ends(_ sample: SortedSample) -> (low: Double, high: Double)? {
            guard let low = sample.quantile(0.001), let high = sample.quantile(0.999), low.isFinite, high.isFinite else {
                return nil
            }
            return (Double(low), Double(high))
        }
        let own = ends(truth)
        var (low, high) = own ?? (0, 1)
        for model in models.compactMap(ends) {
            low = own == nil ? model.low : min(low, model.low)
            high = own == nil ? model.high : max(high, min(model.high, 2 * high))
        }
        if low >= 0, low < 0.4 * high { low = 0 }
        let limit = 1e9
        // The last whole number has a bin of its own.
        let last = observable.isCount ? 1.0 : 0
        let step = ValueAxis.roundStep(above: max(leastSpan(observable), (min(high, limit) + last - low) / 20))
        let start = (min(low, limit) / step).rounded(.down) * step
        let end = max(((min(high, limit) + last) / step).rounded(.up) * step, start + step)
        return start..<end
    }

    var binning: BinAxis { BinAxis(range: range, bins: binCount) }

    func bin(of value: Double) -> Int? {
        guard range.contains(value) else { return nil }
        return min(Int((value - range.lowerBound) / binWidth), binCount - 1)
    }

    /// The values of a bin.
    func edges(ofBin bin: Int) -> Range<Double> {
        let low = range.lowerBound + Double(bin) * binWidth
        return low..<low + binWidth
    }

    /// The value in the middle of a bin.
    func middle(ofBin bin: Int) -> Double {
        let edges = edges(ofBin: bin)
        return (edges.lowerBound + edges.upperBound) / 2
    }

    /// The width of a bin with its unit: "25 photons", "photon".
    var widthText: String {
        let width = NumberText.significant(binWidth, digits: 6)
        let unit = binWidth == 1 && observable.isCount ? String(observable.unit.dropLast()) : observable.unit
        return "\(width == "1" && observable.isCount ? "" : width + " ")\(unit)"
    }

    /// Its ends: "sum 0:500".
    var rangeText: String {
        let ends = [range.lowerBound, range.upperBound].map { NumberText.significant($0, digits: 9) }
        return "\(observable.title) \(ends[0]):\(ends[1])"
    }

    /// A bin in a few characters: "[0,25)".
    func binText(_ bin: Int) -> String {
        let edges = edges(ofBin: bin)
        return "[\(NumberText.significant(edges.lowerBound, digits: 9)),\(NumberText.significant(edges.upperBound, digits: 9)))"
    }
}
