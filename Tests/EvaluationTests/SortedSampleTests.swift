import Evaluation
import Random
import Testing

@Suite struct SortedSamples {
    @Test func sortsAndCounts() {
        let sample = SortedSample([3, 1, 2, 2, 9])
        #expect(sample.values == [1, 2, 2, 3, 9])
        #expect([0, 1, 1.5, 2, 2.5, 9, 10].map(sample.count(below:)) == [0, 0, 1, 1, 3, 4, 5])
        #expect(sample.mean == 3.4)
        #expect(abs(sample.sigma - (41.2 / 5.0).squareRoot()) < 1e-12)
        #expect([0, 0.2, 0.21, 0.8, 1].map(sample.quantile) == [1, 1, 2, 3, 9])
        #expect(SortedSample([]).quantile(0.5) == nil)
        #expect(SortedSample([]).mean.isNaN)
    }

    @Test func binsLikeAHistogram() {
        var random = RandomStream(seed: 3, purpose: .truth)
        let values = (0..<2000).map { _ in Float(random.poisson(mean: 30)) }
        for (range, bins) in [(0.0..<60.0, 60), (20.0..<41.0, 7), (10.0..<11.0, 3), (100.0..<200.0, 2)] {
            var histogram = Histogram(range: range, bins: bins)
            histogram.fill(contentsOf: values)
            let binned = SortedSample(values).binned(range: range, bins: bins)
            #expect(binned.counts == histogram.counts)
            #expect(binned.under == histogram.underflow)
            #expect(binned.over == histogram.overflow)
        }
    }
}

@Suite struct WassersteinEstimates {
    @Test func ofShiftedSamplesIsTheShiftWithoutError() throws {
        let a: [Float] = [1, 5, 2, 8]
        let estimate = WassersteinEstimate(paired: a, a.map { $0 + 3 })
        #expect(estimate.distance == 3)
        #expect(try #require(estimate.error) < 1e-9)
        #expect(WassersteinEstimate(paired: [1], [2]).error == nil)
        #expect(WassersteinEstimate(paired: [], []).distance.isNaN)
    }

    /// The error is the spread of the distance over many independent experiments.
    @Test(arguments: [(30.0, 40.0), (30.0, 31.5), (100.0, 60.0)])
    func errorIsTheSpreadOverExperiments(means: (Double, Double)) throws {
        var random = RandomStream(seed: 11, purpose: .truth)
        var distances: [Double] = []
        var errors: [Double] = []
        for _ in 0..<200 {
            // Both belong to the same particle, whose brightness they share.
            var (a, b) = ([Float](), [Float]())
            for _ in 0..<400 {
                let brightness = 0.5 + random.uniform(0, 1)
                a.append(Float(random.poisson(mean: means.0 * brightness)))
                b.append(Float(random.poisson(mean: means.1 * brightness)))
            }
            let estimate = WassersteinEstimate(paired: a, b)
            distances.append(estimate.distance)
            errors.append(try #require(estimate.error))
        }
        let mean = distances.reduce(0, +) / 200
        let spread = (distances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
        let error = errors.reduce(0, +) / 200
        #expect(abs(error / spread - 1) < 0.2)
    }
}
