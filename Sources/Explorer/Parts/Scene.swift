import Canvas

/// A drawn view: its picture, and what lies where for the mouse.
struct Scene: Sendable {
    var canvas: Canvas
    let appearance: Appearance
    private var targets: [(area: Rect, target: Target)] = []

    init(_ size: Size, _ appearance: Appearance) {
        canvas = Canvas(width: size.width, height: size.height)
        self.appearance = appearance
    }

    /// Makes an area answer to the mouse; later areas lie on top.
    mutating func add(_ target: Target, at area: Rect) { targets.append((area, target)) }

    /// What lies at a position, and its area.
    func target(x: Int, y: Int) -> (area: Rect, target: Target)? {
        targets.last { $0.area.contains(x: x, y: y) }
    }

    /// The area of a target, if it is on the screen.
    func area(of target: Target) -> Rect? { targets.last { $0.target == target }?.area }

    mutating func draw(_ map: HeatMap, x: Int, y: Int, scale: HeatMapScale, crosshair: (row: Int, column: Int)? = nil) {
        map.draw(on: &canvas, x: x, y: y, scale: scale, appearance: appearance, crosshair: crosshair)
    }

    mutating func draw(_ mark: LandingMark, in picture: Rect) { mark.draw(on: &canvas, in: picture, appearance: appearance) }

    mutating func drawBar(_ scale: HeatMapScale, x: Int, y: Int, width: Int) {
        ColorBar(scale: scale).draw(on: &canvas, x: x, y: y, width: width, appearance: appearance)
    }
}

/// What a mouse can point at. Each page gives a place the meaning that suits it.
enum Target: Hashable, Sendable {
    case action(Action)
    case row(Int), column(Int)
    case cell(row: Int, column: Int)
    case slider(Int), plot(Int)
    case picture, headings
    case pane(Pane)
    /// A line of the list that is open.
    case choice(Int)
    /// Inside of a list or a dialog, where the wheel scrolls.
    case list
    /// Around a dialog: a click closes it.
    case outside
}

/// Where the parts that all views share lie.
struct FrameLayout: Equatable, Sendable {
    /// The first row, which begins with the tabs.
    let tabs: Rect
    /// What the tabs leave of the first row; on a narrow terminal close to nothing.
    var title: Rect
    /// Between the first and the last row.
    let body: Rect
    /// The last row.
    let status: Rect

    init(_ size: Size) {
        let screen = Rect(x: 0, y: 0, width: size.width, height: size.height)
        let (tabs, below) = screen.split(top: 1)
        let (body, status) = below.split(top: below.height - 1)
        (self.tabs, self.body, self.status) = (tabs, body, status)
        title = tabs
    }
}
