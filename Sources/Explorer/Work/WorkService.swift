import Calorimeter
import DataSets
import Dispatch
import FastSimulation
import Foundation
import ReferenceMC
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
        dataSet: DataSet? = nil, models: @escaping @Sendable () -> [Generator],
        deliver: @escaping @Sendable (ExplorerEvent) -> Void
    ) throws(ThreadError) {
        let mailbox = mailbox
        try BackgroundThread.start(name: "work") {
            // On Linux this is the priority of the calling thread: keys and the terminal come first.
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
            let models = models()
            var workers: (reference: ReferenceMC, all: BackgroundWorkers)?
            while let order = mailbox.wait(resting: Memory.giveBack) {
                // What is known of other responses is of no use.
                if workers?.reference != order.reference {
                    let truth = Truth(reference: order.reference, dataSet: dataSet)
                    workers = (order.reference, BackgroundWorkers(truth: truth, models: models))
                }
                workers?.all.run(
                    WorkContext(
                        work: order.work, isWanted: { mailbox.isNewest(order) }, deliver: { deliver(.from(order.reference, $0)) })
                )
            }
        }
    }

    deinit { mailbox.close() }

    /// Replaces what is being worked on; nil stops it.
    func submit(_ work: Work?, for reference: ReferenceMC) { mailbox.put(work, for: reference) }

    /// Ends whatever is being worked on, and the thread.
    func close() { mailbox.close() }
}

/// A wish with its number.
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

/// The workers of all kinds of work, with what they keep from one piece to the next.
struct BackgroundWorkers {
    private var sampling: SamplingWorker
    private var histograms: HistogramWorker
    private var metrics: MetricsWorker
    private var diversity: DiversityWorker
    private var walk: WalkWorker
    private var compare: CompareWorker
    private var sweep: SweepWorker

    init(truth: Truth, models: [Generator]) {
        sampling = SamplingWorker(truth: truth, models: models)
        histograms = HistogramWorker(truth: truth, models: models)
        metrics = MetricsWorker(truth: truth, models: models)
        diversity = DiversityWorker(truth: truth, models: models)
        walk = WalkWorker(models: models)
        compare = CompareWorker(truth: truth, models: models)
        sweep = SweepWorker(truth: truth, models: models)
    }

    /// Works until it is done or not wanted any more.
    mutating func run(_ context: WorkContext) {
        switch context.work {
        case .sampling(let request): sampling.run(request, context)
        case .histograms(let request): histograms.run(request, context)
        case .diversity(let request): diversity.run(request, context)
        case .walk(let request): walk.run(request, context)
        case .metrics(let request): metrics.run(request, context)
        case .training(let request): context.deliver(.training(TrainingResult(reading: request)))
        case .compare(let request): compare.run(request, context)
        case .sweep(let request): sweep.run(request, context)
        }
        if context.isWanted() { context.deliver(.finished(context.work)) }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
