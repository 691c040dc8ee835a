import Canvas

/// What stands on a terminal that no view fits.
enum TooSmallView {
    static func draw(_ size: Size, in scene: inout Scene) {
        let smallest = Size.smallest
        let lines = [
            "The explorer needs \(smallest.width) columns by \(smallest.height) rows.",
            "This terminal has \(size.width) by \(size.height).",
            "",
            "Enlarge it, or press q to quit.",
        ]
        let top = max(0, (size.height - lines.count) / 2)
        let left = max(0, (size.width - (lines.map(\.count).max() ?? 0)) / 2)
        for (index, line) in lines.enumerated() { scene.canvas.text(line, x: left, y: top + index) }
    }
}
