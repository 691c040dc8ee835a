#if DEBUG || FUZZING
import Calorimeter
@testable import DataSets
import Evaluation
@testable import Explorer
import Foundation
import Random
import ReferenceMC

/// Results for any request, of the right shape, with usual, empty and absurd contents, made without doing the work.
struct Deliveries: Sendable {
    private let responses: [Response]
    private let samples: [ChannelSamples]
    private let sorted: [[SortedSample]]
    private let profiles: [(truth: ResponseProfiles, generated: ResponseProfiles)?]
    private let observables: [ObservableSamples]
    private let spreads: [Spread]
    private let scores: [Score?]
    /// Training histories: usual, empty, truncated, absurd, missing.
    let histories: [String]
    private let runs: [String: TrainingRunFile]
    private let truths: [OpenedTruth]

    /// The histories of each calorimeter.
    static func all(folder: URL) throws -> [Detector: Deliveries] {
        try Dictionary(uniqueKeysWithValues: Detector.all.map { ($0, try Deliveries(detector: $0, folder: folder)) })
    }

    /// - Parameter folder: the folder for the histories.
    init(detector: Detector, folder: URL) throws {
        let numbers: [(Int) -> Float] = [
            { _ in 0 }, { Float($0 % 7) }, { $0 == 700 ? 90 : 0 }, { _ in 1e30 }, { $0 % 3 == 0 ? .infinity : 1 },
            { $0 % 5 == 0 ? .nan : 0.25 },
            { Float($0) * .leastNonzeroMagnitude }, { $0 % 2 == 0 ? -1 : 1 },
        ]
        responses = numbers.map { number in
            Response(rows: detector.rows, columns: detector.columns, photons: (0..<detector.pixelCount).map(number))
        }
        samples = [0, 1, 10, 60, 200].flatMap { count in
            numbers.map { number in
                var samples = ChannelSamples()
                for index in 0..<count {
                    var sums = ChannelSums()
                    for channel in 0..<ChannelSums.count { sums[channel] = number(index * (channel + 1)) }
                    samples.append(sums)
                }
                return samples
            }
        }
        sorted = samples.map { samples in (0..<ChannelSums.count).map { SortedSample(samples[$0]) } }
        observables = [0, 1, 60].flatMap { count in
            numbers.map { number in
                var samples = ObservableSamples()
                for index in 0..<count {
                    var values = ObservableValues()
                    for observable in Observable.allCases { values[observable] = number(index * (observable.index + 1)) }
                    samples.append(values)
                }
                return samples
            }
        }
        spreads =
            responses.map { response in
                var accumulator = SpreadAccumulator(pixels: detector.pixelCount)
                for _ in 0..<2 { response.photons.withUnsafeBufferPointer { accumulator.add($0) } }
                return accumulator.spread
            } + [Spread()]
        profiles = [nil] + Self.profiles(of: responses, detector)
        scores =
            try Self.realScores().flatMap { score in
                [nil, 1e-4, 0, .infinity].map { (seconds: Double?) in
                    var score = score
                    score.secondsPerResponse = seconds
                    return score
                }
            } + [nil]
        let texts = [
            "step,samples,validation_ws,energy,critic\n"
                + (1...60).map { "\(100 * $0),\(6400 * $0),\(40.0 / Double($0)),\($0 % 5),\(-$0)\n" }.joined(),
            "", "step\n", "# model: gan\nstep,validation_ws\n7,3.5\n", "step,validation_ws\n0,0\n0,0\n", "no header\n",
            "step,validation_ws,energy\n1,1e300,-1e300\n999999999999999,1e-300,1e308\n5,nan,inf\n3,,\n",
        ]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var histories: [String] = []
        for (index, text) in texts.enumerated() {
            let file = folder.appending(path: "\(index).csv")
            try text.write(to: file, atomically: true, encoding: .utf8)
            histories.append(file.path)
        }
        self.histories = histories + [folder.appending(path: "missing.csv").path]
        truths = Self.truths(detector)
        runs = Dictionary(uniqueKeysWithValues: self.histories.map { ($0, TrainingRunFile(reading: $0)) })
    }

