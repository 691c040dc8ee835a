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
/// read to the moment the terminal had taken a frame that shows what it changed, and to the first one whose pictures
/// belong to it. While something plays, the frames too.
public struct LatencyLog: Sendable {
    private var keys = Times()
    /// From keys to their pictures.
    private var pictures = Times()
    /// The last frame, if something played then.
    private var lastFrame: ContinuousClock.Instant?
    private var gaps: [Duration] = []

    /// The frame on its way to the terminal.
    private var frame: (hasPictures: Bool, isPlaying: Bool)?

    /// Keys that wait, and how long others have waited.
    private struct Times {
        var waiting: [ContinuousClock.Instant] = []
        /// How many of them the frame on its way answers.
        var answered = 0
        var taken: [Duration] = []

        mutating func end(at instant: ContinuousClock.Instant) {
            taken += waiting.prefix(answered).map { $0.duration(to: instant) }
            waiting.removeFirst(answered)
            answered = 0
        }
    }

    /// A key was read.
    mutating func arrive(at instant: ContinuousClock.Instant) {
        keys.waiting.append(instant)
        pictures.waiting.append(instant)
    }

    /// A frame is on its way that shows what every key so far has set; if its pictures are older, they say so.
    mutating func send(hasPictures: Bool, isPlaying: Bool) {
        keys.answered = keys.waiting.count
        if hasPictures { pictures.answered = pictures.waiting.count }
        frame = (hasPictures, isPlaying)
    }

    /// The terminal has taken all of the frame that was sent.
    mutating func show(at instant: ContinuousClock.Instant) {
        guard let frame else { return }
        keys.end(at: instant)
        pictures.end(at: instant)
        self.frame = nil
        guard frame.hasPictures else { return }
        if frame.isPlaying, let lastFrame { gaps.append(lastFrame.duration(to: instant)) }
        lastFrame = frame.isPlaying ? instant : nil
    }

    /// A line for keys: count, median, 95th and 99th percentile and maximum in milliseconds; one for their pictures; and if
    /// something played, one for its frames: how many a second, and the time between two of them.
    public var summary: String {
        guard !keys.taken.isEmpty || !gaps.isEmpty else { return "keys 0" }
        var lines = [line("keys", keys.taken), line("their pictures", pictures.taken)]
        if !gaps.isEmpty {
            let played = gaps.reduce(Duration.zero, +).seconds
            let rate = (Double(gaps.count) / played * 10).rounded() / 10
            lines.append(line("playing: frames", gaps, "\(rate) frames/s  "))
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ name: String, _ times: [Duration], _ rate: String = "") -> String {
        let sorted = times.sorted()
        guard let longest = sorted.last else { return "\(name) 0" }
        func quantile(_ fraction: Double) -> String {
            let index = min(sorted.count - 1, Int((Double(sorted.count) * fraction).rounded(.up)) - 1)
            return milliseconds(sorted[max(0, index)])
        }
        return
            "\(name) \(sorted.count)  \(rate)median \(quantile(0.5)) ms  p95 \(quantile(0.95)) ms  p99 \(quantile(0.99)) ms  max \(milliseconds(longest)) ms"
    }

    private func milliseconds(_ duration: Duration) -> String {
        String((duration.seconds * 1e5).rounded() / 100)
    }
}
