/// Numbers on a grid, drawn at an exact pixel ratio: one column and two rows per cell.
///
/// Zero has its own colour, which nothing else shares. NaN is shown as `?` and infinity as the end of the scale. Values below
/// zero are drawn as zero unless the scale diverges.
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

    /// The picture with blocks of `factor` × `factor` pixels summed, which keeps the total; blocks at the lower and right edge
    /// may be smaller.
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

    /// The picture with each pixel as a block of `factor` × `factor` pixels.
    public func enlarged(by factor: Int) -> HeatMap {
        guard factor > 1 else { return self }
        var blocks: [Float] = []
        blocks.reserveCapacity(values.count * factor * factor)
        for row in 0..<rows {
            let line = values[row * columns..<(row + 1) * columns].flatMap { repeatElement($0, count: factor) }
            for _ in 0..<factor { blocks += line }
        }
        return HeatMap(values: blocks, rows: rows * factor, columns: columns * factor)
    }

    /// The largest finite value, at least zero.
    public var peak: Float { values.reduce(0) { $1.isFinite ? max($0, $1) : $0 } }

    /// The largest finite magnitude: the peak of a diverging scale.
    public var peakMagnitude: Float { values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 } }

    /// The size of the picture in cells. With an odd number of rows the last half cell is empty.
    public var cellSize: (width: Int, height: Int) { (columns, (rows + 1) / 2) }

    /// The pixel under a cell, for the mouse: the larger in magnitude of the two in the cell, the upper one if they are equal;
    /// nil outside.
    public func pixel(atCellX x: Int, y: Int) -> (row: Int, column: Int)? {
        let (width, height) = cellSize
        guard x >= 0, y >= 0, x < width, y < height else { return nil }
        let upper = 2 * y
        let lower = upper + 1
        guard lower < rows, abs(values[lower * columns + x]) > abs(values[upper * columns + x]) else { return (upper, x) }
        return (lower, x)
    }
}
