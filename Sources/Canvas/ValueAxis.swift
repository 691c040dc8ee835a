import Glibc

/// The horizontal axis of a plot: maps a range of values to columns, with round numbers below.
public struct ValueAxis: Hashable, Sendable {
    /// A labelled value and its column, counted from the start of the axis.
    public struct Tick: Hashable, Sendable {
        public let column: Int
        public let label: String
    }

    public var range: Range<Double>
    /// The name of the quantity, written at the right end if there is still room for two labels.
    public var unit: String

    public init(_ range: Range<Double>, unit: String = "") {
        self.range = range
        self.unit = unit
    }

    private var span: Double { range.upperBound - range.lowerBound }

    /// The column of a value on an axis of `width` columns; outside `0..<width` if the value is outside the range.
    public func column(of value: Double, width: Int) -> Int {
        let share = (value - range.lowerBound) / span * Double(width)
        // A round value may miss its column by one bit.
        return share.isFinite ? Int(min(max((share + 1e-9).rounded(.down), -1), Double(width))) : -1
    }

    /// Values 1, 2 or 5 times a power of ten apart, as many as fit into `width` columns with two blanks between their labels; if
    /// only one of them fits, both ends of the axis.
    public func ticks(width: Int) -> [Tick] {
        steps(width: width).lazy.map { ticks(step: $0, width: width) }.first { $0.count > 1 } ?? ends(width: width)
    }

