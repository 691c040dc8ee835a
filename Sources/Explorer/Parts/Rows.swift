import Canvas

/// The rows of a view that have no place on the screen: those of models above and below the ones that are there.
struct HiddenRows: Equatable, Sendable {
    let above: Int
    let below: Int

    /// - Parameters:
    ///   - shown: the rows on the screen, rising; where there is more than one, the first is the truth, which stays.
    ///   - count: all rows.
    init(shown: [Int], of count: Int) {
        above = max(0, (shown.count > 1 ? shown[1] - 1 : shown.first ?? 0))
        below = max(0, count - 1 - (shown.last ?? 0))
    }

    /// "↑1 ↓2 more", or "↑1 ↓2" where there is less room than that; empty where all rows are there, or no room is.
    func text(_ appearance: Appearance, room: Int) -> String {
        let parts = [
            above > 0 ? appearance.text("↑", ascii: "^") + "\(above)" : nil,
            below > 0 ? appearance.text("↓", ascii: "v") + "\(below)" : nil,
        ].compactMap(\.self)
        let text = parts.joined(separator: " ")
        if text.isEmpty || text.count > room { return "" }
        return text.count + 5 > room ? text : text + " more"
    }
}

/// The rows of a view that have a place on the screen.
enum VisibleRows {
    /// The first of `count` places on a screen that has room for some: no further than the cursor asks for.
    static func first(_ first: Int, cursor: Int, room: Int, of count: Int) -> Int {
        min(min(max(first, cursor - room + 1), cursor), max(0, count - room))
    }
    /// Which of `count` rows have a place where there are so many: always the first one and the one with the cursor.
    static func indices(places: Int, of count: Int, cursor row: Int) -> [Int] {
        guard places < count else { return Array(0..<count) }
        guard places > 1 else { return [row] }
        let first = min(max(1, row - places + 2), count - places + 1)
        return [0] + Array(first..<first + places - 1)
    }
}
