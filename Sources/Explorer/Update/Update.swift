import Calorimeter
import Canvas
import Terminal

extension ExplorerState {
    /// How many samples of each kind fill the histograms.
    static let sampleTarget = 1000
    /// The last sample that a stream has a name for.
    static let lastSample = Int(UInt32.max)
    /// How long a message stays.
    static let messageTime = Duration.seconds(3)
    /// The time between samples while playing.
    static let playInterval = Duration.milliseconds(100)

    /// The only function that changes the state: one event in, what is to be done outside out.
    ///
    /// `now` is the time since the start.
    mutating func update(_ event: ExplorerEvent, at now: Duration) -> [ExplorerEffect] {
        var effects: [ExplorerEffect] = []
        switch event {
        case .terminal(let event): effects = handle(event, at: now)
        case .pictures(let new):
            if new.request == lastRequest { pictures = new }
        case .statistics(let new):
            if let lastRequest, new.request.hasTheSameSamples(as: lastRequest) {
                statistics = new
                if let measured = new.timing { timing = measured }
            }
        case .moment: passMoment(at: now)
        }
        if let request = newRequest() {
            lastRequest = request
            effects.append(.sample(request))
        }
        return effects
    }

    /// The first request, and the pictures it asks for.
    mutating func start() -> [ExplorerEffect] { update(.moment, at: .zero) }

    /// When the state wants to be asked again, if nothing else happens.
    var nextMoment: Duration? { [message?.until, nextSampleAt].compactMap(\.self).min() }

    private mutating func passMoment(at now: Duration) {
        if let until = message?.until, now >= until { message = nil }
        if let next = nextSampleAt, now >= next {
            // A model slower than the beat sets the pace.
            if arePicturesCurrent { sampleIndex = min(sampleIndex + 1, Self.lastSample) }
            nextSampleAt = now + Self.playInterval
        }
    }

    /// What to sample for the present state, if that differs from what is being sampled.
    private func newRequest() -> SamplingRequest? {
        let request = SamplingRequest(
            id: (lastRequest?.id ?? -1) + 1, particle: particle, seed: seed, index: sampleIndex, model: model?.name,
            convention: convention, target: Self.sampleTarget, gallery: ExploreLayout(size: size, detector: detector).galleryCount)
        if let lastRequest, lastRequest.asksForTheSame(as: request) { return nil }
        return request
    }

    private mutating func handle(_ event: TerminalEvent, at now: Duration) -> [ExplorerEffect] {
        switch event {
        case .key(let key):
            message = nil
            return press(key, at: now)
        case .mouse(let mouse): return isMouseOn ? point(mouse, at: now) : []
        case .paste(let text):
            paste(text, at: now)
            return []
        case .resize(let width, let height):
            size = Size(width, height)
            return []
        case .resumed: return [.redraw]
        case .terminate(let signal): return [.die(signal: signal)]
        }
    }

    /// Says something for three seconds.
    mutating func say(_ text: String, at now: Duration) {
        message = Message(text: text, isError: false, until: now + Self.messageTime)
    }

    /// Says what went wrong; it stays until a key is pressed.
    mutating func complain(_ text: String) {
        message = Message(text: text, isError: true, until: nil)
    }
}
