/// Names in a row, one of them selected: ` 1 Explore ▌2 Diversity▐ 3 Compare`.
public struct TabBar: Hashable, Sendable {
    public var titles: [String]
    public var selected: Int

    public init(titles: [String], selected: Int) {
        self.titles = titles
        self.selected = selected
    }

    /// Draws into at most `width` cells of one row and returns the column after the last tab.
    @discardableResult
    public func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, appearance: Appearance) -> Int {
        let end = x + max(0, width)
        var column = x
        for (index, title) in titles.enumerated() {
            let isSelected = index == selected
            let start = String(isSelected ? appearance.glyphs.tabStart : " ")
            let stop = String(isSelected ? appearance.glyphs.tabEnd : " ")
            column = canvas.text(
                start + title + stop, x: column, y: y, isSelected ? .bold : .plain, limit: max(0, end - column))
        }
        return column
    }

    /// The tab under a column counted from the start of the bar.
    public func tab(atColumn column: Int) -> Int? {
        var start = 0
        for (index, title) in titles.enumerated() {
            let end = start + title.unicodeScalars.count + 2
            if column >= start, column < end { return index }
            start = end
        }
        return nil
    }
}
