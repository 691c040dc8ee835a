import Calorimeter
import Evaluation
import Random
import Testing

@Suite("The score of a model")
struct ScoreTests {
    /// Twelve particles with ten responses each.
    func particles(_ stream: UInt64, brightness: Double = 6) -> [[[Float]]] {
        (0..<12).map { randomResponses(count: 10, stream: stream + $0, brightness: brightness * Double($0 + 1)) }
    }

    @Test("By hand: two particles, two responses each")
    func byHand() throws {
        func response(_ light: [Int: Float]) -> [Float] { (0..<smallDetector.pixelCount).map { light[$0] ?? 0 } }
        // Pixels 0 and 2 of row 0 belong to channel 5, pixel 1 to channel 3.
        let truth = [[response([0: 4]), response([0: 8])], [response([1: 2]), response([:])]]
        let generated = [[response([2: 5]), response([2: 5])], [response([:]), response([1: 6])]]
        let score = Score(true: responseSet(truth), generated: responseSet(generated), in: testSet(truth))
        #expect(score.particleCount == 2)
        #expect(score.runCount == 1)
        // Channel 3: {0, 0, 0, 2} against {0, 0, 0, 6}; channel 5: {0, 0, 4, 8} against {0, 0, 5, 5}.
        #expect(score.ws.channels == [0, 0, 1, 0, 1])
        #expect(score.ws.mean == 0.4)
        #expect(abs(score.ws.sigmaOverChannels - 0.24.squareRoot()) < 1e-15)
        #expect(score.runSpread == nil)
        #expect(score.trueEmpty == 0.25)
        #expect(score.generatedEmpty == 0.25)
        #expect(abs(try #require(score.photonSumBias) - (16.0 / 14 - 1)) < 1e-15)
        // |Δ|: channel 5 1 and 3, channel 3 2 and 6, over 4 responses and 5 channels.
        #expect(score.channelMAE == 12.0 / 20)
        #expect(score.channelRMSE == (50.0 / 20).squareRoot())
        let diversity = try #require(score.diversity)
        #expect(diversity.meanAbsoluteError == 2)
        #expect(diversity.error == 1)
        #expect(diversity.ratio == 1)
        // σ of the photon sums: 2 and 1 of the truth, 0 and 3 of the model.
        #expect(score.sumRatio == 1)
        #expect(abs(diversity.correlation + 1) < 1e-15)
        let brightest = try #require(score.brightestPixel)
        #expect(brightest.median == 1)
        #expect(brightest.containedMedian == 1)
        #expect(brightest.containedCount == 2)
        #expect(brightest.responseRMS == 2)
    }

    @Test("Agrees with slow definitions")
    func definitions() throws {
        let (truth, generated) = (particles(1), particles(5, brightness: 4))
        let score = Score(true: responseSet(truth), generated: responseSet(generated), in: testSet(truth))
        func sums(_ set: [[[Float]]]) -> [ChannelSums] {
            set.flatMap { $0 }.map { smallMap.sums(Response(rows: 4, columns: 6, photons: $0)) }
        }
        let (a, b) = (sums(truth), sums(generated))
        for channel in 0..<ChannelSums.count {
            #expect(score.ws.channels[channel] == wasserstein1(a.map { $0[channel] }, b.map { $0[channel] }))
        }
        let (x, y) = (truth.map { summary($0).diversity }, generated.map { summary($0).diversity })
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let diversity = try #require(score.diversity)
        #expect(abs(diversity.ratio - mean(y) / mean(x)) < 1e-12)
        func sigmas(_ set: [[[Float]]]) -> [Double] { set.map { Moments($0.map { $0.reduce(0, +) }).sigma } }
        let sumRatio = try #require(score.sumRatio)
        #expect(abs(sumRatio - mean(sigmas(generated)) / mean(sigmas(truth))) < 1e-6)
        #expect(sumRatio < 0.9)
        #expect(abs(diversity.meanAbsoluteError - mean(zip(x, y).map { abs($0 - $1) })) < 1e-12)
        #expect(abs(diversity.error - mean(zip(x, y).map { abs($0 - $1) }) / (x.max() ?? 0)) < 1e-12)
        let covariance = mean(zip(x, y).map { $0 * $1 }) - mean(x) * mean(y)
        let spreads = (mean(x.map { $0 * $0 }) - mean(x) * mean(x)) * (mean(y.map { $0 * $0 }) - mean(y) * mean(y))
        #expect(abs(diversity.correlation - covariance / spreads.squareRoot()) < 1e-9)
        #expect(diversity.correlation > 0.9)
        let squares = zip(a, b).map { pair in (0..<5).map { Double(pair.0[$0] - pair.1[$0]) }.reduce(0) { $0 + $1 * $1 } }
        #expect(abs(score.channelRMSE - (mean(squares) / 5).squareRoot()) < 1e-12)
    }

