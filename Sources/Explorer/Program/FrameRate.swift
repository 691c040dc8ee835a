import Canvas

/// Holds frames back so that a slow line is never flooded. Keys are not frames: they work on.
struct FrameRate: Sendable {
    /// Bytes a second.
    private let limit: Double
    private var shown = Canvas(width: 0, height: 0)
    /// When the next frame may be sent, since the start.
    private(set) var nextFrame = Duration.zero

    /// - Parameter kilobytes: kB a second, 1000 bytes each.
    init(kilobytes: Int) { limit = Double(kilobytes) * 1000 }

    func allowsFrame(at now: Duration) -> Bool { now >= nextFrame }

    /// A frame is on its way: the next one waits until the line has taken it.
    mutating func send(_ canvas: Canvas, at now: Duration) {
        nextFrame = now + .seconds(Double(Self.bytes(from: shown, to: canvas)) / limit)
        shown = canvas
    }

    /// The terminal shows anything now; the next frame is sent whole.
    mutating func forget() { shown = Canvas(width: 0, height: 0) }

    /// About how many bytes turn one picture into another on a terminal: every changed cell, a cursor movement where they
    /// are not neighbours, and a change of colours where the style is another.
    static func bytes(from old: Canvas, to new: Canvas) -> Int {
        let isWhole = (old.width, old.height) != (new.width, new.height)
        var bytes = isWhole ? 8 : 0
        var last = -2
        var style = Style.plain
        new.cells.withUnsafeBufferPointer { cells in
            old.cells.withUnsafeBufferPointer { before in
                for index in 0..<cells.count where isWhole || cells[index] != before[index] {
                    let cell = cells[index]
                    if index != last + 1 { bytes += 8 }
                    if cell.style != style { bytes += cost(of: cell.style.foreground) + cost(of: cell.style.background) + 4 }
                    bytes += UTF8.width(cell.glyph)
                    (last, style) = (index, cell.style)
                }
            }
        }
        return bytes
    }

    /// "38;2;255;255;255" and its frame; "38;5;255"; "39".
    private static func cost(of color: Color) -> Int {
        color.components != nil ? 19 : color.paletteIndex != nil ? 11 : 3
    }
}
