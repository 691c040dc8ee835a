import Canvas

/// A drawn view: its picture, and what lies where for the mouse.
struct Scene: Sendable {
    var canvas: Canvas
    private var targets: [(area: Rect, target: Target)] = []

    init(_ size: Size) { canvas = Canvas(width: size.width, height: size.height) }

    /// Makes an area answer to the mouse; later areas lie on top.
    mutating func add(_ target: Target, at area: Rect) { targets.append((area, target)) }

    /// What lies at a position, and its area.
    func target(x: Int, y: Int) -> (area: Rect, target: Target)? {
        targets.last { $0.area.contains(x: x, y: y) }
    }

    /// The area of a target, if it is on the screen.
    func area(of target: Target) -> Rect? { targets.last { $0.target == target }?.area }
}
