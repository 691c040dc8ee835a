import Calorimeter
import Random
import Testing

@testable import Evaluation

@Suite("Differences between models")
struct DifferenceTests {
    /// Responses to particles of different brightness: a model's light is that of the truth times `factor`.
    private func responses(particles: Int, repeats: [Int], factor: Double, stream: UInt64) -> ResponseSet {
        var random = RandomStream(seed: 9, purpose: .truth, index: stream)
        var set = ResponseSet()
        for particle in 0..<particles {
            var responses = ParticleResponses()
            for _ in 0..<repeats[particle % repeats.count] {
                var sums = ChannelSums()
                for channel in 0..<ChannelSums.count {
                    sums[channel] = Float(random.poisson(mean: factor * Double(5 + particle % 40)))
                }
                responses.sums.append(sums)
                responses.brightestPixels.append(0)
            }
            set.append(responses)
        }
        return set
    }

    private func score(_ truth: ResponseSet, _ generated: ResponseSet) -> Score {
        var score = Score(
            true: truth, generated: generated, in: TestSet(detector: .zn, particles: [], repeats: []))
        score.resampledWS = ResampledDistances(true: truth, generated: generated).means(seed: 4) {}
        return score
    }

    @Test("A resample has the distance of its particles' responses", arguments: [Float(0), 60])
    func oracle(leastSum: Float) {
        let particles = 30
        let truth = responses(particles: particles, repeats: [3, 0, 5], factor: 1, stream: 1)
        let generated = responses(particles: particles, repeats: [3, 0, 5], factor: 1.2, stream: 2)
        let means = ResampledDistances(true: truth, generated: generated, leastSum: leastSum).means(seed: 7, count: 11) {}
        #expect(means.count == 11)
        for resample in means.indices {
            var random = RandomStream(seed: 7, purpose: .resampling, index: UInt64(resample))
            var (a, b) = (ChannelSamples(), ChannelSamples())
            for _ in 0..<particles {
                let particle = Int.random(in: 0..<particles, using: &random)
                for response in truth.responses(ofParticle: particle) {
                    a.append(truth.samples.sums(ofResponse: response))
                    b.append(generated.samples.sums(ofResponse: response))
                }
            }
            let expected = ChannelDistances(a.brighter(than: leastSum), b.brighter(than: leastSum)).mean
            #expect(abs(means[resample] - expected) < 1e-9 * expected, "resample \(resample)")
        }
    }

    @Test("Models that are equally good are told apart once in twenty times at most, others nearly always")
    func calibration() {
        let trials = 60
        var (mistaken, found) = (0, 0)
        for trial in 0..<UInt64(trials) {
            func made(_ factor: Double, _ number: UInt64) -> ResponseSet {
                responses(particles: 120, repeats: [4], factor: factor, stream: 10 * trial + number)
            }
            let truth = made(1, 1)
            let (one, other, worse) = (score(truth, made(1.2, 2)), score(truth, made(1.2, 3)), score(truth, made(1.3, 4)))
            if Difference(one, other)?.verdict != Difference.Verdict.none { mistaken += 1 }
            if Difference(worse, one)?.verdict == .worse, Difference(one, worse)?.verdict == .better { found += 1 }
        }
        // Three are expected of sixty, and eight or more once in a hundred times.
        #expect(mistaken <= 7, "\(mistaken) of \(trials)")
        #expect(found >= 57, "\(found) of \(trials)")
    }

    @Test("The spread over the resamples is that between test sets")
    func spread() throws {
        var (values, predicted): ([Double], [Double]) = ([], [])
        for trial in 0..<UInt64(80) {
            func made(_ factor: Double, _ number: UInt64) -> ResponseSet {
                responses(particles: 120, repeats: [4], factor: factor, stream: 1000 + 10 * trial + number)
            }
            let truth = made(1, 1)
            let difference = try #require(Difference(score(truth, made(1.3, 2)), score(truth, made(1.15, 3))))
            values.append(difference.value)
            predicted.append((difference.high - difference.value) / 1.96)
        }
        let found = try #require(Moments(values).sampleSigma)
        let expected = predicted.reduce(0, +) / Double(predicted.count)
        // The particles are the same in every test set, so that only the responses differ: the resamples vary more.
        #expect(found < 1.25 * expected, "\(found) against \(expected)")
        #expect(expected < 8 * found, "\(found) against \(expected)")
    }

    @Test("Without resamples there is no difference, and with one interval on both sides of zero no verdict")
    func missing() {
        let truth = responses(particles: 10, repeats: [2], factor: 1, stream: 1)
        var score = score(truth, responses(particles: 10, repeats: [2], factor: 1.1, stream: 2))
        #expect(Difference(score, score)?.verdict == Difference.Verdict.none)
        score.resampledWS = []
        #expect(Difference(score, score) == nil)
        #expect(Difference(value: 1, low: -0.1, high: 2).verdict == .none)
        #expect(Difference(value: -1, low: -2, high: -0.1).verdict == .better)
    }
}