    /// The steps whose labels fit, the finest first.
    private func steps(width: Int) -> [Double] {
        guard width > 0, span > 0, span.isFinite else { return [] }
        var steps: [Double] = []
        var step = Self.roundStep(above: span / Double(width))
        while step <= span {
            let ticks = ticks(step: step, width: width)
            let widest = ticks.reduce(0) { max($0, $1.label.unicodeScalars.count) }
            // The outermost labels are shifted inside, towards their neighbours.
            let places = ticks.map { Self.place($0, width: width) }
            let areApart = zip(places, places.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
            if areApart, step / span * Double(width) >= Double(widest + 2) { steps.append(step) }
            step = Self.roundStep(above: step * 1.001)
        }
        return steps
    }

    private func ticks(step: Double, width: Int) -> [Tick] {
        Self.multiples(of: step, from: range.lowerBound, through: range.upperBound).map { value in
            Tick(column: min(column(of: value, width: width), width - 1), label: Self.label(value, step: step))
        }
    }

    /// Both ends, with as many digits as tell them apart; one round value or none where they do not fit.
    private func ends(width: Int) -> [Tick] {
        for digits in 3...15 {
            let ends = [(0, range.lowerBound), (width - 1, range.upperBound)].map {
                Tick(column: $0.0, label: NumberText.significant($0.1, digits: digits))
            }
            let needed = ends.reduce(1) { $0 + $1.label.unicodeScalars.count }
            if width > 1, needed <= width, ends[0].label != ends[1].label { return ends }
        }
        guard width > 0, span > 0, span.isFinite else { return [] }
        return Array(ticks(step: Self.roundStep(above: span / 2), width: width).prefix(1)).filter {
            $0.label.unicodeScalars.count <= width
        }
    }

    /// The multiples of a step between two values; none if the step is too fine for a screen or for the numbers.
    static func multiples(of step: Double, from lower: Double, through upper: Double) -> [Double] {
        let first = (lower / step - 1e-9).rounded(.up)
        let last = (upper / step + 1e-9).rounded(.down)
        guard first <= last, last - first < 1000, max(abs(first), abs(last)) < 1e12 else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// The smallest number of the form 1, 2 or 5 times a power of ten that is not below the value.
    public static func roundStep(above value: Double) -> Double {
        guard value > 1e-300, value.isFinite else { return 1 }
        let power = pow(10, log10(value).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= value * (1 - 1e-12) } ?? 10 * power
    }

    /// A multiple of the step with enough digits to distinguish it from its neighbours.
    static func label(_ value: Double, step: Double) -> String {
        let (unit, suffix) = step >= 1e9 ? (1e9, "G") : step >= 1e6 ? (1e6, "M") : step >= 1000 ? (1e3, "k") : (1, "")
        let digits = max(1, Int(log10(max(abs(value) / step, 1)).rounded(.down)) + 3)
        let text = NumberText.significant(value / unit, digits: max(digits, 6))
        return text == "0" ? text : text + suffix
    }

    /// Draws the labels into one row, centred under their columns, with the outermost shifted inside, and the unit where it
    /// leaves labels up to the end. Returns the labelled ticks.
    @discardableResult
    public func drawLabels(on canvas: inout Canvas, x: Int, y: Int, width: Int, style: Style = .plain) -> [Tick] {
        let room = unit.unicodeScalars.count
        let choices = steps(width: width).map { ticks(step: $0, width: width) }.filter { $0.count > 1 }
        // The most labels that leave room for the unit in a gap; with the unit behind the last one instead, if that keeps at least two
        // labels more and reaches as far. All labels, if there is room for neither.
        var withUnit = choices.lazy.compactMap { Self.withUnit($0, count: room, width: width) }.first
        if let coarse = withUnit, let fine = choices.lazy.compactMap({ Self.withUnitLast($0, count: room, width: width) }).first,
            fine.ticks.count >= coarse.ticks.count + 2, Self.end(of: fine.ticks) >= Self.end(of: coarse.ticks)
        {
            withUnit = fine
        }
        let shown = withUnit?.ticks ?? choices.first ?? ticks(width: width)
        for tick in shown { canvas.text(tick.label, x: x + Self.place(tick, width: width).lowerBound, y: y, style) }
        if room > 0, let start = withUnit?.unit ?? Self.gap(of: room, among: shown, width: width, blanks: 1) {
            canvas.text(unit, x: x + start, y: y, style)
        }
        return shown
    }

    /// Labels and where the unit stands; nil if it has no place. The last of several labels gives way where they would be crowded.
    private static func withUnit(_ ticks: [Tick], count: Int, width: Int) -> (ticks: [Tick], unit: Int)? {
        guard let unit = gap(of: count, among: ticks, width: width, blanks: 1) else { return nil }
        let fewer = Array(ticks.dropLast())
        guard gap(of: count, among: ticks, width: width, blanks: 2) == nil, fewer.count > 1,
            let end = gap(of: count, among: fewer, width: width, blanks: 2)
        else { return (ticks, unit) }
        return (fewer, end)
    }

    /// All labels but the last, in whose place the unit stands; nil if it has none there.
    private static func withUnitLast(_ ticks: [Tick], count: Int, width: Int) -> (ticks: [Tick], unit: Int)? {
        let fewer = Array(ticks.dropLast())
        return gap(of: count, among: fewer, width: width, blanks: 2).map { (fewer, $0) }
    }

    /// The column of the last label.
    private static func end(of ticks: [Tick]) -> Int { ticks.last?.column ?? 0 }

    /// Where a word stands: at the right end, or else before the last label with so many blanks around it; nil if there is room
    /// at neither.
    private static func gap(of count: Int, among ticks: [Tick], width: Int, blanks: Int) -> Int? {
        let places = ticks.map { place($0, width: width) }
        guard let last = places.last else { return nil }
        if last.upperBound + 1 + count <= width { return width - count }
        guard places.count > 1 else { return nil }
        let before = places[places.count - 2].upperBound
        let room = last.lowerBound - before
        return room >= count + 2 * blanks ? before + (room - count + 1) / 2 : nil
    }

    /// Draws the axis line into one row and the labels below, with a corner on the left if there is a vertical axis.
    func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, hasCorner: Bool, appearance: Appearance) {
        let box = appearance.glyphs.box
        let style = appearance.quietStyle
        for column in 0..<width { canvas[x + column, y] = Cell(box.horizontal, style) }
        if hasCorner { canvas[x - 1, y] = Cell(box.bottomLeft, style) }
        for tick in drawLabels(on: &canvas, x: x, y: y + 1, width: width, style: style) {
            canvas[x + tick.column, y] = Cell(box.tick, style)
        }
    }

    private static func place(_ tick: Tick, width: Int) -> Range<Int> {
        let count = tick.label.unicodeScalars.count
        let start = max(0, min(tick.column - (count - 1) / 2, width - count))
        return start..<start + count
    }
}
