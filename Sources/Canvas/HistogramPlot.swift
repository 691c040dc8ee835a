/// Overlaid histograms with the same bins: the true one filled, generated ones as step lines. They differ by glyph, so the
/// plot is readable without colour.
///
/// Every bin has the same whole number of columns; if there are more bins than columns, equal groups of bins are summed.
/// A filled bin is never invisible. A negative or NaN count is shown as `?`.
///
/// With fewer than four rows two distributions cannot share cells: the upper half shows the true one as bars, the lower half
/// the first generated one, each labelled with its glyph.
public struct HistogramPlot: Hashable, Sendable {
    /// True counts per bin; empty if there are none.
    public var trueCounts: [Double]
    /// Counts per bin of each generated series; the first is drawn on top.
    public var generatedCounts: [[Double]]
    /// Nil chooses the scale from the counts.
    public var scale: CountAxis.Scale?
    /// The count at the upper end; nil means the largest bin.
    public var peak: Double?
    /// The range of values, from the low edge of the first bin to the high edge of the last, labelled in a row below.
    public var axis: ValueAxis?
    /// Whether a line with ticks separates the bars from the labels.
    public var hasAxisLine: Bool
    /// Whether the vertical axis has numbers, in four or more columns on the left.
    public var hasCountLabels: Bool
    /// The bin under the cursor.
    public var selectedBin: Int?

    public init(
        true trueCounts: [Double], generated: [Double], scale: CountAxis.Scale? = nil, peak: Double? = nil,
        axis: ValueAxis? = nil, hasAxisLine: Bool = true, hasCountLabels: Bool = false, selectedBin: Int? = nil
    ) {
        self.trueCounts = trueCounts
        generatedCounts = [generated]
        self.scale = scale
        self.peak = peak
        self.axis = axis
        self.hasAxisLine = hasAxisLine
        self.hasCountLabels = hasCountLabels
        self.selectedBin = selectedBin
    }

    /// The columns for bins in a rectangle without axis and labels: this many bins fill it exactly. With fewer than four rows
    /// the legends of the two halves take two columns.
    public static func columns(in rect: Rect) -> Int {
        max(0, rect.width - (rect.height < Layout.leastOverlayRows ? Layout.keyWidth : 0))
    }

    /// The area of the bars in a rectangle and the columns per bin, for plots below with the same bins.
    public func plotArea(in rect: Rect) -> (area: Rect, columnsPerBin: Int) {
        let layout = Layout(self, in: rect)
        return (layout.plot, layout.columnsPerBin)
    }

    /// The bins a cell shows, for the mouse; nil outside the plot.
    public func bins(atX x: Int, y: Int, in rect: Rect) -> Range<Int>? {
        let layout = Layout(self, in: rect)
        guard layout.plot.contains(x: x, y: y) else { return nil }
        let bins = layout.bins(atColumn: x - layout.plot.x)
        return bins.isEmpty ? nil : bins
    }
}

extension HistogramPlot {
    /// The layout of a plot in a rectangle.
    struct Layout {
        static let leastOverlayRows = 4
        /// Columns of a legend: a glyph and a blank.
        static let keyWidth = 2

        /// The area of the bars.
        var plot: Rect
        var axis: CountAxis
        var isStrips: Bool
        var binCount: Int
        /// Either columns per bin or bins per column is 1.
        var columnsPerBin: Int
        var binsPerColumn: Int

        init(_ histogram: HistogramPlot, in rect: Rect) {
            let footer = histogram.axis == nil ? 0 : histogram.hasAxisLine ? 2 : 1
            let rows = max(0, rect.height - footer)
            isStrips = rows < Self.leastOverlayRows
            let all = [histogram.trueCounts] + histogram.generatedCounts
            binCount = all.reduce(0) { max($0, $1.count) }
            axis = CountAxis(scale: .linear, counts: [])
            columnsPerBin = 1
            binsPerColumn = 1
            plot = rect
            // Wide numbers narrow the plot, which may group bins, which may widen the numbers: two rounds converge.
            var margin = isStrips ? Self.keyWidth : histogram.hasCountLabels ? 4 : 0
            for _ in 0..<2 {
                let width = max(0, rect.width - margin)
                columnsPerBin = binCount > 0 ? max(1, width / binCount) : 1
                binsPerColumn = width > 0 ? max(1, (binCount + width - 1) / width) : 1
                let used = min(width, (binCount * columnsPerBin + binsPerColumn - 1) / binsPerColumn)
                plot = Rect(x: rect.x + rect.width - width, y: rect.y, width: used, height: rows)
                let grouped = all.map { Self.grouped($0, by: binsPerColumn) }
                axis = CountAxis(
                    scale: histogram.scale ?? .automatic(for: grouped), counts: grouped, peak: histogram.peak)
                guard histogram.hasCountLabels, !isStrips else { break }
                let labels = axis.labels(rows: rows, isUnicode: true)
                margin = labels.reduce(margin) { max($0, $1.text.unicodeScalars.count + 1) }
            }
        }

        func bins(atColumn column: Int) -> Range<Int> {
            let start = column / columnsPerBin * binsPerColumn
            return min(start, binCount)..<min(start + binsPerColumn, binCount)
        }

        static func grouped(_ counts: [Double], by size: Int) -> [Double] {
            guard size > 1 else { return counts }
            return stride(from: 0, to: counts.count, by: size).map { start in
                counts[start..<min(start + size, counts.count)].reduce(0, +)
            }
        }

        /// The count that a column shows.
        func count(_ counts: [Double], atColumn column: Int) -> Double {
            var sum = 0.0
            for bin in bins(atColumn: column) where bin < counts.count { sum += counts[bin] }
            return sum
        }
    }
}
