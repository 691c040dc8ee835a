import Calorimeter
import Evaluation
import DataSets
import Foundation
import ReferenceMC
import Scoring
import Threads

/// Counts the observables of one particle or of the test set, on several threads.
///
/// Sample k is the same whenever and wherever it is made; so a model that is added finds the truth there, and what was
/// stopped goes on where it stood.
struct HistogramWorker: BackgroundWorker {
    private let truth: Truth
    private let models: [Model]
    var threads = Processors.usable
    private var samples: HistogramSamples?
    private var testSet: [Particle] = []
    private var stored: StoredSamples?
    /// Those of the pinned particle.
    private var pinned: StoredSamples?

    init(truth: Truth, models: [Model]) { (self.truth, self.models) = (truth, models) }

    mutating func run(_ request: HistogramRequest, _ context: WorkContext<HistogramRequest>) {
        guard context.isWanted() else { return }
        if let dataSet = truth.dataSet, stored?.source != request.source {
            stored = StoredSamples(dataSet, source: request.source)
        } else if truth.dataSet == nil, testSet.count != request.target, request.source == .testSet {
            testSet = ConditionSampler(detector: truth.detector).particles(count: request.target, seed: SampleCounts.testSetSeed)
        }
        if let dataSet = truth.dataSet, pinned?.source != request.pinned.map({ .particle($0) }) {
            pinned = request.pinned.map { StoredSamples(dataSet, source: .particle($0)) }
        }
        let target = stored.map { min($0.count, request.target) } ?? request.target
        var samples = samples.take() ?? HistogramSamples(request)
        defer { self.samples = samples }
        samples.adopt(request)
        let wanted = models.filter { request.models.contains($0.name) }
        let kinds = request.kinds.filter { kind in
            if case .model(let name) = kind { wanted.contains { $0.name == name } } else { true }
        }
        let first = samples.leastCount(of: kinds) / HistogramSamples.chunk
        let chunks = (target + HistogramSamples.chunk - 1) / HistogramSamples.chunk
        let maker = HistogramChunkMaker(
            request: request, target: target, particles: request.source == .testSet ? testSet : [], truth: truth, stored: stored,
            pinned: pinned, models: wanted, present: samples.counts)
        let work = OrderedWork(count: max(0, chunks - first), threads: threads) {
            BackgroundThread.giveWay()
            let thread = HistogramThread(maker: maker)
            return { thread.chunk(first + $0) }
        }
        defer { work.cancel() }
        func result() -> HistogramResult {
            var result = samples.result(request, target: target, models: wanted, on: truth.detector, particle: maker.particle)
            result.dataSetName = truth.dataSet?.name
            if case .particle(let particle) = request.source, case .nearest(_, let distance)? = truth.dataSet?.match(particle) {
                result.distance = distance
            }
            return result
        }
        var reporter = ProgressReporter(context, done: samples.leastCount(of: kinds), total: target)
        var pace = DeliveryPace()
        for _ in first..<max(first, chunks) {
            var chunk: HistogramChunk?
            while chunk == nil {
                guard context.isWanted() else { return }
                chunk = work.next(within: .milliseconds(5))
            }
            if let chunk { samples.append(chunk) }
            let done = samples.leastCount(of: kinds)
            guard done < target else { break }
            if reporter.isTimeToDeliver(done: done) { pace.deliver { context.deliver(result()) } }
        }
        guard context.isWanted() else { return }
        context.deliver(result())
    }
}

/// Leaves most of the time to the work: what takes long to sum up is delivered less often.
struct DeliveryPace {
    private static let share = 8
    private var next = ContinuousClock.now

    mutating func deliver(_ make: () -> Void) {
        let start = ContinuousClock.now
        guard start >= next else { return }
        make()
        next = ContinuousClock.now + start.duration(to: .now) * Self.share
    }
}

/// Which responses a sample is of.
enum HistogramKind: Hashable, Sendable {
    case truth, truthRepeat
    case model(String)
    /// The truth and a model of the pinned particle.
    case pinnedTruth
    case pinned(String)

    var isPinned: Bool {
        switch self {
        case .pinnedTruth, .pinned: true
        case .truth, .truthRepeat, .model: false
        }
    }

    /// The name of the model that makes it; nil: the truth.
    var model: String? {
        switch self {
        case .truth, .truthRepeat, .pinnedTruth: nil
        case .model(let name), .pinned(let name): name
        }
    }

    /// What it is called in legends and files.
    var name: String {
        switch self {
        case .truth, .truthRepeat: "true"
        case .model(let name): name
        case .pinnedTruth: "pinned true"
        case .pinned(let name): "pinned \(name)"
        }
    }
}

/// The observables of some consecutive samples.
struct HistogramChunk: Sendable {
    var count: Int
    var values: [(HistogramKind, [ObservableValues])]
}

