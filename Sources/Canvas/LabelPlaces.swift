/// Finds places for the labels of points: none covers a point or touches another label.
struct LabelPlaces {
    struct Cell: Hashable {
        var x: Int
        var y: Int
    }

    private let width: Int
    private let height: Int
    private var points: Set<Cell> = []
    private var taken: Set<Cell> = []

    init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

    /// Keeps labels off a point.
    mutating func take(_ cell: Cell) { points.insert(cell) }

    /// A place beside a cell: to the right or to the left; nil where both are taken.
    ///
    /// - Parameter orNear: also above and below it.
    mutating func takeLabel(beside cell: Cell, count: Int, orNear: Bool) -> Cell? {
        let (right, left) = (cell.x + 2, cell.x - 1 - count)
        let centred = cell.x - count / 2
        let near = orNear ? [-1, 1].flatMap { step in [right - 1, left + 1, centred].map { ($0, step) } } : []
        let places = [(right, 0), (left, 0)] + near
        for (x, step) in places where isFree(x: x, y: cell.y + step, count: count, beside: cell) {
            take(x: x, y: cell.y + step, count: count)
            return Cell(x: x, y: cell.y + step)
        }
        return nil
    }

    /// The column of a label as far to the right in a row as there is room; nil where there is none.
    mutating func takeEnd(ofRow y: Int, count: Int) -> Int? {
        for x in stride(from: width - 1 - count, through: 1, by: -1) where isFree(x: x, y: y, count: count, beside: nil) {
            take(x: x, y: y, count: count)
            return x
        }
        return nil
    }

    private mutating func take(x: Int, y: Int, count: Int) {
        for column in x..<x + count { taken.insert(Cell(x: column, y: y)) }
    }

    /// Whether a label has a blank on either side, and two before the next point, which it would seem to name; its own point
    /// stands behind one blank.
    private func isFree(x: Int, y: Int, count: Int, beside cell: Cell?) -> Bool {
        guard x >= 0, x + count <= width, y >= 0, y < height else { return false }
        return (x - 2...x + count + 1).allSatisfy { column in
            let place = Cell(x: column, y: y)
            let isNear = column >= x - 1 && column <= x + count
            return !(isNear && taken.contains(place)) && (place == cell ? !isNear : !points.contains(place))
        }
    }
}
