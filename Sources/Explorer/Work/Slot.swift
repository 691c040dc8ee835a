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
