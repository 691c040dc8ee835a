import Glibc

/// Curves of one quantity over another, such as losses over training steps. Each series has its own glyph.
///
/// Points in the same column are averaged; columns between two points are interpolated linearly. Values that are not finite
/// are skipped, and on a logarithmic axis so are those at or below zero.
public struct LinePlot: Hashable, Sendable {
    public struct Point: Hashable, Sendable {
        public var x: Double
        public var y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public struct Curve: Hashable, Sendable {
        /// Ordered by rising x.
        public var points: [Point]
        /// Selects glyph and colour; nil means the style of true data.
        public var series: Int?

        public init(_ points: [Point], series: Int? = 0) {
            self.points = points
            self.series = series
        }
    }

    /// One place of a band.
    public struct BandPoint: Hashable, Sendable {
        public var x: Double
        public var low: Double
        public var high: Double

        public init(x: Double, low: Double, high: Double) {
            self.x = x
            self.low = low
            self.high = high
        }
    }

    /// A labelled point.
    public struct Mark: Hashable, Sendable {
        public var point: Point
        public var text: String
        public var series: Int

        public init(_ point: Point, text: String, series: Int = 0) {
            self.point = point
            self.text = text
            self.series = series
        }
    }

    /// The first series is drawn on top.
    public var curves: [Curve]
    /// A band of true values behind the curves, ordered by rising x; none with fewer than two points.
    public var band: [BandPoint]
    public var scale: CountAxis.Scale
    /// The horizontal axis.
    public var axis: ValueAxis
    /// The values at the lower and upper edge; nil means those of the curves.
    public var range: ClosedRange<Double>?
    public var marks: [Mark]
    /// The horizontal position of the cursor.
    public var selected: Double?
    /// A place on the horizontal axis with a line through it.
    public var guide: Double?

    public init(
        curves: [Curve], band: [BandPoint] = [], scale: CountAxis.Scale = .linear, axis: ValueAxis,
        range: ClosedRange<Double>? = nil, marks: [Mark] = [], selected: Double? = nil, guide: Double? = nil
    ) {
        self.curves = curves
        self.band = band
        self.scale = scale
        self.axis = axis
        self.range = range
        self.marks = marks
        self.selected = selected
        self.guide = guide
    }

    /// Columns left of the plot, for the numbers and the line of the vertical axis.
    public static let margin = 6

    /// The area of the curves, without axes and labels.
    public static func plotArea(in rect: Rect) -> Rect {
        Rect(x: rect.x + margin, y: rect.y, width: rect.width - margin, height: rect.height - 2)
    }

    /// The horizontal value under a cell, for the mouse; nil outside the plot.
    public func value(atX x: Int, y: Int, in rect: Rect) -> Double? {
        let plot = Self.plotArea(in: rect)
        guard plot.contains(x: x, y: y) else { return nil }
        let share = (Double(x - plot.x) + 0.5) / Double(plot.width)
        return axis.range.lowerBound + share * (axis.range.upperBound - axis.range.lowerBound)
    }
}

extension LinePlot {
    /// A value after the transfer of the vertical axis; nil if the axis cannot show it.
    func transferred(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        guard scale == .logarithmic else { return value }
        return value > 0 ? log(value) : nil
    }

    /// The transferred ends of the vertical axis; nil if there is no value.
    var verticalRange: (lower: Double, upper: Double)? {
        var (lower, upper) = (Double.infinity, -Double.infinity)
        if let range, let low = transferred(range.lowerBound), let high = transferred(range.upperBound) {
            (lower, upper) = (low, high)
        } else {
            for curve in curves {
                for point in curve.points where axis.range.contains(point.x) || point.x == axis.range.upperBound {
                    guard let y = transferred(point.y) else { continue }
                    lower = min(lower, y)
                    upper = max(upper, y)
                }
            }
        }
        guard lower <= upper else { return nil }
        if lower == upper {
            let room = scale == .logarithmic ? log(2) / 2 : max(abs(lower), 1e-6) / 2
            return (lower - room, upper + room)
        }
        return (lower, upper)
    }

    /// The transferred height of a curve in every column; nil where it has no value.
    func heights(of curve: Curve, width: Int) -> [Double?] {
        var sums = [Double](repeating: 0, count: width)
        var counts = [Double](repeating: 0, count: width)
        var heights = [Double?](repeating: nil, count: width)
        var last: (place: Double, height: Double)?
        let span = axis.range.upperBound - axis.range.lowerBound
        for point in curve.points {
            guard let height = transferred(point.y) else { continue }
            let place = (point.x - axis.range.lowerBound) / span * Double(width)
            guard place.isFinite else { continue }
            // The end of the range belongs to the last column.
            let column = place == Double(width) ? width - 1 : Int(min(max(place.rounded(.down), -1), Double(width)))
            if let last, place > last.place {
                let first = max(0, Int(min(max(last.place.rounded(.down), -1), Double(width))) + 1)
                for between in first..<max(first, min(column, width)) {
                    let share = (Double(between) + 0.5 - last.place) / (place - last.place)
                    heights[between] = last.height + min(max(share, 0), 1) * (height - last.height)
                }
            }
            last = (place, height)
            guard column >= 0, column < width else { continue }
            sums[column] += height
            counts[column] += 1
        }
        for column in 0..<width where counts[column] > 0 { heights[column] = sums[column] / counts[column] }
        return heights
    }

    /// Round values of the vertical axis as transferred height and text.
    func verticalTicks(_ range: (lower: Double, upper: Double), rows: Int) -> [(height: Double, text: String)] {
        let isLogarithmic = scale == .logarithmic
        return VerticalTicks.ticks(
            scale, from: isLogarithmic ? exp(range.lower) : range.lower, through: isLogarithmic ? exp(range.upper) : range.upper,
            rows: rows, width: Self.margin - 1
        ).map { (isLogarithmic ? log($0.value) : $0.value, $0.text) }
    }
}