/// Makes chunks; each thread has buffers of its own.
private struct HistogramChunkMaker: Sendable {
    let request: HistogramRequest
    /// Responses of each kind that there will be.
    let target: Int
    let particles: [Particle]
    let truth: Truth
    /// The samples of a data set, if there is one.
    let stored: StoredSamples?
    let pinned: StoredSamples?
    let models: [Model]
    /// Samples that are there already.
    let present: [HistogramKind: Int]

    func particle(_ sample: Int, of kind: HistogramKind) -> Particle {
        if kind.isPinned, let pinned = request.pinned { return pinned }
        if kind == .truthRepeat, let stored { return stored.particle(ofRepeat: sample) }
        if let stored, case .testSet = request.source { return stored.particle(sample) }
        return switch request.source {
        case .particle(let particle): particle
        case .testSet: particles[sample]
        }
    }
}

private struct HistogramThread {
    private let maker: HistogramChunkMaker
    private let reader: ObservableReader
    private let origins: [(kind: HistogramKind, origin: Origin)]

    /// Where the samples of a kind come from.
    private enum Origin {
        case sampler(Sampler)
        /// The place of each sample in a file; nil where it has none.
        case rows([Int?], DataSet)
    }

    init(maker: HistogramChunkMaker) {
        self.maker = maker
        reader = ObservableReader(detector: maker.truth.detector, convention: maker.request.convention)
        let responders: [(HistogramKind, any Responder)] =
            [
                (.truth, maker.stored?.truth ?? maker.truth.responder(.truth)),
                (.truthRepeat, maker.stored?.repeated ?? maker.truth.responder(.truthRepeat)),
            ] + maker.models.compactMap { model in model.generator.map { (.model(model.name), $0) } }
        let files = maker.models.compactMap { model -> (HistogramKind, Origin)? in
            guard let file = model.file, let stored = maker.stored else { return nil }
            return (.model(model.name), .rows(stored.rows(of: file), file.file))
        }
        origins =
            responders.map { ($0, .sampler(Sampler($1, batch: HistogramSamples.chunk))) } + files
            + (maker.request.pinned == nil ? [] : Self.pinned(maker))
    }

    /// The truth and the model in front of the pinned particle.
    private static func pinned(_ maker: HistogramChunkMaker) -> [(HistogramKind, Origin)] {
        var origins: [(HistogramKind, Origin)] = []
        if let pinned = maker.pinned, let dataSet = maker.truth.dataSet {
            origins.append((.pinnedTruth, .rows((0..<maker.target).map(pinned.row), dataSet)))
        } else {
            origins.append((.pinnedTruth, .sampler(Sampler(maker.truth.responder(.truth), batch: HistogramSamples.chunk))))
        }
        guard let name = maker.request.models.first, let model = maker.models.first(where: { $0.name == name }) else {
            return origins
        }
        if let file = model.file, let pinned = maker.pinned {
            let rows = pinned.rows(of: file)
            let all = (0..<maker.target).map { rows.indices.contains($0) ? rows[$0] : nil }
            origins.append((.pinned(name), .rows(all, file.file)))
        } else {
            origins.append((.pinned(name), .sampler(Sampler(model.responder, batch: HistogramSamples.chunk))))
        }
        return origins
    }

    func chunk(_ number: Int) -> HistogramChunk {
        let first = number * HistogramSamples.chunk
        let range = first..<min(first + HistogramSamples.chunk, maker.target)
        var chunk = HistogramChunk(count: range.count, values: [])
        for (kind, origin) in origins where maker.present[kind, default: 0] < range.upperBound {
            var values: [ObservableValues] = []
            values.reserveCapacity(range.count)
            let indices = kind == .truthRepeat ? maker.stored?.repeats(of: range) ?? range : range
            func add(_ sample: Int, _ photons: UnsafeBufferPointer<Float>) {
                values.append(
                    reader.values(photons, landing: LandingPoint(of: maker.particle(sample, of: kind), on: reader.detector)))
            }
            switch origin {
            case .sampler(let sampler):
                sampler.make(indices, seed: maker.request.seed, particle: { maker.particle($0, of: kind) }, add)
            case .rows(let rows, let dataSet) where !dataSet.hasPictures:
                for sample in range {
                    let sums = rows[sample].flatMap { row in dataSet.sums?[row].known(with: maker.request.convention) }
                    values.append(sums.map { ObservableValues($0) } ?? ObservableValues())
                }
            case .rows(let rows, let dataSet):
                withUnsafeTemporaryAllocation(of: Float.self, capacity: reader.detector.pixelCount) { photons in
                    photons.initialize(repeating: 0)
                    for sample in range {
                        if let row = rows[sample] {
                            dataSet.responses.copy(row, into: photons)
                            add(sample, UnsafeBufferPointer(photons))
                        } else {
                            values.append(ObservableValues())
                        }
                    }
                }
            }
            chunk.values.append((kind, values))
        }
        return chunk
    }
}
