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

/// The state of one kind of work on one calorimeter: what is wanted, and the latest result.
struct Slot<Request: WorkRequest>: Sendable {
    private(set) var wanted: Request?
    /// May answer an older request: it stays on the screen until there is a newer one.
    private(set) var result: Request.Result?
    /// Whether the result shows what is wanted.
    private(set) var isCurrent = false

    mutating func want(_ request: Request) {
        guard wanted != request else { return }
        wanted = request
        compare()
    }

    /// Takes a result over if it is still wanted.
    mutating func receive(_ new: Request.Result) {
        guard let wanted else { return }
        result = new.merged(into: result, wanted: wanted)
        compare()
    }

    private mutating func compare() {
        isCurrent = wanted.flatMap { request in result.map { $0.answers(request) } } ?? false
    }
}

/// The slots of one calorimeter, one for each type of request.
struct Slots: Sendable {
    private var slots: [ObjectIdentifier: any Sendable] = [:]

    subscript<Request: WorkRequest>(_ type: Request.Type) -> Slot<Request> {
        get { slots[ObjectIdentifier(type)] as? Slot<Request> ?? Slot() }
        set { slots[ObjectIdentifier(type)] = newValue }
    }

    mutating func want(_ work: Work) { want(work.request) }

    private mutating func want<Request: WorkRequest>(_ request: Request) {
        if self[Request.self].wanted != request { self[Request.self].want(request) }
    }

    mutating func receive<Result: WorkResult>(_ result: Result) { self[Result.Request.self].receive(result) }

    /// Whether there is a result that shows what was wanted last of this kind.
    func isCurrent(_ work: Work) -> Bool { isCurrent(work.request) }

    private func isCurrent<Request: WorkRequest>(_ request: Request) -> Bool { self[Request.self].isCurrent }

    mutating func forget<Request: WorkRequest>(_ type: Request.Type) { slots[ObjectIdentifier(type)] = nil }
}
