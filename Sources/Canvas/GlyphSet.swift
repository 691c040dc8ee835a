/// The glyphs of pictures. A poorer terminal gets another set, never another code path.
public struct GlyphSet: Hashable, Sendable {
    /// Glyphs that show two pixels in one cell, one above the other.
    public struct Halves: Hashable, Sendable {
        public let upper: Unicode.Scalar
        public let lower: Unicode.Scalar
    }

    /// Lines of frames and axes.
    public struct Box: Hashable, Sendable {
        public let topLeft, topRight, bottomLeft, bottomRight: Unicode.Scalar
        public let horizontal, vertical: Unicode.Scalar
        /// A tick that points away from the plot.
        public let tick: Unicode.Scalar
        /// The ends of a horizontal interval.
        public let intervalStart, intervalEnd: Unicode.Scalar
    }

    /// Half blocks; nil if the terminal cannot show them.
    public let halves: Halves?
    /// Whole cells from faint to dense, for values above zero; zero is blank.
    public let ramp: [Unicode.Scalar]
    /// Whole cells for values below zero, from small to large magnitude; none of them is in `ramp`.
    public let negativeRamp: [Unicode.Scalar]
    /// Eight heights of a bar; the eighth fills the cell.
    public let bars: [Unicode.Scalar]
    /// The fill of the true histogram, and its top in eight heights.
    public let trueFill: Unicode.Scalar
    public let trueTops: [Unicode.Scalar]
    /// How legends name the lines of generated histograms and curves, one per series. Terminals with more than ASCII draw the
    /// lines with dots, dashed in the same way.
    public let steps: [Unicode.Scalar]
    /// How points of several series differ.
    public let marks: [Unicode.Scalar]
    public let box: Box
    /// The box of the focused pane.
    public let focusedBox: Box
    public let sliderFull, sliderEmpty, sliderKnob, sliderZero: Unicode.Scalar
    public let progressFull, progressEmpty: Unicode.Scalar
    /// The glyphs on both sides of the selected tab.
    public let tabStart, tabEnd: Unicode.Scalar
    public let selection: Unicode.Scalar
    public let arrowUp, arrowDown, arrowLeft, arrowRight: Unicode.Scalar
    public let sortedUp, sortedDown: Unicode.Scalar
    public let check, cross: Unicode.Scalar
    public let point: Unicode.Scalar
    /// A point in the upper, middle and lower third of a cell.
    public let points: [Unicode.Scalar]
    /// A faint horizontal line behind data.
    public let guide: Unicode.Scalar
    public let ellipsis: Unicode.Scalar
    /// Whether text may hold more than ASCII.
    public let isUnicode: Bool

    public static let unicode = GlyphSet(
        halves: Halves(upper: "▀", lower: "▄"),
        ramp: ["░", "▒", "▓", "█"],
        negativeRamp: ["-", "=", "o", "O"],
        bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        trueFill: "▒", trueTops: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "▒"],
        steps: ["━", "┄", "┈", "╌", "┅", "═", "╍", "┉"], marks: ["●", "▲", "■", "◆", "▼", "○", "□", "◇"],
        box: Box(
            topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", horizontal: "─", vertical: "│", tick: "┬",
            intervalStart: "├", intervalEnd: "┤"),
        focusedBox: Box(
            topLeft: "┏", topRight: "┓", bottomLeft: "┗", bottomRight: "┛", horizontal: "━", vertical: "┃", tick: "┳",
            intervalStart: "┣", intervalEnd: "┫"),
        sliderFull: "▰", sliderEmpty: "▱", sliderKnob: "●", sliderZero: "┼",
        progressFull: "█", progressEmpty: "░",
        tabStart: "▌", tabEnd: "▐", selection: "▸",
        arrowUp: "↑", arrowDown: "↓", arrowLeft: "←", arrowRight: "→",
        sortedUp: "▲", sortedDown: "▼", check: "✓", cross: "✗", point: "·",
        points: ["˙", "·", "."], guide: "┄", ellipsis: "…", isUnicode: true)

    public static let ascii = GlyphSet(
        halves: nil,
        ramp: [".", ":", "-", "=", "+", "*", "#", "%", "@"],
        negativeRamp: ["~", "<", "o", "O"],
        bars: [".", ":", "-", "=", "+", "*", "#", "@"],
        trueFill: ":", trueTops: [".", ".", ".", ".", ":", ":", ":", ":"],
        steps: ["-", "~", "*", "o", "+", "=", "x", "$"], marks: ["o", "+", "*", "#", "%", "@", "&", "$"],
        box: Box(
            topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|", tick: "+",
            intervalStart: "|", intervalEnd: "|"),
        focusedBox: Box(
            topLeft: "#", topRight: "#", bottomLeft: "#", bottomRight: "#", horizontal: "=", vertical: "#", tick: "#",
            intervalStart: "#", intervalEnd: "#"),
        sliderFull: "#", sliderEmpty: "-", sliderKnob: "o", sliderZero: "|",
        progressFull: "#", progressEmpty: ".",
        tabStart: "[", tabEnd: "]", selection: ">",
        arrowUp: "^", arrowDown: "v", arrowLeft: "<", arrowRight: ">",
        sortedUp: "^", sortedDown: "v", check: "+", cross: "x", point: ".",
        points: ["'", "-", "."], guide: " ", ellipsis: "~", isUnicode: false)
}

extension GlyphSet {
    /// A piece of a line in ASCII; that of the first series stands at the quarter of the row, counted from the bottom.
    func stepGlyph(_ series: Int?, quarter: Int) -> Unicode.Scalar {
        guard let series else { return quarter < 2 ? "." : "'" }
        return series % steps.count == 0 ? ["_", "-", "-", "'"][min(max(quarter, 0), 3)] : steps[series % steps.count]
    }
}
