import DataSets
import Dispatch
import Foundation
import ReferenceMC
import Scoring
import Threads

/// Works in the background, on the newest wish only.
///
/// Delivers the pictures first and then, a few times a second, what grows. A newer wish ends an older one within a few
/// milliseconds; what is still valid of its results is kept by the workers.
///
/// Each calorimeter has a service of its own, so that neither waits for the other.
/// It has a thread of its own, which sleeps on a semaphore: the system's thread pools wake up once a second to look
/// after themselves, and an idle explorer must not.
final class WorkService: Sendable {
    private let mailbox = Mailbox()

    /// - Parameters:
    ///   - dataSet: where the truth comes from; nil: the reference Monte Carlo.
    ///   - models: called once on the service's thread, before it does anything: loading models takes a while.
    /// - Throws: if the system gives no thread.
    init(
        dataSet: DataSet? = nil, models: @escaping @Sendable () -> [Model],
        report: @escaping @Sendable (ReferenceMC, WorkNews) -> Void
    ) throws(ThreadError) {
        let mailbox = mailbox
        try BackgroundThread.start(name: "work") {
            // At full priority: the first picture waits for the models.
            let models = models()
            BackgroundThread.giveWay()
            var workers: (reference: ReferenceMC, all: BackgroundWorkers)?
            while let order = mailbox.wait(resting: Memory.giveBack) {
                // What is known of other responses is of no use.
                if workers?.reference != order.reference {
                    let truth = Truth(reference: order.reference, dataSet: dataSet)
                    workers = (order.reference, BackgroundWorkers(truth: truth, models: models))
                }
                workers?.all.run(order.work, isWanted: { mailbox.isNewest(order) }, report: { report(order.reference, $0) })
            }
        }
    }

    deinit { mailbox.close() }

    /// Replaces what is being worked on; nil stops it.
    func submit(_ work: Work?, for reference: ReferenceMC) { mailbox.put(work, for: reference) }

    /// Ends whatever is being worked on, and the thread.
    func close() { mailbox.close() }
}

private struct Order {
    var number: Int
    var work: Work
    var reference: ReferenceMC
}

/// Holds the newest wish until the worker takes it.
private final class Mailbox: Sendable {
    private struct Content {
        var waiting: Order?
        var newest = 0
        var isClosed = false
    }

    private let content = Guarded(Content())
    private let news = DispatchSemaphore(value: 0)

    func put(_ work: Work?, for reference: ReferenceMC) {
        content.withLock { content in
            content.newest += 1
            content.waiting = work.map { Order(number: content.newest, work: $0, reference: reference) }
        }
        news.signal()
    }

    func close() {
        content.withLock { content in
            content.isClosed = true
            content.newest += 1
        }
        news.signal()
    }

    /// Without work for so long, it rests.
    private static let rest = DispatchTimeInterval.seconds(2)

    /// The next order; nil when there will be none. Calls `resting` once if it takes long to come.
    func wait(resting: () -> Void) -> Order? {
        var isResting = false
        while true {
            if isResting {
                news.wait()
            } else if news.wait(timeout: .now() + Self.rest) == .timedOut {
                resting()
                isResting = true
                continue
            }
            let (order, isClosed) = content.withLock { content in
                defer { content.waiting = nil }
                return (content.waiting, content.isClosed)
            }
            if isClosed { return nil }
            if let order { return order }
        }
    }

    func isNewest(_ order: Order) -> Bool {
        content.withLock { $0.newest == order.number }
    }
}
