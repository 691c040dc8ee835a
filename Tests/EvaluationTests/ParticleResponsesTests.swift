import Calorimeter
import Evaluation
import Testing

@Suite("The responses to one particle, summed up")
struct ParticleResponsesTests {
    /// A response with light in a few pixels.
    func response(_ light: [Int: Float]) -> [Float] {
        (0..<smallDetector.pixelCount).map { light[$0] ?? 0 }
    }

    @Test("Diversity, brightest pixels and channel sums by hand")
    func byHand() {
        let summary = summary([response([3: 2, 7: 9]), response([3: 6, 7: 9]), response([:]), response([3: 4, 20: 12])])
        #expect(summary.count == 4)
        #expect(summary.sums.map(\.total) == [11, 15, 0, 16])
        #expect(summary.brightestPixels == [7, 7, -1, 20])
        // Means 3, 4.5 and 3: the brightest mean is at 7, where the responses are 9, 9, 0, 0.
        #expect(summary.brightestPixelOfMean == 7)
        // 2, 6, 0, 4: variance 5; 9, 9, 0, 0: σ 4.5; 0, 0, 0, 12: variance 27.
        #expect(abs(summary.diversity - (5.0.squareRoot() + 4.5 + 27.0.squareRoot())) < 1e-12)
    }

    @Test("Among equals the first pixel is the brightest")
    func ties() {
        let summary = summary([response([5: 3, 9: 3]), response([9: 1, 5: 1])])
        #expect(summary.brightestPixels == [5, 5])
        #expect(summary.brightestPixelOfMean == 5)
    }

    @Test("One response, or always the same one, has no diversity at all", arguments: [1, 7, 49])
    func noDiversity(count: Int) {
        let response = randomResponses(count: 1, stream: 3)[0]
        #expect(summary(Array(repeating: response, count: count)).diversity == 0)
    }

    @Test("Agrees with the definition pixel by pixel", arguments: [2, 5, 50])
    func definition(count: Int) {
        let responses = randomResponses(count: count, stream: 1)
        var diversity = 0.0
        for pixel in 0..<smallDetector.pixelCount {
            let values = responses.map { Double($0[pixel]) }
            let mean = values.reduce(0, +) / Double(count)
            diversity += (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
        }
        let summary = summary(responses)
        #expect(abs(summary.diversity - diversity) < 1e-10 * diversity)
        for (sums, response) in zip(summary.sums, responses) {
            #expect(sums == smallMap.sums(Response(rows: 4, columns: 6, photons: response)))
        }
    }

    @Test("After the end of a particle the next one begins afresh, in any order of its responses")
    func afresh() {
        var accumulator = ParticleAccumulator(map: smallMap)
        let (first, second) = (randomResponses(count: 4, stream: 1), randomResponses(count: 6, stream: 2))
        for response in first { accumulator.add(response) }
        #expect(accumulator.finish() == summary(first))
        for response in second.reversed() { accumulator.add(response) }
        let reversed = accumulator.finish()
        #expect(reversed.diversity == summary(second).diversity)
        #expect(reversed.brightestPixelOfMean == summary(second).brightestPixelOfMean)
        #expect(accumulator.finish() == ParticleResponses())
    }
}
