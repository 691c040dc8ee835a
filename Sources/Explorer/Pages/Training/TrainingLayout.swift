import Canvas

/// Where the parts of the training view lie, for the room between tabs and status line.
struct TrainingLayout: Equatable {
    let isFramed: Bool
    let heading: Rect
    /// The plots, in the order of `TrainingPlot.Kind`; with little room only the first ones.
    let plots: [(kind: TrainingPlot.Kind, area: Rect)]
    let numbers: Rect

    static func == (left: TrainingLayout, right: TrainingLayout) -> Bool {
        left.heading == right.heading && left.numbers == right.numbers && left.plots.map(\.area) == right.plots.map(\.area)
    }

    init(_ body: Rect) {
        isFramed = body.width >= 120 && body.height >= 38
        let (heading, grid) = body.split(top: 1)
        self.heading = heading
        let columns = isFramed ? 3 : 2
        let kinds: [TrainingPlot.Kind] =
            isFramed ? [.generator, .critic, .validation, .diversityRatio, .empty] : [.generator, .validation, .critic]
        let upper = grid.height / 2
        let cells = (0..<2 * columns).map { index in
            let (column, isUpper) = (index % columns, index < columns)
            let (left, right) = (grid.width * column / columns, grid.width * (column + 1) / columns)
            return Rect(
                x: grid.x + left, y: grid.y + (isUpper ? 0 : upper), width: right - left,
                height: isUpper ? upper : grid.height - upper)
        }
        plots = zip(kinds, cells).map { ($0, $1) }
        numbers = cells[kinds.count]
    }
}
