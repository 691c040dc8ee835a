import Glibc

/// The horizontal axis of a plot: a range of values on columns, with round numbers below.
public struct ValueAxis: Hashable, Sendable {
    /// A value with a label, and the column it belongs to, counted from the axis' start.
    public struct Tick: Hashable, Sendable {
        public let column: Int
        public let label: String
    }

    public var range: Range<Double>
    /// What the values are; written at the right end where it leaves two labels.
    public var unit: String

    public init(_ range: Range<Double>, unit: String = "") {
        self.range = range
        self.unit = unit
    }

    private var span: Double { range.upperBound - range.lowerBound }

    /// The column of a value on an axis of `width` columns; outside of `0..<width` for a value outside of the range.
    public func column(of value: Double, width: Int) -> Int {
        let share = (value - range.lowerBound) / span * Double(width)
        // A round value may fall short of its column by the last bit.
        return share.isFinite ? Int(min(max((share + 1e-9).rounded(.down), -1), Double(width))) : -1
    }

    /// Values a power of ten times 1, 2 or 5 apart, so many that their labels stand two blanks apart in `width` columns.
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
            return Tick(column: min(column(of: value, width: width), width - 1), label: Self.label(value, step: step))
        }
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is not below the value.
    public static func roundStep(above value: Double) -> Double {
        guard value > 1e-300, value.isFinite else { return 1 }
        let power = pow(10, log10(value).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= value * (1 - 1e-12) } ?? 10 * power
    }

    /// A multiple of the step with all digits that tell it from its neighbours.
    static func label(_ value: Double, step: Double) -> String {
        let (unit, suffix) = step >= 1e6 ? (1e6, "M") : step >= 1000 ? (1e3, "k") : (1, "")
        let text = NumberText.significant(value / unit, digits: 9)
        return text == "0" ? text : text + suffix
    }

    /// Draws the labels into one row, each centred under its column but the outer ones held inside, and returns the ticks
    /// that were labelled.
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

    /// Draws the axis line into one row and the labels below; where there is a vertical axis, a corner left of the line.
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
