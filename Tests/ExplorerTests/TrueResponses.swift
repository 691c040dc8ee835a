import Calorimeter
import Evaluation
import ReferenceMC
import Testing
@testable import Explorer

/// Screens filled with true responses, those of other seeds in the place of the models: real showers without weights.
extension ExplorerState {
    private func response(_ particle: Particle, row: Int, index: Int) -> Response {
        front.reference.response(to: particle, seed: settings.seed + UInt64(row), index: UInt64(index))
    }

    mutating func fillExplore(count: Int = 200) throws {
        explore.sampleTarget = count
        _ = update(.moment, at: .zero)
        let request = samplingRequest
        func sampled(_ row: Int) throws -> SampleStatistics {
            var own = request
            (own.seed, own.model) = (settings.seed + UInt64(row), nil)
            guard let statistics = results(of: own, reference: front.reference).last?.statistics else { throw NoResult() }
            return statistics
        }
        let (truth, generated, repeated) = (try sampled(0), try sampled(1), try sampled(2))
        receive(
            SamplingResult(
                SamplePictures(
                    request: request, truth: response(settings.particle, row: 0, index: settings.sampleIndex),
                    generated: models.isEmpty ? nil : response(settings.particle, row: 1, index: settings.sampleIndex))))
        let none = ChannelSamples()
        receive(
            SamplingResult(
                SampleStatistics(
                    request: request,
                    comparison: ChannelComparison(
                        true: truth.truth, generated: models.isEmpty ? none : generated.truth, repeated: repeated.truth),
                    truth: truth.truth, generated: models.isEmpty ? none : generated.truth, truthGallery: truth.truthGallery,
                    generatedGallery: models.isEmpty ? [] : generated.truthGallery,
                    timing: SampleTiming(truth: 12e-6, generated: 90e-6),
                    profiles: try profiles(truth, models.isEmpty ? nil : generated))))
    }

    private func profiles(_ truth: SampleStatistics, _ generated: SampleStatistics?) throws -> (
        ResponseProfiles, ResponseProfiles
    ) {
        guard let own = truth.profiles else { throw NoResult() }
        return (own.truth, generated?.profiles?.truth ?? own.generated)
    }

    /// The first model makes one picture whatever the noise.
    mutating func fillDiversity() {
        let request = diversityRequest
        let rows = (0...models.count).map { row in
            var spread = SpreadAccumulator(pixels: detector.pixelCount)
            func sample(_ index: Int) -> Response { response(settings.particle, row: row, index: row == 1 ? 0 : index) }
            for index in 0..<request.count { sample(index).photons.withUnsafeBufferPointer { spread.add($0) } }
            return DiversityResult.Row(samples: request.window.map(sample), spread: spread.spread)
        }
        receive(DiversityResult(request: request, rows: rows))
    }

    mutating func fillWalk() {
        guard let request = walkRequest else { return }
        let curves = request.noise.indices.map { noise in request.values.map { 800 + Double(noise) * 40 * Double($0) } }
        receive(
            WalkResult(
                request: request, response: response(settings.particle, row: 1, index: 1),
                start: response(settings.particle, row: 1, index: 0),
                curves: curves))
    }

    mutating func fillComparison() {
        let request = compareRequest
        let columns = request.particles.map { particle in
            CompareResult.Column(
                pictures: (0...models.count).map { response(particle, row: $0, index: request.index) },
                numbers: (0...models.count).map { row in
                    var numbers = CompareResult.Numbers(count: request.count)
                    let sums = Moments((0..<16).map { response(particle, row: row, index: $0).photons.reduce(0, +) })
                    (numbers.sumMean, numbers.sumSigma) = (sums.mean, sums.sigma)
                    if row > 0 { numbers.distance = (2 + 0.25 * Double(row), 0.6) }
                    return numbers
                })
        }
        let times: [Double?] = [12e-6] + models.map { _ in 190e-6 }
        receive(CompareResult(request: request, columns: columns, secondsPerSample: times))
    }

    mutating func fillSweep() {
        guard let request = sweepRequest else { return }
        let curves: [[SweepResult.CurvePoint?]] = (0...models.count).map { row in
            request.particles.map { particle in
                SweepResult.CurvePoint((0..<8).map { response(particle, row: row, index: $0).photons.reduce(0, +) })
            }
        }
        let pictures = (0...models.count).map { response(request.particles[request.position], row: $0, index: request.index) }
        receive(SweepResult(request: request, pictures: pictures, curves: curves))
    }

    /// The present view, whatever it is, with responses of the calorimeters that it shows.
    mutating func fill() throws {
        let shown = frontIndex
        for detector in shownDetectors {
            frontIndex = calorimeters.firstIndex { $0.detector == detector } ?? shown
            try fillFront()
        }
        frontIndex = shown
    }

    private mutating func fillFront() throws {
        switch view {
        case .explore: try fillExplore(count: 60)
        case .diversity: diversity.walk == nil ? fillDiversity() : fillWalk()
        case .compare: compare.sweep == nil ? fillComparison() : fillSweep()
        case .histograms: try openHistograms()
        case .metrics: try openMetrics()
        case .training: try readTraining()
        default: doWantedWork()
        }
    }

    /// What the view wants worked out, as it is.
    private mutating func doWantedWork() {
        guard let work = page.wantedWork(self) else { return }
        for result in results(of: work, reference: front.reference) { receive(result) }
    }

    struct NoResult: Error {}
}
