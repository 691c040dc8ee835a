import Calorimeter
import Evaluation
import Scoring

/// The observables of all kinds of responses that have been made for one source, seed and convention.
struct HistogramSamples {
    /// Samples made at once by one thread.
    static let chunk = 16

    private var request: HistogramRequest
    private var samples: [HistogramKind: ObservableSamples] = [:]
    /// How many samples of each kind were made, or found not to be there.
    private(set) var counts: [HistogramKind: Int] = [:]
    private var masks = CutMasks()

    init(_ request: HistogramRequest) { self.request = request }

    /// Forgets what a new request does not share.
    mutating func adopt(_ new: HistogramRequest) {
        if new.source != request.source || new.seed != request.seed || new.convention != request.convention
            || new.target != request.target
        {
            (samples, counts, masks) = ([:], [:], CutMasks())
        }
        if new.pinned != request.pinned {
            for kind in counts.keys where kind.isPinned {
                (samples[kind], counts[kind]) = (nil, nil)
                masks.forget(kind)
            }
        }
        request = new
    }

    /// Samples that the truth, its repeat and all of these kinds have.
    func leastCount(of kinds: [HistogramKind]) -> Int {
        ([.truth, .truthRepeat] + kinds).reduce(.max) { min($0, counts[$1] ?? 0) }
    }

    /// Takes over the next samples of each kind; what is there already stays.
    mutating func append(_ chunk: HistogramChunk) {
        for (kind, values) in chunk.values {
            counts[kind, default: 0] += chunk.count
            for values in values { samples[kind, default: ObservableSamples()].append(values) }
        }
    }

    /// The histograms of what is there, sorted once for any binning.
    ///
    /// - Parameters:
    ///   - target: responses of each kind that there will be.
    ///   - models: those whose responses there are; what is not among them has pictures.
    ///   - particle: the particle of a sample of a kind.
    mutating func result(
        _ request: HistogramRequest, target: Int, models: [Model] = [], on detector: Detector,
        particle: (Int, HistogramKind) -> Particle
    ) -> HistogramResult {
        /// What is known of a kind; nothing where that is not enough for the cut.
        func known(_ kind: HistogramKind) -> Set<Observable> {
            let known = models.first { $0.name == kind.model }?.observables(with: request.convention) ?? Set(Observable.allCases)
            return request.cut.map { $0.observables.isSubset(of: known) } ?? true ? known : []
        }
        /// The samples of a kind, unknown where they do not fulfil the cut.
        func counted(_ kind: HistogramKind) -> (samples: ObservableSamples, kept: Int?) {
            guard let all = samples[kind] else { return (ObservableSamples(), nil) }
            guard let cut = request.cut else { return (all, nil) }
            guard !known(kind).isEmpty else { return (all.keeping(Array(repeating: false, count: all.count)), 0) }
            let isKept = masks.mask(cut, kind, all, on: detector) { particle($0, kind) }
            return (all.keeping(isKept), isKept.count { $0 })
        }
        let (truth, kept) = counted(.truth)
        let repeated = counted(.truthRepeat).samples
        let observables = request.set.observables
        let sortedTruth = observables.map { SortedSample(known: truth[$0]) }
        let floors = zip(observables, sortedTruth).map { observable, sorted in
            wasserstein1(sorted: sorted.values, sorted: SortedSample(known: repeated[observable]).values)
        }
        var plane: PlaneCounts?
        let models = request.kinds.compactMap { kind -> HistogramResult.Model? in
            guard let all = samples[kind] else { return nil }
            let generated = counted(kind).samples
            let sorted = observables.map { SortedSample(known: generated[$0]) }
            // While a model that was added later catches up, it is compared with as many of the same particles.
            let shared = min(truth.count, generated.count)
            // What a file lacks is left out of the truth too.
            let isThere = all[.sum].prefix(shared).map { !$0.isNaN }
            let isWhole = shared == truth.count && isThere.allSatisfy(\.self)
            var ownTruth: [SortedSample] = []
            let distances = observables.indices.map { place in
                let trueValues = zip(truth[observables[place]], isThere).map { $1 ? $0 : .nan }
                let sortedTrue = isWhole ? sortedTruth[place] : SortedSample(known: trueValues)
                ownTruth.append(sortedTrue)
                // A cut on responses leaves no pairs.
                if request.cut?.usesResponse == true { return WassersteinEstimate(sortedTrue, sorted[place]) }
                let pairs = zip(trueValues, generated[observables[place]]).filter { !$0.isNaN && !$1.isNaN }
                return WassersteinEstimate(paired: pairs.map(\.0), pairs.map(\.1), sortedA: sortedTrue, sortedB: sorted[place])
            }
            let missing = isThere.count { !$0 }
            let known = known(kind)
            if let wanted = request.plane, known.isSuperset(of: wanted.observables),
                kind == request.models.first.map({ .model($0) })
            {
                let present = generated.count - missing
                plane = PlaneCounts(
                    wanted, truth: truth, generated: generated, isThere: missing > 0 ? isThere : nil,
                    made: request.cut == nil ? nil : (missing > 0 ? present : truth.count, present))
            }
            return HistogramResult.Model(
                name: kind.name, count: generated.count, missing: missing, known: known, samples: sorted,
                truth: missing > 0 ? ownTruth : nil, distances: distances)
        }
        return HistogramResult(
            request: request, count: truth.count, kept: kept, truth: sortedTruth, floors: floors, models: models,
            plane: plane ?? request.plane.map { PlaneCounts($0, truth: truth, generated: nil) }, target: target)
    }
}

extension SortedSample {
    /// The values that are not NaN: an empty response has no centre.
    init(known values: [Float]) {
        self.init(values.contains(where: \.isNaN) ? values.filter { !$0.isNaN } : values)
    }
}

/// Which samples fulfil a cut. Each is asked once, however often there are more of them.
struct CutMasks {
    private var cut: Cut?
    private var isKept: [HistogramKind: [Bool]] = [:]

    /// Forgets what was found of a kind of samples.
    mutating func forget(_ kind: HistogramKind) { isKept[kind] = nil }

    /// The samples of a kind that fulfil a cut.
    ///
    /// - Parameter particle: the particle of a sample.
    mutating func mask(
        _ cut: Cut, _ kind: HistogramKind, _ samples: ObservableSamples, on detector: Detector, particle: (Int) -> Particle
    ) -> [Bool] {
        if self.cut != cut { (self.cut, isKept) = (cut, [:]) }
        // Out of the dictionary, so that it grows in place.
        var mask = isKept.removeValue(forKey: kind) ?? []
        mask.reserveCapacity(samples.count)
        for index in mask.count..<samples.count {
            mask.append(cut.holds(samples.values(ofResponse: index), of: particle(index), on: detector))
        }
        isKept[kind] = mask
        return mask
    }
}
