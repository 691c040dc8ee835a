import Calorimeter
import FastSimulation
import ReferenceMC
import Synchronization

/// Makes samples in the background, for the newest request only.
///
/// Delivers the pictures first and then, at most every 25 ms, the growing statistics. A newer request ends an older
/// one within a few milliseconds; what is still valid of its samples is kept.
final class SamplingService: Sendable {
    enum Delivery: Sendable {
        case pictures(SamplePictures)
        case statistics(SampleStatistics)
    }

    private let newest = Atomic<Int>(-1)
    private let worker: Worker
    private let deliver: @Sendable (Delivery) -> Void

    init(reference: ReferenceMC, models: [Generator], deliver: @escaping @Sendable (Delivery) -> Void) {
        worker = Worker(reference: reference, models: models)
        self.deliver = deliver
    }

    /// Replaces what is being sampled.
    func submit(_ request: SamplingRequest) {
        newest.store(request.id, ordering: .releasing)
        Task.detached(priority: .utility) { [self] in
            await worker.run(request, isNewest: { self.newest.load(ordering: .acquiring) == request.id }, deliver: deliver)
        }
    }

    /// Ends whatever is being sampled.
    func cancel() { newest.store(-1, ordering: .releasing) }
}

/// The one place where samples are made, one request at a time.
private actor Worker {
    let reference: ReferenceMC
    let models: [Generator]
    var accumulator: SampleAccumulator?

    init(reference: ReferenceMC, models: [Generator]) {
        self.reference = reference
        self.models = models
    }

    func run(
        _ request: SamplingRequest, isNewest: @Sendable () -> Bool,
        deliver: @Sendable (SamplingService.Delivery) -> Void
    ) {
        guard isNewest() else { return }
        let model = models.first { $0.name == request.model }
        if accumulator == nil {
            accumulator = SampleAccumulator(reference: reference, request: request, model: model)
        } else {
            accumulator?.adopt(request, model: model)
        }
        guard var samples = accumulator.take() else { return }
        defer { accumulator = samples }

        deliver(.pictures(samples.pictures(request)))
        var clock = FillClock()
        var lastReport = ContinuousClock.now
        // Truth, generated and repeat grow together, so that the floor always has the sizes of the comparison.
        while !samples.isComplete(target: request.target) {
            guard isNewest() else { return }
            clock.measureTruth(samples: &samples, target: request.target)
            guard isNewest() else { return }
            clock.measureGenerated(samples: &samples, target: request.target)
            if lastReport.duration(to: .now) > .milliseconds(25) {
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
    /// Samples a step: a few milliseconds of work.
    static let step = 16

    private var truth = (seconds: 0.0, samples: 0)
    private var generated = (seconds: 0.0, samples: 0)

    mutating func measureTruth(samples: inout SampleAccumulator, target: Int) {
        let before = samples.truth.count + samples.repeated.count
        let start = ContinuousClock.now
        samples.addTruth(Self.step, target: target)
        samples.addRepeat(Self.step, target: target)
        truth.seconds += start.duration(to: .now).seconds
        truth.samples += samples.truth.count + samples.repeated.count - before
    }

    mutating func measureGenerated(samples: inout SampleAccumulator, target: Int) {
        let before = samples.generated.count
        let start = ContinuousClock.now
        samples.addGenerated(Self.step, target: target)
        generated.seconds += start.duration(to: .now).seconds
        generated.samples += samples.generated.count - before
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
