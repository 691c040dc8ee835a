import Calorimeter
import Evaluation
import Testing

@Suite("Channels, true against generated")
struct ChannelComparisonTests {
    /// Responses whose channel c + 1 holds (c + 1) · value photons.
    func samples(_ values: [Float]) -> ChannelSamples {
        var samples = ChannelSamples()
        for value in values { samples.append(ChannelSums(values: [1, 2, 3, 4, 5, 0, 0, 0] * value)) }
        return samples
    }

    @Test("A sample keeps each channel and the photon sum of every response")
    func collection() {
        var samples = samples([1, 10])
        samples.append(contentsOf: self.samples([100]))
        #expect(samples.count == 3)
        #expect(samples[0] == [1, 10, 100])
        #expect(samples[4] == [5, 50, 500])
        #expect(samples.totals == [15, 150, 1500])
        samples.removeAll()
        #expect(samples == ChannelSamples())
    }

    @Test("Means, spreads, distances and floors by hand")
    func byHand() {
        let comparison = ChannelComparison(
            true: samples([0, 2, 4]), generated: samples([1, 3, 5, 1, 3, 5]), repeated: samples([2]))
        #expect(comparison.trueCount == 3)
        #expect(comparison.generatedCount == 6)
        #expect(comparison.repeatedCount == 1)
        let third = comparison.channels[2]
        #expect(third.trueMean == 6)
        #expect(abs(third.trueSigma - 3 * (8.0 / 3).squareRoot()) < 1e-12)
        #expect(third.generatedMean == 9)
        #expect(abs(third.generatedSigma - third.trueSigma) < 1e-12)
        #expect(third.ws == 3)
        #expect(third.floor == 4)
        #expect(comparison.channels.map(\.ws) == [1, 2, 3, 4, 5])
        #expect(comparison.meanWS == 3)
        #expect(comparison.distances.sigmaOverChannels == 2.0.squareRoot())
        #expect(comparison.meanFloor == 4)
        #expect(comparison.total.ws == 15)
        #expect(comparison.total.trueMean == 30)
    }

    @Test("Without a repeat the floor is NaN and the distances stand")
    func noRepeat() {
        let comparison = ChannelComparison(true: samples([1]), generated: samples([2]), repeated: ChannelSamples())
        #expect(comparison.meanFloor.isNaN)
        #expect(comparison.meanWS == 3)
    }

    @Test("Before the first sample every figure is NaN")
    func empty() {
        let comparison = ChannelComparison(true: ChannelSamples(), generated: ChannelSamples(), repeated: ChannelSamples())
        #expect(comparison.meanWS.isNaN)
        #expect(comparison.channels.allSatisfy { $0.trueMean.isNaN && $0.generatedSigma.isNaN })
    }
}
