/// The times from keys to the frames that answer them, measured inside the program: from the moment the key was
/// read to the moment a frame with its pictures had been written to the terminal.
public struct LatencyLog: Sendable {
    private var waiting: [ContinuousClock.Instant] = []
    private var times: [Duration] = []

    /// A key was read.
    mutating func arrive(at instant: ContinuousClock.Instant) { waiting.append(instant) }

    /// The frame that answers every key so far was written.
    mutating func answer(at instant: ContinuousClock.Instant) {
        times += waiting.map { $0.duration(to: instant) }
        waiting.removeAll()
    }

    /// One line: count, median, 99th percentile and maximum in milliseconds.
    public var summary: String {
        guard !times.isEmpty else { return "keys 0" }
        let sorted = times.sorted()
        func quantile(_ fraction: Double) -> String {
            let index = min(sorted.count - 1, Int((Double(sorted.count) * fraction).rounded(.up)) - 1)
            return milliseconds(sorted[max(0, index)])
        }
        return "keys \(sorted.count)  median \(quantile(0.5)) ms  p99 \(quantile(0.99)) ms  max \(milliseconds(sorted[sorted.count - 1])) ms"
    }

    private func milliseconds(_ duration: Duration) -> String {
        String((duration.seconds * 1e5).rounded() / 100)
    }
}
