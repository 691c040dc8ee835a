/// Numbered pieces of work, done on several threads and returned in order.
///
///     let work = OrderedWork(count: 100, threads: 4) { { number in number * number } }
///     while let square = work.next(within: .seconds(1)) { … }   // 0, 1, 4, 9, …
///
/// Threads stay only a little ahead of the consumer, so memory is bounded however slow it is. If the system grants fewer
/// threads, those do the work; if it grants none, the consumer does.
package final class OrderedWork<Piece: Sendable>: @unchecked Sendable {
    // Everything below is only accessed under the condition's lock.
    private let condition = Condition()
    private var nextToStart = 0
    private var nextToTake = 0
    private var finished: [Int: Piece] = [:]
    private var isCancelled = false
    /// The consumer's own worker if there are no threads; only the consumer uses it.
    private var ownWorker: ((Int) -> Piece)?
    private let count: Int
    private let lead: Int

    /// - Parameter makeWorker: called once on each thread; the closure it returns does the work on that thread and may own
    ///   buffers.
    package init(count: Int, threads: Int, makeWorker: @escaping @Sendable () -> (Int) -> Piece) {
        self.count = count
        lead = 2 * threads
        let wanted = min(threads, count)
        for number in 0..<wanted {
            if number > 0, !BackgroundThread.hasMemory(for: number + 1) { break }
            do throws(ThreadError) {
                try BackgroundThread.start(name: "pieces") { [self] in
                    let worker = makeWorker()
                    while let number = start() { finish(number, worker(number)) }
                }
            } catch {
                if number == 0 { ownWorker = makeWorker() }
                break
            }
        }
    }

    /// The next piece, or nil if it is not ready in time.
    ///
    /// - Precondition: fewer than `count` pieces have been taken.
    package func next(within patience: Duration) -> Piece? {
        if let ownWorker, let number = start() { finish(number, ownWorker(number)) }
        let deadline = Condition.moment(after: patience)
        condition.lock()
        defer { condition.unlock() }
        precondition(nextToTake < count, "there are \(count) pieces")
        while true {
            if let piece = finished.removeValue(forKey: nextToTake) {
                nextToTake += 1
                condition.broadcast()
                return piece
            }
            if !condition.wait(until: deadline) { return nil }
        }
    }

    /// Ends every thread after its current piece.
    package func cancel() {
        condition.lock()
        isCancelled = true
        condition.broadcast()
        condition.unlock()
    }

    private func start() -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while !isCancelled, nextToStart < count, nextToStart >= nextToTake + lead { condition.wait() }
        guard !isCancelled, nextToStart < count else { return nil }
        nextToStart += 1
        return nextToStart - 1
    }

    private func finish(_ number: Int, _ piece: Piece) {
        condition.lock()
        finished[number] = piece
        condition.broadcast()
        condition.unlock()
    }
}
