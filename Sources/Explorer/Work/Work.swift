/// What a page wants worked out in the background. Equal requests have equal results, whenever they are made.
protocol WorkRequest: Equatable, Sendable {
    associatedtype Result: WorkResult where Result.Request == Self
    associatedtype Worker: BackgroundWorker where Worker.Request == Self
}

/// What the background found for a request, or part of it.
protocol WorkResult: Sendable {
    associatedtype Request: WorkRequest where Request.Result == Self
    /// What it answers, so that a late result is recognised.
    var request: Request { get }

    /// Whether it shows what a request asks for; its numbers may still grow.
    func answers(_ request: Request) -> Bool
    /// What is known once this result has arrived after `known`.
    func merged(into known: Self?, wanted: Request) -> Self?
}

extension WorkResult {
    func answers(_ request: Request) -> Bool { self.request == request }
    func merged(into known: Self?, wanted: Request) -> Self? { request == wanted ? self : known }
}

/// A request of any page.
struct Work: Equatable, Sendable {
    let request: any WorkRequest

    init(_ request: any WorkRequest) { self.request = request }

    static func == (left: Work, right: Work) -> Bool { left.request.isEqual(to: right.request) }
}

extension WorkRequest {
    fileprivate func isEqual(to other: any WorkRequest) -> Bool { other as? Self == self }
}

/// What the background reports.
enum WorkNews: Sendable {
    case result(any WorkResult)
    /// It is busy with something that takes longer than a moment.
    case progress(WorkProgress)
    case finished(Work)
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
    /// Seconds until it is done at this rate; nil while the rate is unknown.
    var secondsLeft: Double? { perSecond > 0 ? Double(max(total - done, 0)) / perSecond : nil }
}
