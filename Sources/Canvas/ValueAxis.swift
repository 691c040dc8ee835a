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

    /// Values 1, 2 or 5 times a power of ten apart, as many as fit into `width` columns with two blanks between their labels.
    public func ticks(width: Int) -> [Tick] {
        guard width > 0, span > 0, span.isFinite else { return [] }
        var step = Self.roundStep(above: span / Double(width))
        while step < 2 * span {
            let ticks = ticks(step: step, width: width)
            let widest = ticks.reduce(0) { max($0, $1.label.unicodeScalars.count) }
            if step / span * Double(width) >= Double(widest + 2) { return ticks }
            step = Self.roundStep(above: step * 1.001)
        }
        return ticks(step: step, width: width)
    }

    private func ticks(step: Double, width: Int) -> [Tick] {
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        guard first <= last, last - first < 1000, max(abs(first), abs(last)) < 1e12 else { return [] }
        return stride(from: first, through: last, by: 1).map { index in
            let value = index * step
            return Tick(column: min(column(of: value, width: width), width - 1), label: Self.label(value))
        }
    }

    /// The smallest number of the form 1, 2 or 5 times a power of ten that is not below the value.
    public static func roundStep(above value: Double) -> Double {
        guard value > 1e-300, value.isFinite else { return 1 }
        let power = pow(10, log10(value).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= value * (1 - 1e-12) } ?? 10 * power
    }

    /// A round value with all its digits.
    static func label(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? NumberText.grouped(Int(value)) : NumberText.significant(value, digits: 9)
    }

    /// Draws the labels into one row, centred under their columns, with the outermost shifted inside. Returns the labelled
    /// ticks.
    @discardableResult
    public func drawLabels(on canvas: inout Canvas, x: Int, y: Int, width: Int, style: Style = .plain) -> [Tick] {
        let all = ticks(width: width)
        var end = width
        let unitWidth = unit.unicodeScalars.count
        if unitWidth > 0, all.count > 1 {
            let room = width - unitWidth - 1
            if all.count(where: { Self.place($0, width: width).upperBound <= room }) > 1 {
                canvas.text(unit, endingAt: x + width, y: y, style)
                end = room
            }
        }
        var shown: [Tick] = []
        var free = 0
        for tick in all {
            let place = Self.place(tick, width: width)
            guard place.lowerBound >= free, place.upperBound <= end else { continue }
            canvas.text(tick.label, x: x + place.lowerBound, y: y, style)
            free = place.upperBound + 1
            shown.append(tick)
        }
        return shown
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
