/// A rectangle of cells. Sizes are never negative.
public struct Rect: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    public var isEmpty: Bool { width == 0 || height == 0 }
    /// The first column beyond the right edge.
    public var maxX: Int { x + width }
    /// The first row below the bottom edge.
    public var maxY: Int { y + height }

    public func contains(x: Int, y: Int) -> Bool {
        x >= self.x && x < maxX && y >= self.y && y < maxY
    }

    /// The rectangle shrunk by a border of the given thickness.
    public func inset(by margin: Int = 1) -> Rect {
        Rect(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
    }

    /// The overlap with another rectangle.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// Cuts `width` columns off the left: (the cut, the rest).
    public func split(left width: Int) -> (Rect, Rect) {
        let cut = min(max(0, width), self.width)
        return (
            Rect(x: x, y: y, width: cut, height: height), Rect(x: x + cut, y: y, width: self.width - cut, height: height)
        )
    }

    /// Cuts `height` rows off the top: (the cut, the rest).
    public func split(top height: Int) -> (Rect, Rect) {
        let cut = min(max(0, height), self.height)
        return (Rect(x: x, y: y, width: width, height: cut), Rect(x: x, y: y + cut, width: width, height: self.height - cut))
    }
}
