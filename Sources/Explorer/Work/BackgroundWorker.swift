import Scoring

/// Works on the requests of one kind, and keeps from one to the next what is still valid.
protocol BackgroundWorker {
    associatedtype Request: WorkRequest
    init(truth: Truth, models: [Model])
    /// Works until the request is done or not wanted any more.
    mutating func run(_ request: Request, _ context: WorkContext<Request>)
}

/// What a worker may ask and report while it works.
struct WorkContext<Request: WorkRequest> {
    let request: Request
    /// False as soon as something else is wanted: the worker then stops within a few milliseconds.
    let isWanted: () -> Bool
    fileprivate let report: (WorkNews) -> Void
    /// Off where the result must be the same each time.
    let measuresTime: Bool

    init(_ request: Request, measuresTime: Bool = true, isWanted: @escaping () -> Bool, report: @escaping (WorkNews) -> Void) {
        (self.request, self.measuresTime, self.isWanted, self.report) = (request, measuresTime, isWanted, report)
    }

    func deliver(_ result: Request.Result) { report(.result(result)) }
}

/// The workers of one calorimeter; each is made when its first request comes.
struct BackgroundWorkers {
    private let truth: Truth
    private let models: [Model]
    private var workers: [ObjectIdentifier: any BackgroundWorker] = [:]

    init(truth: Truth, models: [Model]) {
        (self.truth, self.models) = (truth, models)
    }

    /// - Parameter measuresTime: off where the result must be the same each time.
    mutating func run(
        _ work: Work, measuresTime: Bool = true, isWanted: @escaping () -> Bool, report: @escaping (WorkNews) -> Void
    ) {
        run(work.request, measuresTime: measuresTime, isWanted: isWanted, report: report)
    }

    private mutating func run<Request: WorkRequest>(
        _ request: Request, measuresTime: Bool, isWanted: @escaping () -> Bool, report: @escaping (WorkNews) -> Void
    ) {
        let key = ObjectIdentifier(Request.self)
        var worker = workers.removeValue(forKey: key) as? Request.Worker ?? Request.Worker(truth: truth, models: models)
        worker.run(request, WorkContext(request, measuresTime: measuresTime, isWanted: isWanted, report: report))
        workers[key] = worker
        if isWanted() { report(.finished(Work(request))) }
    }
}

/// Reports progress of one piece of work: not before it has taken a while, and a few times a second then.
struct ProgressReporter {
    /// Shorter work needs no bar.
    private static let patience = Duration.milliseconds(100)
    /// The least time between two deliveries: fast enough to be seen filling, slow enough to leave the terminal time
    /// for keys.
    static let interval = Duration.milliseconds(66)

    private let work: Work
    private let report: (WorkNews) -> Void
    private let total: Int
    private let alreadyDone: Int
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now

    /// - Parameter done: what was there before this work began, which says nothing about its rate.
    init<Request: WorkRequest>(_ context: WorkContext<Request>, done: Int, total: Int) {
        (work, report) = (Work(context.request), context.report)
        (self.total, alreadyDone) = (total, done)
    }

    /// Reports if it is time to; true if it is, so that the worker delivers what it has so far.
    mutating func isTimeToDeliver(done: Int) -> Bool {
        let now = ContinuousClock.now
        guard last.duration(to: now) > Self.interval else { return false }
        last = now
        let taken = start.duration(to: now)
        if taken > Self.patience {
            let rate = Double(done - alreadyDone) / taken.seconds
            report(.progress(WorkProgress(work: work, done: done, total: total, perSecond: rate)))
        }
        return true
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
