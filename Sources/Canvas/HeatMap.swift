/// Numbers on a grid, drawn as a picture at an exact pixel ratio: one column a cell, two rows a cell.
///
/// Zero is its own colour and nothing else looks like it. A value that is not a number is shown as `?`. Without a
/// diverging scale values below zero are drawn as zero. Infinity is drawn like the scale's end.
public struct HeatMap: Hashable, Sendable {
    public let rows: Int
    public let columns: Int
    /// Row-major, `rows` × `columns`.
    public let values: [Float]

    public init(values: [Float], rows: Int, columns: Int) {
        precondition(rows >= 0 && columns >= 0 && values.count == rows * columns, "a heat map has rows × columns values")
        self.values = values
        self.rows = rows
        self.columns = columns
    }

    /// The picture with blocks of `factor` × `factor` pixels added up, so the total stays; blocks at the lower and right
    /// edge may be smaller.
    public func pooled(by factor: Int) -> HeatMap {
        guard factor > 1 else { return self }
        let pooledRows = (rows + factor - 1) / factor
        let pooledColumns = (columns + factor - 1) / factor
        var sums = [Float](repeating: 0, count: pooledRows * pooledColumns)
        for row in 0..<rows {
            let source = row * columns
            let target = row / factor * pooledColumns
            for column in 0..<columns { sums[target + column / factor] += values[source + column] }
        }
        return HeatMap(values: sums, rows: pooledRows, columns: pooledColumns)
    }

    /// The largest finite value, at least zero.
    public var peak: Float { values.reduce(0) { $1.isFinite ? max($0, $1) : $0 } }

    /// The largest finite magnitude: the peak of a diverging scale.
    public var peakMagnitude: Float { values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 } }

    /// The cells the picture takes. An odd number of rows leaves the last half cell empty.
    public var cellSize: (width: Int, height: Int) { (columns, (rows + 1) / 2) }

    /// The pixel under a cell of the picture, for the mouse: of the two in the cell the one with the larger magnitude, the
    /// upper one among equals; nil outside.
    public func pixel(atCellX x: Int, y: Int) -> (row: Int, column: Int)? {
        let (width, height) = cellSize
        guard x >= 0, y >= 0, x < width, y < height else { return nil }
        let upper = 2 * y
        let lower = upper + 1
        guard lower < rows, abs(values[lower * columns + x]) > abs(values[upper * columns + x]) else { return (upper, x) }
        return (lower, x)
    }
}
