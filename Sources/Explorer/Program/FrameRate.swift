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

/// The times from keys to the frames that answer them, measured inside the program: from the moment the key was
/// read to the moment a frame with its pictures had been written to the terminal. While something plays, the frames too.
public struct LatencyLog: Sendable {
    private var waiting: [ContinuousClock.Instant] = []
    private var times: [Duration] = []
    /// The last frame, if something played then.
    private var lastFrame: ContinuousClock.Instant?
    private var gaps: [Duration] = []

    /// A key was read.
    mutating func arrive(at instant: ContinuousClock.Instant) { waiting.append(instant) }

    /// The frame that answers every key so far was written.
    mutating func answer(at instant: ContinuousClock.Instant) {
        times += waiting.map { $0.duration(to: instant) }
        waiting.removeAll()
    }

    /// A frame was written whose pictures belong to what is set.
    mutating func show(at instant: ContinuousClock.Instant, isPlaying: Bool) {
        if isPlaying, let lastFrame { gaps.append(lastFrame.duration(to: instant)) }
        lastFrame = isPlaying ? instant : nil
    }

    /// A line for keys: count, median, 99th percentile and maximum in milliseconds; and if something played, one for its
    /// frames: how many a second, and the 99th percentile of the time between two of them.
    public var summary: String {
        let played = gaps.reduce(Duration.zero, +).seconds
        let frames =
            gaps.isEmpty
            ? "" : "\nplaying: frames \(gaps.count)  \((Double(gaps.count) / played * 10).rounded() / 10) frames/s  " + text(gaps)
        return (times.isEmpty ? "keys 0" : "keys \(times.count)  " + text(times)) + frames
    }

    private func text(_ times: [Duration]) -> String {
        let sorted = times.sorted()
        func quantile(_ fraction: Double) -> String {
            let index = min(sorted.count - 1, Int((Double(sorted.count) * fraction).rounded(.up)) - 1)
            return milliseconds(sorted[max(0, index)])
        }
        return "median \(quantile(0.5)) ms  p99 \(quantile(0.99)) ms  max \(milliseconds(sorted[sorted.count - 1])) ms"
    }

    private func milliseconds(_ duration: Duration) -> String {
        String((duration.seconds * 1e5).rounded() / 100)
    }
}