    /// Data sets that a user may open, of several responses and of one, and files of pictures and of channel sums beside them.
    private static func truths(_ detector: Detector) -> [OpenedTruth] {
        let reference = ReferenceMC(detector: detector)
        func pictures(_ name: String, _ particles: [Particle], seed: UInt64, count: Int) -> DataSet {
            var (rows, responses) = ([Particle](), SparseResponses())
            for particle in particles.map(\.stored) {
                for index in 0..<count {
                    rows.append(particle)
                    reference.response(to: particle, seed: seed, index: UInt64(index)).photons.withUnsafeBufferPointer {
                        responses.append($0)
                    }
                }
            }
            return DataSet(name: name, detector: detector, rows: rows, responses: responses)
        }
        func sums(_ name: String, _ particles: [Particle]) -> DataSet {
            let rows = particles.map(\.stored)
            let values = rows.indices.map { ChannelSums(values: SIMD8(repeating: Float($0))) }
            return DataSet(name: name, detector: detector, rows: rows, sums: values)
        }
        let particles = Array(TestParticles.all.prefix(4))
        var far = particles[0]
        far.positionCM = Vector(1e6, -1e6, 1e9)
        let usual = pictures("true.npz", particles, seed: 3, count: 6)
        let single = pictures("é字 with a long name, and another one.npz", [far], seed: 3, count: 1)
        let beside = [
            GeneratedResponses(pictures("mine.npz", particles, seed: 4, count: 3), name: "mine", truth: usual),
            GeneratedResponses(sums("sums.npz", particles + [far]), name: "sums", truth: usual),
            GeneratedResponses(sums("few.npz", Array(particles.suffix(1))), name: "few", truth: usual),
        ]
        let lone = [GeneratedResponses(sums("lone.npz", [far]), name: "lone", truth: single)]
        return [OpenedTruth(dataSet: usual, dataPath: "/data/true.npz"), OpenedTruth(dataSet: single, dataPath: "/é 字,b")]
            + [(usual, beside.prefix(1)), (usual, beside.prefix(2)), (usual, beside[...]), (single, lone[...])].flatMap {
                set, files in
                [nil, files.last?.name].map { name in
                    OpenedTruth(
                        dataSet: set, dataPath: "/data/true.npz", generated: Array(files),
                        generatedPaths: files.map { "/data/\($0.file.name)" }, newModel: name)
                }
            }
    }

    /// What a file may hold that the user opens.
    ///
    /// - Parameter session: the one that it holds if it is one.
    func file(_ variant: Int, session: ExplorerSession?) -> OpenedFile {
        let (kind, choice) = (variant % 6, variant / 6)
        if kind == 0, let session { return .session(session) }
        if kind == 1 { return .history(path: histories[choice % histories.count]) }
        return .truth(truths[choice % truths.count])
    }

    /// Scores from a few true responses.
    private static func realScores() throws -> [Score] {
        final class Log { var rows: [MetricsResult.Row] = [] }
        let log = Log()
        var worker = MetricsWorker(truth: Truth(reference: ReferenceMC()), models: [])
        worker.threads = 1
        let request = MetricsRequest(
            models: [], amount: MetricsSettings.Amount(particles: 20, repeats: 3, runs: 1), seed: 1, convention: .thesis)
        worker.run(
            request,
            WorkContext(
                request, measuresTime: false, isWanted: { true },
                report: { if case .result(let result as MetricsResult) = $0 { log.rows = result.rows } }))
        return log.rows.compactMap(\.score)
    }

    /// Around the middle, far away and off the middle; some without a generated response.
    private static func profiles(of responses: [Response], _ detector: Detector) -> [(ResponseProfiles, ResponseProfiles)] {
        [nil, (0, 1e9), (2, -1)].flatMap { (centre: (Double, Double)?) in
            responses.map { response in
                let none = ResponseProfiles(bins: ProfileBins(detector: detector, around: centre))
                var one = none
                response.photons.withUnsafeBufferPointer { one.add($0) }
                return (one, response[0, 0] > 1 ? none : one)
            }
        }
    }

