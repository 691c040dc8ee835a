import Evaluation
import Random
import Testing

@Suite("Histograms")
struct HistogramTests {
    @Test("A bin holds its low edge and not its high one")
    func edgesBelongToTheBinAbove() {
        var histogram = Histogram(range: 0..<10, bins: 5)
        histogram.fill(contentsOf: [0, 1.9, 2, 4, 9.99])
        #expect(histogram.counts == [2, 1, 1, 0, 1])
        #expect(histogram.axis.edges == [0, 2, 4, 6, 8, 10])
    }

    @Test("Nothing is lost: values outside and NaN go to the flow bins")
    func flowBins() {
        var histogram = Histogram(range: -1..<1, bins: 4)
        histogram.fill(contentsOf: [-1.01, -.infinity, 1, .infinity, .nan, 0])
        #expect(histogram.underflow == 2)
        #expect(histogram.overflow == 3)
        #expect(histogram.counts == [0, 0, 1, 0])
        #expect(histogram.total == 6)
    }

    @Test("Every edge falls into its own bin, however badly its fraction rounds", arguments: [3, 7, 10, 49, 250, 1000])
    func roundingAtEdges(bins: Int) throws {
        let axis = BinAxis(range: -0.1..<0.7, bins: bins)
        for bin in 0..<bins {
            #expect(axis.bin(of: axis.edge(bin)) == bin)
            #expect(axis.bin(of: axis.edge(bin + 1).nextDown) == bin)
        }
        #expect(axis.bin(of: axis.edge(bins)) == nil)
    }

    @Test("Two halves of a sample add up to the whole")
    func addition() {
        var random = RandomStream(seed: 5, purpose: .truth)
        let values = (0..<2000).map { _ in Float.random(in: -2..<12, using: &random) }
        func histogram(_ values: some Sequence<Float>) -> Histogram {
            var histogram = Histogram(range: 0..<10, bins: 17)
            histogram.fill(contentsOf: values)
            return histogram
        }
        let whole = histogram(values)
        #expect(histogram(values[..<700]) + histogram(values[700...]) == whole)
        #expect(whole.total == values.count)
        #expect(whole.underflow == values.count { $0 < 0 })
        #expect(whole.overflow == values.count { $0 >= 10 })
    }

    @Test("An emptied histogram is as new")
    func emptied() {
        var histogram = Histogram(range: 0..<1, bins: 2)
        histogram.fill(contentsOf: [-1, 0.1, 0.9, 3])
        histogram.removeAll()
        #expect(histogram == Histogram(range: 0..<1, bins: 2))
    }
}