    @Test("The truth against itself is perfect")
    func perfect() throws {
        let set = responseSet(particles(1))
        let score = Score(true: set, generated: set, in: testSet(particles(1)))
        #expect(score.ws.channels == [0, 0, 0, 0, 0])
        #expect(score.diversity?.meanAbsoluteError == 0)
        #expect(score.diversity?.ratio == 1)
        #expect(score.sumRatio == 1)
        #expect(abs(try #require(score.diversity).correlation - 1) < 1e-12)
        #expect(score.brightestPixel?.median == 0)
        #expect(score.brightestPixel?.responseRMS == 0)
        #expect(score.photonSumBias == 0)
        #expect(score.trueEmpty == score.generatedEmpty)
    }

    @Test("Responses of other particles keep the distances and lose everything that is paired")
    func shuffled() throws {
        let truth = particles(1)
        let (set, shuffled) = (responseSet(truth), responseSet(truth.reversed()))
        let score = Score(true: set, generated: shuffled, in: testSet(truth))
        #expect(score.ws.channels == [0, 0, 0, 0, 0])
        #expect(try #require(score.diversity).correlation < 0)
        #expect(abs(try #require(score.diversity).ratio - 1) < 1e-12)
        #expect(score.channelMAE > 1)
    }

    @Test("A set that still grows is compared on the particles that it has")
    func growing() {
        let (truth, generated) = (particles(1), particles(5))
        let partly = Score(true: responseSet(truth), generated: responseSet(Array(generated[..<5])), in: testSet(truth))
        let five = Score(
            true: responseSet(Array(truth[..<5])), generated: responseSet(Array(generated[..<5])), in: testSet(truth))
        #expect(partly == five)
        #expect(partly.particleCount == 5)
        let nothing = Score(true: responseSet(truth), generated: ResponseSet(), in: testSet(truth))
        #expect(nothing.ws.mean.isNaN)
        #expect(nothing.diversity == nil)
        #expect(nothing.trueEmpty == nil)
        #expect(nothing.brightestPixel?.median == nil)
    }

    @Test("Particles without a counterpart are left out, and single responses tell nothing of diversity")
    func unevenRepeats() {
        let truth = [
            randomResponses(count: 1, stream: 1), randomResponses(count: 3, stream: 2), randomResponses(count: 2, stream: 3),
        ]
        let repeated: [[[Float]]] = [[], randomResponses(count: 3, stream: 8), randomResponses(count: 2, stream: 9)]
        let score = Score(true: responseSet(truth), generated: responseSet(repeated), in: testSet(truth))
        let rest = Score(
            true: responseSet(Array(truth[1...])), generated: responseSet(Array(repeated[1...])), in: testSet(Array(truth[1...])))
        #expect(score == rest)
        let single = [truth[0]]
        #expect(Score(true: responseSet(single), generated: responseSet(single), in: testSet(single)).diversity == nil)
    }

    @Test("A particle that shines in truth alone counts as infinitely far, a dark one not at all")
    func darkness() {
        let dark = [[Float]](repeating: Array(repeating: 0, count: smallDetector.pixelCount), count: 2)
        let lit = randomResponses(count: 2, stream: 1)
        let truth = [lit, lit, lit, dark]
        func median(_ generated: [[[Float]]]) -> Double? {
            Score(true: responseSet(truth), generated: responseSet(generated), in: testSet(truth)).brightestPixel?.median
        }
        #expect(median([lit, lit, dark, lit]) == 0)
        #expect(median([lit, dark, dark, lit]) == .infinity)
    }

    @Test("Only bright photons and neutrons well inside the face count as contained")
    func contained() {
        let set = TestSet(detector: smallDetector, particles: [], repeats: 1)
        #expect(set.isContainedAndBright(photon()))
        #expect(set.isContainedAndBright(photon(to: 0, 0.9)))
        #expect(!set.isContainedAndBright(photon(to: 0, 1.1)))
        #expect(!set.isContainedAndBright(photon(to: 0.1, 0)))
        #expect(!set.isContainedAndBright(photon(energyGeV: 300)))
        func particle(_ species: Species) -> Particle {
            Particle(massMeV: species.massMeV, energyGeV: 600, charge: species.charge, momentumGeV: Vector(0, 0, -600))
        }
        #expect(set.isContainedAndBright(particle(.neutron)))
        #expect(!set.isContainedAndBright(particle(.kaonZero)))
        #expect(!set.isContainedAndBright(particle(.proton)))
    }

