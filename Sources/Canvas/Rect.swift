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

    /// One of its rows, counted from the top; it may lie below the bottom.
    public func row(_ offset: Int) -> Rect { Rect(x: x, y: y + offset, width: width, height: 1) }

    /// Parts side by side, as equal as whole cells allow.
    public func columns(_ count: Int) -> [Rect] {
        (0..<count).map { index in
            let (left, right) = (width * index / count, width * (index + 1) / count)
            return Rect(x: x + left, y: y, width: right - left, height: height)
        }
    }

    /// Parts below each other, as equal as whole cells allow.
    public func rows(_ count: Int) -> [Rect] {
        (0..<count).map { index in
            let (top, bottom) = (height * index / count, height * (index + 1) / count)
            return Rect(x: x, y: y + top, width: width, height: bottom - top)
        }
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
