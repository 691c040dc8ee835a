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
    public var scale: CountAxis.Scale
    /// The horizontal axis.
    public var axis: ValueAxis
    /// The values at the lower and upper edge; nil means those of the curves.
    public var range: ClosedRange<Double>?
    public var marks: [Mark]
    /// The horizontal position of the cursor.
    public var selected: Double?

    public init(
        curves: [Curve], scale: CountAxis.Scale = .linear, axis: ValueAxis, range: ClosedRange<Double>? = nil,
        marks: [Mark] = [], selected: Double? = nil
    ) {
        self.curves = curves
        self.scale = scale
        self.axis = axis
        self.range = range
        self.marks = marks
        self.selected = selected
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

    /// A vertical axis: its transferred ends, and round values as transferred heights with their numbers.
    struct VerticalAxis {
        var range: (lower: Double, upper: Double)
        var ticks: [(height: Double, text: String)] = []

        /// Whether there are numbers in two rows, and no two are the same.
        func isReadable(rows: Int) -> Bool {
            let span = range.upper - range.lower
            let places = Set(ticks.map { (($0.height - range.lower) / span * Double(rows - 1)).rounded() })
            return places.count > 1 && Set(ticks.map(\.text)).count == ticks.count
        }
    }

    /// The vertical axis on so many rows; nil if there is no value. It has two numbers at least, and no two are the same: values that
    /// differ by less than five characters can tell make the axis longer than they need.
    func verticalAxis(rows: Int) -> VerticalAxis? {
        guard rows > 1, let range = verticalRange else { return nil }
        guard scale == .logarithmic else { return linearAxis(range, rows: rows) }
        let axis = VerticalAxis(range: range, ticks: logarithmicTicks(range, rows: rows))
        if axis.isReadable(rows: rows) { return axis }
        guard range.upper - range.lower < log(2.0) else {
            // From one step of 1-2-5 to another.
            let ends = [1 / ValueAxis.roundStep(above: exp(-range.lower)), ValueAxis.roundStep(above: exp(range.upper))]
            return VerticalAxis(
                range: (min(log(ends[0]), range.lower), max(log(ends[1]), range.upper)),
                ticks: ends.map { (log($0), NumberText.compactOrScientific($0)) })
        }
        // Less than a step of 1-2-5: the numbers of a linear axis at their logarithmic places.
        let linear = linearAxis((exp(range.lower), exp(range.upper)), rows: rows)
        return VerticalAxis(
            range: (
                linear.range.lower > 0 ? min(log(linear.range.lower), range.lower) : range.lower,
                max(log(linear.range.upper), range.upper)
            ),
            ticks: linear.ticks.filter { $0.height > 0 }.map { (log($0.height), $0.text) })
    }

    /// Numbers at least two rows apart where that leaves two of them.
    private func linearAxis(_ range: (lower: Double, upper: Double), rows: Int) -> VerticalAxis {
        let span = range.upper - range.lower
        let widest = ValueAxis.roundStep(above: max(2 * span / Double(rows - 1), span / 6))
        for share in [1, 0.5, 0.2, 0.1] {
            let step = ValueAxis.roundStep(above: widest * share)
            guard let ticks = Self.numbers(multiples(of: step, from: range.lower, through: range.upper)) else { continue }
            let axis = VerticalAxis(range: range, ticks: ticks)
            if axis.isReadable(rows: rows) { return axis }
        }
        var step = widest
        while step < 1e200 {
            let lower = (range.lower / step + 1e-9).rounded(.down) * step
            let upper = max((range.upper / step - 1e-9).rounded(.up) * step, lower + step)
            if let ticks = Self.numbers(multiples(of: step, from: lower, through: upper)) {
                let axis = VerticalAxis(range: (min(lower, range.lower), max(upper, range.upper)), ticks: ticks)
                if axis.isReadable(rows: rows) { return axis }
            }
            step = ValueAxis.roundStep(above: step * 1.001)
        }
        return VerticalAxis(range: range)
    }

    /// The numbers beside the axis, exact; nil if one has no room.
    private static func numbers(_ values: [Double]) -> [(height: Double, text: String)]? {
        var ticks: [(height: Double, text: String)] = []
        for value in values {
            guard let text = exactText(value) else { return nil }
            ticks.append((value, text))
        }
        return ticks
    }

    /// All digits of a round value with a unit that makes it fit: `0.25`, `12.5k`.
    private static func exactText(_ value: Double) -> String? {
        [(1.0, ""), (1e3, "k"), (1e6, "M"), (1e9, "G")].lazy.filter { unit, _ in unit == 1 || abs(value) >= unit }
            .map { unit, suffix in ValueAxis.label(value / unit) + suffix }.first { $0.unicodeScalars.count < margin }
    }

    /// The finest of 1-2-5 steps, decades and multiples of decades that leaves two rows between numbers.
    private func logarithmicTicks(_ range: (lower: Double, upper: Double), rows: Int) -> [(height: Double, text: String)] {
        let perRow = (range.upper - range.lower) / Double(rows - 1)
        let decade = log(10.0)
        let values: [Double]
        if perRow * 2 <= log(2.0) {
            values = multiples(of: 1, from: range.lower / decade - 1, through: range.upper / decade + 1)
                .flatMap { power in [1, 2, 5].map { log($0 as Double) + power * decade } }
        } else {
            let every = (2 * perRow / decade).rounded(.up)
            values = multiples(of: every, from: range.lower / decade, through: range.upper / decade).map { $0 * decade }
        }
        return values.filter { $0 >= range.lower - 1e-9 && $0 <= range.upper + 1e-9 }
            .map { ($0, NumberText.compactOrScientific(exp($0))) }
    }

    private func multiples(of step: Double, from lower: Double, through upper: Double) -> [Double] {
        let first = (lower / step - 1e-9).rounded(.up)
        let last = (upper / step + 1e-9).rounded(.down)
        guard first <= last, last - first < 200 else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }
}

extension NumberText {
    /// `0.001`, `35k`, `1e-05`: at most five characters for 1, 2 or 5 times a power of ten.
    static func compactOrScientific(_ value: Double) -> String {
        guard abs(value) < 0.095, value != 0 else { return compact(value) }
        let text = significant(value, digits: 1)
        return text.utf8.count > 5 ? scientific(value, digits: 1) : text
    }
}
