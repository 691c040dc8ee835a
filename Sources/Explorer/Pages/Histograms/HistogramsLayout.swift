import Calorimeter
import Canvas

/// Where the parts of the histograms view lie, for the room between tabs and status line.
struct HistogramsLayout: Equatable {
    let isFramed: Bool
    /// What is counted, and which glyph is whose.
    let heading: Rect
    /// The channels that are shown with their panels: all five, or the enlarged one.
    let panels: [(channel: Int, area: Rect)]
    let summary: Rect
    /// A row for what the cursor points at; nil where the summary says it.
    let readOut: Rect?

    static func == (left: HistogramsLayout, right: HistogramsLayout) -> Bool {
        left.heading == right.heading && left.summary == right.summary
            && left.panels.map(\.area) == right.panels.map(\.area)
    }

    /// Columns of the numbers beside an enlarged channel.
    static let summaryWidth = 40

    init(_ body: Rect, enlarged: Int?) {
        isFramed = body.width >= 120 && body.height >= 38
        let (heading, below) = body.split(top: 1)
        self.heading = heading
        let (grid, rest) = below.split(top: below.height - (isFramed ? 1 : 0))
        readOut = isFramed ? rest : nil
        if let enlarged {
            let width = isFramed ? Self.summaryWidth : Self.thirds(body.width)[1].count
            let (panel, summary) = grid.split(left: grid.width - width)
            panels = [(enlarged, panel)]
            self.summary = summary
            return
        }
        let columns = Self.thirds(grid.width)
        let upper = grid.height / 2
        let cells = (0..<6).map { index in
            let column = columns[index % 3]
            return Rect(
                x: grid.x + column.lowerBound, y: grid.y + (index < 3 ? 0 : upper), width: column.count,
                height: index < 3 ? upper : grid.height - upper)
        }
        panels = (0..<ChannelSums.count).map { ($0, cells[$0]) }
        summary = cells[ChannelSums.count]
    }

    private static func thirds(_ width: Int) -> [Range<Int>] {
        (0..<3).map { width * $0 / 3..<width * ($0 + 1) / 3 }
    }
}
