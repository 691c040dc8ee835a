import Calorimeter
import Evaluation
import FastSimulation
import Foundation
import ReferenceMC
import Scoring
import Testing
import Threads
@testable import Explorer

/// A small generator with random weights: it is fast, and its samples differ.
private func untrained(seed: UInt64 = 1) throws -> Generator {
    try Generator.untrained(width: 1 / 32, detector: .zn, seed: seed)
}

private func request(particle: Particle = neutron, index: Int = 0, target: Int = 30, gallery: Int = 2) -> SamplingRequest {
    SamplingRequest(
        particle: particle, seed: 42, index: index, model: "untrained", convention: .thesis, target: target,
        gallery: gallery)
}

@Suite struct Accumulating {
    private func filled(_ request: SamplingRequest, step: Int, model: Generator?) -> SampleAccumulator {
        var samples = SampleAccumulator(truth: Truth(reference: ReferenceMC()), request: request, model: model.map { Model($0) })
        while !samples.isComplete(target: request.target) {
            samples.addTruth(step, target: request.target)
            samples.addRepeat(step, target: request.target)
            samples.addGenerated(step, target: request.target)
        }
        return samples
    }

    @Test func theSamplesDoNotDependOnTheStep() throws {
        let model = try untrained()
        let one = filled(request(), step: 1, model: model)
        let many = filled(request(), step: 13, model: model)
        #expect(one.truth.sums == many.truth.sums)
        #expect(one.repeated.sums == many.repeated.sums)
        #expect(one.generated.sums == many.generated.sums)
        #expect(one.truth.gallery == many.truth.gallery)
        #expect(one.truth.sums != one.repeated.sums, "the repeat is independent")
    }

    @Test func thePictureOfASampleIsTheSampleInTheHistogram() throws {
        let samples = filled(request(gallery: 8), step: 5, model: try untrained())
        let pictures = samples.pictures(request(index: 7))
        #expect(pictures.truth == samples.truth.gallery[7])
        #expect(pictures.generated == samples.generated.gallery[7])
        let sums = ChannelMap(detector: .zn, convention: .thesis).sums(try #require(pictures.truth))
        #expect(sums[4] == samples.truth.sums[4][7])
        // All rows together have the photons of the mean response.
        let profiles = try #require(samples.truth.profiles)
        let mean = samples.truth.sums.totals.reduce(0) { $0 + Double($1) } / Double(samples.truth.count)
        #expect(abs(profiles[.x].reduce(0) { $0 + $1.mean } - mean) < 1e-3 * mean)
    }

    @Test func aNewModelKeepsTheTruthAndGivesTheFloorItsSize() throws {
        var samples = filled(request(), step: 10, model: try untrained())
        let truth = samples.truth.sums
        samples.adopt(request(), model: Model(try untrained(seed: 2)))
        #expect(samples.truth.sums == truth)
        #expect(samples.generated.count == 0)
        #expect(samples.repeated.count == 0)
    }

    @Test func anotherSampleKeepsEverythingAndAnotherParticleNothing() throws {
        let model = try untrained()
        var samples = filled(request(), step: 10, model: model)
        let before = (samples.truth.sums, samples.generated.sums)
        samples.adopt(request(index: 9), model: Model(model))
        #expect((samples.truth.sums, samples.generated.sums) == before)
        var other = neutron
        other.momentumGeV.x = 0.3
        samples.adopt(request(particle: other), model: Model(model))
        #expect(samples.truth.count == 0 && samples.generated.count == 0 && samples.truth.gallery.isEmpty)
    }
}

@Suite struct Serving {
    @Test func deliversThePicturesFirstAndThenAllSamples() throws {
        let deliveries = Guarded<[WorkNews]>([])
        let done = DispatchSemaphore(value: 0)
        let model = try untrained()
        let service = try WorkService(models: { [Model(model)] }) { reference, delivery in
            guard reference == ReferenceMC() else { return }
            deliveries.withLock { $0.append(delivery) }
            if case .finished = delivery { done.signal() }
        }
        service.submit(Work(request(target: 60)), for: ReferenceMC())
        #expect(done.wait(timeout: .now() + 120) == .success)
        let all = deliveries.withLock { $0 }
        guard case .result(let first as SamplingResult)? = all.first, first.pictures != nil,
            case .result(let result as SamplingResult)? = all.dropLast().last, let last = result.statistics
        else {
            return #expect(Bool(false), "the pictures do not come first")
        }
        #expect(last.truth.count == 60 && last.generated.count == 60 && last.comparison.repeatedCount == 60)
        #expect((last.timing?.truth ?? 0) > 0 && (last.timing?.generated ?? 0) > 0)
        service.close()
    }

    @Test func onlyTheNewestRequestIsAnswered() throws {
        let answered = Guarded<[Int]>([])
        let done = DispatchSemaphore(value: 0)
        let service = try WorkService(models: { [] }) { _, delivery in
            guard case .finished(let work) = delivery, let request = work.request as? SamplingRequest else { return }
            answered.withLock { $0.append(request.index) }
            if request.index == 20 { done.signal() }
        }
        // Far more work than the time until the next one arrives.
        for index in 0..<20 {
            var particle = neutron
            particle.momentumGeV.x = Double(index) / 100
            service.submit(Work(request(particle: particle, index: index, target: 1_000_000)), for: ReferenceMC())
        }
        service.submit(Work(request(index: 20, target: 40)), for: ReferenceMC())
        #expect(done.wait(timeout: .now() + 120) == .success)
        #expect(answered.withLock { $0 } == [20])
        service.close()
    }

