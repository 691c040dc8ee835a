import Calorimeter
import Dispatch
import FastSimulation
import Foundation
import ReferenceMC
import Synchronization

/// Makes samples in the background, for the newest request only.
///
/// Delivers the pictures first and then, a few times a second, the growing statistics. A newer request ends an older
/// one within a few milliseconds; what is still valid of its samples is kept.
///
/// It has a thread of its own, which sleeps on a semaphore: the system's thread pools wake up once a second to look
/// after themselves, and an idle explorer must not.
final class SamplingService: Sendable {
    enum Delivery: Sendable {
        case pictures(SamplePictures)
        case statistics(SampleStatistics)
    }

    private let mailbox = Mailbox()

    init(reference: ReferenceMC, models: [Generator], deliver: @escaping @Sendable (Delivery) -> Void) {
        let mailbox = mailbox
        let thread = Thread {
            // On Linux this is the priority of the calling thread: keys and the terminal come first.
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
            var worker = SamplingWorker(reference: reference, models: models)
            while let request = mailbox.wait() {
                worker.run(request, isNewest: { mailbox.isNewest(request) }, deliver: deliver)
            }
        }
        thread.name = "sampling"
        thread.start()
    }

    deinit { mailbox.close() }

    /// Replaces what is being sampled.
    func submit(_ request: SamplingRequest) { mailbox.put(request) }

    /// Ends whatever is being sampled, and the thread.
    func close() { mailbox.close() }
}

/// Holds the newest request until the worker takes it.
private final class Mailbox: Sendable {
    private struct Content {
        var waiting: SamplingRequest?
        var newest = -1
        var isClosed = false
    }

    private let content = Mutex(Content())
    private let news = DispatchSemaphore(value: 0)

    func put(_ request: SamplingRequest) {
        content.withLock { ($0.waiting, $0.newest) = (request, request.id) }
        news.signal()
    }

    func close() {
        content.withLock { ($0.isClosed, $0.newest) = (true, -1) }
        news.signal()
    }

    /// The next request; nil when there will be none.
    func wait() -> SamplingRequest? {
        while true {
            news.wait()
            let (request, isClosed) = content.withLock { content in
                defer { content.waiting = nil }
                return (content.waiting, content.isClosed)
            }
            if isClosed { return nil }
            if let request { return request }
        }
    }

    func isNewest(_ request: SamplingRequest) -> Bool {
        content.withLock { $0.newest == request.id }
    }
}

/// Makes samples, one request at a time.
private struct SamplingWorker {
    /// The least time between two deliveries of statistics: fast enough to be seen filling, slow enough to leave the
    /// terminal time for keys.
    private static let reportInterval = Duration.milliseconds(66)

    private let reference: ReferenceMC
    private let models: [Generator]
    private var accumulator: SampleAccumulator?

    init(reference: ReferenceMC, models: [Generator]) {
        self.reference = reference
        self.models = models
    }

    mutating func run(
        _ request: SamplingRequest, isNewest: () -> Bool, deliver: (SamplingService.Delivery) -> Void
    ) {
        guard isNewest() else { return }
        let model = models.first { $0.name == request.model }
        var samples = accumulator.take() ?? SampleAccumulator(reference: reference, request: request, model: model)
        defer { accumulator = samples }
        samples.adopt(request, model: model)

        deliver(.pictures(samples.pictures(request)))
        var clock = FillClock()
        var lastReport = ContinuousClock.now
        // Generated and repeat grow together, so that the floor always has the sizes of the distance beside it.
        while !samples.isComplete(target: request.target) {
            let step = clock.step
            guard isNewest() else { return }
            clock.measureTruth(samples: &samples, count: step, target: request.target)
            guard isNewest() else { return }
            clock.measureGenerated(samples: &samples, count: step, target: request.target)
            if lastReport.duration(to: .now) > Self.reportInterval {
                deliver(.statistics(samples.statistics(request: request, timing: clock.timing)))
                lastReport = .now
            }
        }
        guard isNewest() else { return }
        deliver(.statistics(samples.statistics(request: request, timing: clock.timing)))
    }
}

/// Fills in small steps and keeps the time that each kind of sample takes.
private struct FillClock {
    /// About how long a step takes, so that a newer request never waits long: a fraction of a frame.
    private static let stepSeconds = 0.001
    /// The most samples a step makes.
    private static let largestStep = 32

    private var truth = (seconds: 0.0, samples: 0)
    private var generated = (seconds: 0.0, samples: 0)

    /// Makes a step of true responses and of their independent repeat.
    mutating func measureTruth(samples: inout SampleAccumulator, count: Int, target: Int) {
        let before = samples.truth.count + samples.repeated.count
        let start = ContinuousClock.now
        samples.addTruth(count, target: target)
        samples.addRepeat(count, target: target)
        truth.seconds += start.duration(to: .now).seconds
        truth.samples += samples.truth.count + samples.repeated.count - before
    }

    /// Makes a step of generated responses.
    mutating func measureGenerated(samples: inout SampleAccumulator, count: Int, target: Int) {
        let before = samples.generated.count
        let start = ContinuousClock.now
        samples.addGenerated(count, target: target)
        generated.seconds += start.duration(to: .now).seconds
        generated.samples += samples.generated.count - before
    }

    /// How many samples of each kind the next step makes, by the time they have taken so far.
    var step: Int {
        guard let timing else { return 1 }
        let slowest = max(2 * (timing.truth ?? 0), timing.generated ?? 0, 1e-6)
        return min(max(Int(Self.stepSeconds / slowest), 1), Self.largestStep)
    }

    /// Nil while nothing was made in this request.
    var timing: SampleTiming? {
        guard truth.samples > 0 || generated.samples > 0 else { return nil }
        return SampleTiming(
            truth: truth.samples > 0 ? truth.seconds / Double(truth.samples) : nil,
            generated: generated.samples > 0 ? generated.seconds / Double(generated.samples) : nil)
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
