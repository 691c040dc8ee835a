/// Names in a row with one cell between them, one of them selected: ` 1 Explore▌2 Diversity▐3 Compare `.
public struct TabBar: Hashable, Sendable {
    public var titles: [String]
    public var selected: Int

    public init(titles: [String], selected: Int) {
        self.titles = titles
        self.selected = selected
    }

    /// The columns of all tabs.
    public var width: Int { titles.reduce(1) { $0 + $1.unicodeScalars.count + 1 } }

    /// Draws into at most `width` cells of one row and returns the column after the last tab.
    @discardableResult
    public func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, appearance: Appearance) -> Int {
        let end = x + max(0, width)
        var column = x
        func put(_ text: String, isSelected: Bool) {
            column = canvas.text(text, x: column, y: y, isSelected ? .bold : .plain, limit: max(0, end - column))
        }
        for (index, title) in titles.enumerated() {
            let before = index == selected ? appearance.glyphs.tabStart : index == selected + 1 ? appearance.glyphs.tabEnd : " "
            put(String(before), isSelected: before != " ")
            put(title, isSelected: index == selected)
        }
        put(String(selected == titles.count - 1 ? appearance.glyphs.tabEnd : " "), isSelected: selected == titles.count - 1)
        return column
    }

    /// The tab under a column counted from the start of the bar; the cell between two belongs to the second.
    public func tab(atColumn column: Int) -> Int? {
        guard column >= 0, column < width else { return nil }
        var end = 0
        for (index, title) in titles.enumerated() {
            end += title.unicodeScalars.count + 1
            if column < end { return index }
        }
        return titles.indices.last
    }
}
