import Canvas
import Evaluation

extension MetricsFigure {
    /// All figures of the row that the keys are at, with what they are.
    func drawDetails(on canvas: inout Canvas, in place: Rect) {
        let row = rows[selected]
        let end = canvas.text("\(names[selected].text): all figures", x: place.x, y: place.y, .bold, limit: place.width)
        guard let score = result.shown(row) else { return }
        let columns = place.width >= 150 ? 2 : 1
        let width = place.width / columns
        let height = max(place.height - 1, 1)
        let known = ScoreFigure.allCases.filter { $0.value(of: score) != nil }
        let room = columns * height
        // The one that sorts is in sight: with it one goes through them all.
        let chosen = known.firstIndex(of: settings.sortedBy) ?? 0
        let first = min(max(chosen - room / 2, 0), max(known.count - room, 0))
        if known.count > room {
            let more = appearance.text(
                "\(first + 1)–\(first + room) of \(known.count), ← →",
                ascii: "\(first + 1)-\(first + room) of \(known.count), arrows")
            if end + 2 + more.count < place.maxX { canvas.text(more, endingAt: place.maxX, y: place.y, appearance.quietStyle) }
        }
        for (index, figure) in known.dropFirst(first).prefix(room).enumerated() {
            let x = place.x + index / height * width
            let y = place.y + 1 + index % height
            canvas.text(figure.text(of: score), endingAt: x + 9, y: y, .bold)
            let text = figure.explanation
            canvas.text(text, x: x + 11, y: y, limit: width - 12)
            if text.unicodeScalars.count > width - 12 { canvas[x + width - 2, y] = Cell(appearance.glyphs.ellipsis) }
        }
    }
}
