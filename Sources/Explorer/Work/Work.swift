/// What a view wants worked out in the background. Equal values have equal results, whenever they are asked for.
enum Work: Equatable, Sendable {
    case sampling(SamplingRequest)
    case histograms(HistogramRequest)
    case diversity(DiversityRequest)
    case walk(WalkRequest)
    case training(TrainingRequest)
    case compare(CompareRequest)
    case sweep(SweepRequest)
    case metrics(MetricsRequest)
}

/// What the background has found. Each carries its request, so that a late one is known.
enum WorkResult: Sendable {
    case pictures(SamplePictures)
    case statistics(SampleStatistics)
    case histograms(HistogramResult)
    case diversity(DiversityResult)
    case walk(WalkResult)
    case training(TrainingResult)
    case compare(CompareResult)
    case sweep(SweepResult)
    case metrics(MetricsResult)
}

/// How far a piece of work is that takes longer than a moment.
struct WorkProgress: Equatable, Sendable {
    var work: Work
    /// Units of the work, such as samples.
    var done: Int
    var total: Int
    /// Units a second, so far.
    var perSecond: Double

    var fraction: Double { total > 0 ? min(Double(done) / Double(total), 1) : 0 }
    /// Seconds until it is done at this rate; nil while nothing is known.
    var secondsLeft: Double? { perSecond > 0 ? Double(max(total - done, 0)) / perSecond : nil }
}

/// What a worker may ask and tell while it works.
struct WorkContext {
    let work: Work
    /// False as soon as something else is wanted: the worker then stops within a few milliseconds.
    let isWanted: () -> Bool
    let deliver: (ExplorerEvent) -> Void
    /// Off where the result must be the same each time.
    var measuresTime = true

    func deliver(_ result: WorkResult) { deliver(.work(result)) }
}

/// Reports progress of one piece of work: not before it has taken a while, and a few times a second then.
struct ProgressReporter {
    /// Shorter work needs no bar.
    private static let patience = Duration.milliseconds(100)
    /// The least time between two deliveries: fast enough to be seen filling, slow enough to leave the terminal time
    /// for keys.
    static let interval = Duration.milliseconds(66)

    private let context: WorkContext
    private let total: Int
    private let alreadyDone: Int
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now

    /// - Parameter done: what was there before this work began, which says nothing about its rate.
    init(_ context: WorkContext, done: Int, total: Int) {
        self.context = context
        self.total = total
        alreadyDone = done
    }

    /// Reports if it is time to; true if it is, so that the worker delivers what it has so far.
    mutating func isTimeToDeliver(done: Int) -> Bool {
        let now = ContinuousClock.now
        guard last.duration(to: now) > Self.interval else { return false }
        last = now
        let taken = start.duration(to: now)
        if taken > Self.patience {
            let rate = Double(done - alreadyDone) / taken.seconds
            context.deliver(.progress(WorkProgress(work: context.work, done: done, total: total, perSecond: rate)))
        }
        return true
    }
}
