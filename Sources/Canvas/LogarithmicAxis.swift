import Glibc

/// Maps values above zero to cells, with some room around them.
struct LogarithmicAxis {
    /// The values in the middle of the first and the last cell.
    let lower: Double
    let upper: Double
    private let cells: Int

    /// The room beyond the outermost values, as a factor.
    private static let room = 1.15

    /// - Precondition: all values are finite and above zero, and there is one at least.
    init(_ values: [Double], cells: Int) {
        lower = (values.min() ?? 1) / Self.room
        upper = (values.max() ?? 1) * Self.room
        self.cells = cells
    }

    /// The cell of a value, counted from the lower end, held inside the axis.
    func cell(_ value: Double) -> Int {
        let share = log(value / lower) / log(upper / lower)
        return share.isFinite ? Int((min(max(share, 0), 1) * Double(cells - 1)).rounded()) : 0
    }

    struct Tick {
        var cell: Int
        /// Where its text begins.
        var start: Int
        var text: String
    }

    /// Powers of ten, then 2 and 5 times them, as many as have two blanks between their texts.
    var ticks: [Tick] {
        let exponents = Int(log10(lower).rounded(.down))...Int(log10(upper).rounded(.up))
        var ticks: [Tick] = []
        for factors in [[1.0], [2, 5]] {
            for exponent in exponents {
                for factor in factors {
                    let value = factor * pow(10, Double(exponent))
                    guard value >= lower, value <= upper else { continue }
                    let text = NumberText.round(value)
                    let start = max(0, min(cell(value) - (text.unicodeScalars.count - 1) / 2, cells - text.unicodeScalars.count))
                    let end = start + text.unicodeScalars.count
                    guard ticks.allSatisfy({ end + 2 <= $0.start || start >= $0.start + $0.text.unicodeScalars.count + 2 }) else {
                        continue
                    }
                    ticks.append(Tick(cell: cell(value), start: start, text: text))
                }
            }
        }
        return ticks
    }
}
