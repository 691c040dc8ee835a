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