    @Test("The conditional mean repeats the mean of independent responses to each particle")
    func conditionalMean() {
        let (truth, repeats) = (particles(1), particles(31))
        var means = MeanChannelSums()
        // In two pieces, as several runs come in.
        for half in [0..<5, 5..<10] {
            for (number, responses) in repeats.enumerated() {
                means.add(summary(Array(responses[half])).sums, ofParticle: number)
            }
        }
        let score = Score(true: responseSet(truth), conditionalMeanOf: means)
        let expected: [[Float]] = (0..<5).map { channel in
            repeats.flatMap { responses in
                let sums = summary(responses).sums
                let mean = sums.reduce(0.0) { $0 + Double($1[channel]) } / 10
                return Array(repeating: Float(mean), count: 10)
            }
        }
        for channel in 0..<5 {
            #expect(score.ws.channels[channel] == wasserstein1(responseSet(truth).samples[channel], expected[channel]))
        }
        #expect(score.ws.mean > 0)
        #expect(score.diversity == nil)
        #expect(score.brightestPixel == nil)
        #expect(score.generatedEmpty == nil)
    }

    @Test("Several runs: the mean of every figure, and the spread of the distance")
    func runs() throws {
        let truth = particles(1)
        let runs = (0..<3).map { run in
            Score(true: responseSet(truth), generated: responseSet(particles(20 + UInt64(run) * 13)), in: testSet(truth))
        }
        let score = try #require(Score(meanOf: runs))
        func mean(_ figure: (Score) throws -> Double) rethrows -> Double { try runs.map(figure).reduce(0, +) / 3 }
        #expect(score.runCount == 3)
        for channel in 0..<5 { #expect(abs(score.ws.channels[channel] - mean { $0.ws.channels[channel] }) < 1e-12) }
        let centre = mean(\.ws.mean)
        let spread = (runs.reduce(0) { $0 + ($1.ws.mean - centre) * ($1.ws.mean - centre) } / 2).squareRoot()
        #expect(abs(try #require(score.runSpread) - spread) < 1e-12)
        #expect(spread > 0)
        #expect(abs(try #require(score.diversity).ratio - (try mean { try #require($0.diversity).ratio })) < 1e-12)
        #expect(abs(try #require(score.photonSumBias) - (try mean { try #require($0.photonSumBias) })) < 1e-12)
        #expect(score.brightestPixel?.containedCount == runs[0].brightestPixel?.containedCount)
        #expect(Score(meanOf: []) == nil)
        #expect(Score(meanOf: [runs[0]]) == runs[0])
    }
}

@Suite("Area under the ROC curve")
struct AreaUnderCurveTests {
    /// Every pair looked at.
    func pairs(_ positives: [Float], _ negatives: [Float]) -> Double {
        let won = positives.reduce(0.0) { sum, a in sum + negatives.reduce(0.0) { $0 + (a > $1 ? 1 : a == $1 ? 0.5 : 0) } }
        return won / Double(positives.count * negatives.count)
    }

    @Test("By hand")
    func byHand() {
        #expect(areaUnderCurve(positives: [2, 3], negatives: [0, 1]) == 1)
        #expect(areaUnderCurve(positives: [0, 1], negatives: [2, 3]) == 0)
        #expect(areaUnderCurve(positives: [1, 1], negatives: [1, 1, 1]) == 0.5)
        #expect(areaUnderCurve(positives: [1, 4], negatives: [2, 1]) == 0.625)
        #expect(areaUnderCurve(positives: [], negatives: [1]).isNaN)
        #expect(areaUnderCurve(positives: [1, .nan], negatives: [1]).isNaN)
        #expect(areaUnderCurve(positives: [.infinity], negatives: [-.infinity]) == 1)
    }

    @Test("Agrees with the count of all pairs, ties and all", arguments: [(30, 40, 5), (200, 150, 1000), (1, 77, 3)])
    func definition(positives: Int, negatives: Int, values: Int) {
        var random = RandomStream(seed: 4, purpose: .truth, index: UInt64(values))
        func scores(_ count: Int, _ shift: Float) -> [Float] {
            (0..<count).map { _ in Float(Int.random(in: 0..<values, using: &random)) + shift - Float(values) / 2 }
        }
        let (a, b) = (scores(positives, 0), scores(negatives, 1))
        #expect(abs(areaUnderCurve(positives: a, negatives: b) - pairs(a, b)) < 1e-12)
        #expect(abs(areaUnderCurve(positives: a, negatives: b) + areaUnderCurve(positives: b, negatives: a) - 1) < 1e-12)
    }
}
