import Glibc

/// Round numbers beside a vertical axis: at least two where there are two rows, no two alike.
enum VerticalTicks {
    struct Tick: Hashable, Sendable {
        var value: Double
        var text: String
    }

    /// Round values between the ends of an axis, two rows apart where that leaves more than one.
    ///
    /// - Parameters:
    ///   - lower: the value at the lower end; above zero on a logarithmic axis.
    ///   - width: the columns for the longest text.
    ///   - names: how a power of ten is written; nil writes it as other numbers.
    static func ticks(
        _ scale: CountAxis.Scale, from lower: Double, through upper: Double, rows: Int, width: Int,
        names: ((Int) -> String)? = nil
    ) -> [Tick] {
        guard lower < upper, lower.isFinite, upper.isFinite, (upper - lower).isFinite, rows > 1 else { return [] }
        guard scale == .logarithmic, lower > 0 else { return linear(lower, upper, rows: rows, width: width) }
        return logarithmic(lower, upper, rows: rows, width: width, names)
    }

    // MARK: Linear

    private static func linear(_ lower: Double, _ upper: Double, rows: Int, width: Int) -> [Tick] {
        let perRow = (upper - lower) / Double(rows - 1)
        var step = ValueAxis.roundStep(above: max(2 * perRow, (upper - lower) / 6))
        var values = ValueAxis.multiples(of: step, from: lower, through: upper)
        // The next smaller steps are 1/2 or 1/2.5 of a step.
        for _ in 0..<3 where values.count < 2 {
            step = ValueAxis.roundStep(above: step * 0.39)
            values = ValueAxis.multiples(of: step, from: lower, through: upper)
        }
        if let first = values.first, let last = values.last, last - first < perRow * Double(values.count - 1) * 0.9 {
            values = [first, last]
        }
        return labelled(values, step: step, width: width)
    }

    /// Numbers too long for the axis are differences to the lowest one.
    private static func labelled(_ values: [Double], step: Double, width: Int) -> [Tick] {
        let exact = values.map { Tick(value: $0, text: ValueAxis.label($0, step: step)) }
        if isReadable(exact, width) { return exact }
        let compact = values.map { Tick(value: $0, text: NumberText.round($0)) }
        if isReadable(compact, width) { return compact }
        let differences = values.enumerated().map { index, value in
            let text = index == 0 ? NumberText.round(value) : difference(value - values[0], step: step, width: width)
            return Tick(value: value, text: text)
        }
        return distinct(differences, width)
    }

    /// "+0.2", or "+2e-9" where that is too long.
    private static func difference(_ value: Double, step: Double, width: Int) -> String {
        let text = "+" + ValueAxis.label(value, step: step)
        guard text.unicodeScalars.count > width else { return text }
        return "+" + NumberText.scientific(value, digits: 2).replacing("e-0", with: "e-").replacing("e+0", with: "e")
    }

    private static func isReadable(_ ticks: [Tick], _ width: Int) -> Bool {
        Set(ticks.map(\.text)).count == ticks.count && ticks.allSatisfy { $0.text.unicodeScalars.count <= width }
    }

    private static func distinct(_ ticks: [Tick], _ width: Int) -> [Tick] {
        var seen = Set<String>()
        return ticks.filter { $0.text.unicodeScalars.count <= width && seen.insert($0.text).inserted }
    }

    // MARK: Logarithmic

    private static func logarithmic(
        _ lower: Double, _ upper: Double, rows: Int, width: Int, _ names: ((Int) -> String)?
    ) -> [Tick] {
        let (low, high) = (log10(lower), log10(upper))
        let perRow = (high - low) / Double(rows - 1)
        let first = Int((low - 1e-9).rounded(.up))
        let last = Int((high + 1e-9).rounded(.down))
        func decade(_ exponent: Int) -> Tick {
            let value = pow(10, Double(exponent))
            return Tick(value: value, text: names?(exponent) ?? NumberText.round(value))
        }
        // The finest of 1-2-5 steps, decades and multiples of decades that leaves two rows between numbers.
        if first < last, 2 * perRow > log10(2.0) {
            let every = max(1, Int((1.5 * perRow).rounded(.up)))
            let exponents = (first...last).filter { $0.isMultiple(of: every) }
            return distinct((exponents.count > 1 ? exponents : [first, last]).map(decade), width)
        }
        var fine: [Tick] = []
        for exponent in first - 1...max(last, first - 1) {
            let power: Double = pow(10, Double(exponent))
            for factor: Double in [1, 2, 5] {
                let value = factor * power
                guard value >= lower * (1 - 1e-9), value <= upper * (1 + 1e-9) else { continue }
                // Beside 200 and 500 a power of ten is a number like them.
                fine.append(Tick(value: value, text: NumberText.round(value)))
            }
        }
        if fine.count > 1 {
            var spaced: [Tick] = []
            for tick in fine {
                if let last = spaced.last, log10(tick.value / last.value) < perRow { continue }
                spaced.append(tick)
            }
            let chosen = distinct(spaced.count > 1 ? spaced : [fine[0], fine[fine.count - 1]], width)
            if chosen.count > 1 { return chosen }
        }
        // Less than a factor of 2.5: a linear axis is as good.
        return linear(lower, upper, rows: rows, width: width)
    }
}

extension NumberText {
    /// A round number in few characters: `0.001`, `2e-05`, `500`, `20k`, `1M`.
    static func round(_ value: Double) -> String {
        let magnitude = abs(value)
        guard magnitude >= 1000, magnitude < 999.5e12 else {
            let text = significant(value, digits: 3)
            return text.unicodeScalars.count > 5 ? scientific(value, digits: 1) : text
        }
        let unit = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")].first { magnitude >= $0.0 * (1 - 1e-9) } ?? (1, "")
        return significant(value / unit.0, digits: 3) + unit.1
    }
}