    @Test func longWorkSaysHowFarItIsAndStops() throws {
        let progress = Guarded<[WorkProgress]>([])
        let (told, finished) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let service = try WorkService(models: { [] }) { _, delivery in
            switch delivery {
            case .progress(let new):
                progress.withLock { $0.append(new) }
                told.signal()
            case .finished(let work):
                // Only the short work that came after the stop ends.
                if work == Work(request(target: 10)) { finished.signal() }
            default: break
            }
        }
        service.submit(Work(request(target: 50_000_000)), for: ReferenceMC())
        #expect(told.wait(timeout: .now() + 120) == .success && told.wait(timeout: .now() + 120) == .success)
        service.submit(nil, for: ReferenceMC())
        service.submit(Work(request(target: 10)), for: ReferenceMC())
        #expect(finished.wait(timeout: .now() + 120) == .success)
        let all = progress.withLock { $0 }
        #expect(all[0].done > 0 && all[0].done < all[1].done && all[1].total == 50_000_000)
        #expect(all[1].perSecond > 0 && (all[1].secondsLeft ?? 0) > 0)
        service.close()
    }
}

@Suite struct Binning {
    private func row(_ truth: [Float], _ generated: [Float]) -> ChannelComparison.Row {
        var (trueSamples, generatedSamples) = (ChannelSamples(), ChannelSamples())
        for value in truth { trueSamples.append(ChannelSums(values: SIMD8(value, 0, 0, 0, 0, 0, 0, 0))) }
        for value in generated { generatedSamples.append(ChannelSums(values: SIMD8(value, 0, 0, 0, 0, 0, 0, 0))) }
        return ChannelComparison(true: trueSamples, generated: generatedSamples, repeated: trueSamples).channels[0]
    }

    @Test(
        arguments: [
            ([0, 0, 0], [0, 0]), ([5], [5]), ([1, 2, 3], []), ([100, 101, 99], [3e6]), ([1e17], [1e17]), ([3e38], [0]),
            ([12, 13], [.nan]), ([12, 13], [.infinity, 5]),
        ] as [([Float], [Float])])
    func everySampleIsCountedOnce(truth: [Float], generated: [Float]) {
        for columns in [1, 7, 22, 38] {
            let binning = HistogramBinning(truth: truth, generated: generated, row: row(truth, generated), columns: columns)
            #expect(binning.truth.total == truth.count)
            #expect(binning.generated.total == generated.count)
            #expect(binning.truth.counts.count <= columns)
            #expect(binning.truth.range == binning.generated.range)
        }
    }

    @Test func binsAreWholePhotonsWide() {
        let truth = (0..<1000).map { Float(500 + $0 % 97) }
        let binning = HistogramBinning(truth: truth, generated: truth, row: row(truth, truth), columns: 22)
        let width = (binning.truth.range.upperBound - binning.truth.range.lowerBound) / Double(binning.truth.counts.count)
        #expect(width == width.rounded())
        #expect(binning.truth.range.contains(500) && binning.truth.range.contains(596))
    }
}

@Suite struct Latencies {
    @Test func aKeyIsAnsweredByTheFrameAfterItAndItsPicturesByTheFirstThatHasThem() {
        var log = LatencyLog()
        let start = ContinuousClock.now
        #expect(log.summary == "keys 0")
        for index in 0..<100 {
            let arrival = start + .milliseconds(200 * index)
            log.arrive(at: arrival)
            log.send(hasPictures: false, isPlaying: false)
            log.show(at: arrival + .milliseconds(index + 1))
            // Another frame is no second answer.
            log.send(hasPictures: true, isPlaying: false)
            log.show(at: arrival + .milliseconds(index + 51))
        }
        #expect(
            log.summary == """
                keys 100  median 50.0 ms  p95 95.0 ms  p99 99.0 ms  max 100.0 ms
                their pictures 100  median 100.0 ms  p95 145.0 ms  p99 149.0 ms  max 150.0 ms
                """)
    }

    @Test func aKeyIsNotAnsweredByTheFrameThatWasOnItsWay() {
        var log = LatencyLog()
        let start = ContinuousClock.now
        log.arrive(at: start)
        log.send(hasPictures: true, isPlaying: false)
        log.arrive(at: start + .milliseconds(2))
        log.show(at: start + .milliseconds(3))
        log.show(at: start + .milliseconds(4))
        #expect(log.summary.hasPrefix("keys 1  median 3.0 ms"))
        log.send(hasPictures: true, isPlaying: false)
        log.show(at: start + .milliseconds(7))
        #expect(log.summary.hasPrefix("keys 2  median 3.0 ms  p95 5.0 ms"))
    }

    @Test func framesAreCountedWhileSomethingPlays() {
        var log = LatencyLog()
        let start = ContinuousClock.now
        func show(_ isPlaying: Bool, after delay: Duration) {
            log.send(hasPictures: true, isPlaying: isPlaying)
            log.show(at: start + delay)
        }
        show(false, after: .zero)
        for index in 0...40 { show(true, after: .milliseconds(500 + 25 * index)) }
        show(false, after: .seconds(60))
        #expect(
            log.summary == """
                keys 0
                their pictures 0
                playing: frames 40  40.0 frames/s  median 25.0 ms  p95 25.0 ms  p99 25.0 ms  max 25.0 ms
                """)
    }
}
