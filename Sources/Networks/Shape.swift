/// The shape of one sample between two layers: an image, or a vector of `channels` numbers as an image of one pixel.
///
/// Value (row, column, channel) is at `(row * columns + column) * channels + channel`.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
    public var rows: Int
    public var columns: Int
    public var channels: Int

    public init(rows: Int, columns: Int, channels: Int) {
        self.rows = rows
        self.columns = columns
        self.channels = channels
    }

    /// A vector.
    public init(_ channels: Int) { self.init(rows: 1, columns: 1, channels: channels) }

    /// Numbers in one sample.
    public var count: Int { rows * columns * channels }

    public var description: String { rows == 1 && columns == 1 ? "\(channels)" : "\(rows)×\(columns)×\(channels)" }
}