    /// A possible background result for a request.
    func result(for work: Work, variant: Int) -> any WorkResult {
        var random = RandomStream(seed: UInt64(variant), purpose: RandomStream.Purpose(rawValue: 0xF1))
        func pick<Element>(_ choices: [Element]) -> Element { choices[Int.random(in: 0..<choices.count, using: &random)] }
        switch work.request {
        case let request as SamplingRequest:
            let generated = request.model == nil ? nil : pick(responses)
            if Bool.random(using: &random) {
                return SamplingResult(SamplePictures(request: request, truth: pick(responses), generated: generated))
            }
            let (truth, model) = (pick(samples), request.model == nil ? ChannelSamples() : pick(samples))
            let gallery = (0..<min(request.gallery, 4)).map { _ in pick(responses) }
            let shapes = (ShapeMeans(peak: 3, diversity: 0.5), ShapeMeans(peak: .infinity, diversity: .nan))
            var statistics =
                SampleStatistics(
                    request: request, comparison: ChannelComparison(true: truth, generated: model, repeated: pick(samples)),
                    truth: truth,
                    generated: model, truthGallery: gallery, generatedGallery: request.model == nil ? [] : gallery,
                    timing: pick([nil, SampleTiming(truth: 1e-5, generated: nil), SampleTiming(truth: 0, generated: .infinity)]))
            statistics.shapes = request.pinned == nil ? nil : pick([nil, shapes])
            statistics.profiles = pick(profiles)
            guard let pinned = request.ofPinned, Bool.random(using: &random) else { return SamplingResult(statistics) }
            statistics.request = pinned
            statistics.targets = pick([nil, (0, 0)])
            return SamplingResult(request, pinned: statistics)
        case let request as HistogramRequest:
            let truth = pick(sorted)
            let models = request.kinds.dropLast(pick([0, 0, 0, 1])).map { kind in
                let samples = pick(sorted)
                return HistogramResult.Model(
                    name: kind.name, count: samples.first?.count ?? 0, samples: samples,
                    distances: samples.map { WassersteinEstimate(paired: $0.values, $0.values) })
            }
            return HistogramResult(
                request: request, count: truth.first?.count ?? 0, truth: truth,
                floors: truth.map { _ in pick([0, 0.5, .nan, 1e300]) },
                models: models,
                plane: request.plane.map {
                    PlaneCounts($0, truth: pick(observables), generated: models.isEmpty ? nil : pick(observables))
                }, target: request.target)
        case let request as DiversityRequest:
            let rows = (0...request.models.count).map { _ in
                DiversityResult.Row(samples: request.window.map { _ in pick(responses) }, spread: pick(spreads))
            }
            return DiversityResult(request: request, rows: rows)
        case let request as WalkRequest:
            let curves =
                request.values.isEmpty ? [] : request.noise.map { _ in request.values.map { _ in pick([0.0, 12, 1e300, .nan]) } }
            return WalkResult(request: request, response: pick(responses), start: pick(responses), curves: curves)
        case let request as CompareRequest:
            let columns = request.particles.map { _ in
                CompareResult.Column(
                    pictures: (0...request.models.count).map { _ in pick(responses + [nil]) },
                    numbers: (0...request.models.count).map { row in
                        CompareResult.Numbers(
                            count: request.count, sumMean: pick([0, 100, 1e300, .nan]), sumSigma: pick([0, 10, .infinity]),
                            distance: row == 0 ? nil : pick([nil, (2.5, 0.5), (.nan, .nan), (1e300, 0)]))
                    })
            }
            return CompareResult(
                request: request, columns: columns,
                secondsPerSample: (0...request.models.count).map { _ in pick([nil, 1e-4, 0]) })
        case let request as SweepRequest:
            let curves = (0...request.models.count).map { _ in
                request.particles.map { _ -> SweepResult.CurvePoint? in
                    pick([
                        nil, .init(mean: 5, sigma: 1), .init(mean: 0, sigma: 0), .init(mean: 1e300, sigma: .infinity),
                        .init(mean: .nan, sigma: .nan),
                    ])
                }
            }
            return SweepResult(
                request: request, pictures: (0...request.models.count).map { _ in pick(responses + [nil]) }, curves: curves)
        case let request as MetricsRequest:
            let rows =
                request.models.map { MetricsResult.Row(name: $0, kind: .model, score: pick(scores)) } + [
                    MetricsResult.Row(name: "floor", kind: .floor, score: pick(scores)),
                    MetricsResult.Row(name: "conditional mean", kind: .conditionalMean, score: pick(scores)),
                ]
            return MetricsResult(
                request: request, rows: rows, isComplete: Bool.random(using: &random),
                sample: .simulated(request, detector: .zn))
        case let request as TrainingRequest:
            var result = TrainingResult(reading: TrainingRequest(files: [], version: request.version))
            result.request = request
            // A file may have other contents each time.
            result.runs = request.files.compactMap { path in
                var run = runs[pick([path, path, pick(histories)])]
                run?.path = path
                return run
            }
            return result
        case let request as TableRequest:
            var rows = TableRows(Array(TestParticles.all.prefix(pick([0, 1, 16]))))
            for place in rows.particles.indices {
                rows.repeats[place] = pick([.nan, 1, 64])
                rows.trueSums[place] = pick([.nan, 0, 312.5, 1e30, .infinity])
                rows.generatedSums[place] = pick([.nan, 0, 312.5])
                rows.distances[place] = pick([.nan, 2.5, 1e30])
            }
            let order = rows.order(by: request.sortedBy, descending: request.isDescending, on: .zn)
            return TableResult(request: request, rows: rows, order: order, done: pick([0, order.count]))
        default: preconditionFailure("a kind of work that nobody has written deliveries for: \(work)")
        }
    }
}

extension Particle {
    /// The numbers as files hold them.
    fileprivate var stored: Particle { Particle(conditions: conditions.map { Double(Float($0)) }) }
}
#endif
