import Canvas

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
