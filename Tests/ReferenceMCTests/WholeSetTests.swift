import Calorimeter
import Random
import ReferenceMC
import Testing

/// 6,000 sampled particles with four responses each, against the same of an independent implementation.
@Suite("The whole set")
struct WholeSetTests {
    /// What is measured of one sampled set.
    struct SampledSet: Sendable {
        var sums: [Double] = []
        /// The photon sums of responses with light, ascending.
        var lit: [Double] = []
        var litPixels: [Double] = []
        var peaks: [(row: Double, column: Double)] = []
        var brightest = 0.0
        var zeroPixels = 0.0
        var bright: [Particle] = []
        var channelMaxima = ChannelSums()

        init(particles: [Particle], repeats: Int, simulation: ReferenceMC) {
            let detector = simulation.detector
            let map = ChannelMap(detector: detector, convention: .wojnar)
            for (index, particle) in particles.enumerated() {
                for turn in 0..<repeats {
                    let response = simulation.response(to: particle, seed: 21, index: UInt64(index * repeats + turn))
                    let shape = ResponseShape(response)
                    zeroPixels += 1 - Double(shape.litPixels) / Double(detector.pixelCount)
                    sums.append(shape.sum)
                    let channels = map.sums(response)
                    for channel in 0..<ChannelSums.count {
                        channelMaxima[channel] = max(channelMaxima[channel], channels[channel])
                    }
                    if shape.sum >= 10 { bright.append(particle) }
                    guard let peak = shape.peak else { continue }
                    litPixels.append(Double(shape.litPixels))
                    brightest = max(brightest, peak.photons)
                    peaks.append((Double(peak.row), Double(peak.column)))
                }
            }
            zeroPixels /= Double(sums.count)
            lit = sums.filter { $0 > 0 }.sorted()
        }

        /// The share of all responses whose photon sum meets a condition.
        func share(where condition: (Double) -> Bool) -> Double { Double(sums.count(where: condition)) / Double(sums.count) }

        /// The photon sum below which this share of the responses with light lies.
        func quantile(_ share: Double) -> Double { lit[Int(share * Double(lit.count - 1))] }
    }

    static let sets = (0..<8).map {
        SampledSet(particles: ConditionSampler().particles(count: 6000, seed: 20 + $0), repeats: 4, simulation: ReferenceMC())
    }

    /// One figure of a sampled set: the independent implementation's mean over twelve sets, and the standard deviation
    /// from set to set.
    struct Figure: Sendable, CustomTestStringConvertible {
        var name: String
        var mean: Double
        var sigma: Double
        var measure: @Sendable (SampledSet) -> Double

        init(_ name: String, _ mean: Double, _ sigma: Double, measure: @escaping @Sendable (SampledSet) -> Double) {
            self.name = name
            self.mean = mean
            self.sigma = sigma
            self.measure = measure
        }

        var testDescription: String { name }
    }

    /// The mean over eight sets agrees with that over twelve within four standard errors of their difference,
    /// 4 √(1/8 + 1/12) deviations. Maxima are means of eight and twelve maxima, so their heavy tails need no other bound.
    @Test("Eight sets agree with the independent implementation", arguments: figures)
    func agrees(figure: Figure) {
        let value = mean(Self.sets.map(figure.measure))
        let tolerance = 1.83 * figure.sigma
        #expect(abs(value - figure.mean) <= tolerance, "\(figure.name): \(value), expected \(figure.mean) ± \(tolerance)")
    }

    static let figures: [Figure] = [
        Figure("zero pixels", 0.9602, 0.00056) { $0.zeroPixels },
        Figure("lit pixels of a response with light", 100.2, 1.4) { mean($0.litPixels) },
        Figure("empty responses", 0.2316, 0.0037) { $0.share { $0 == 0 } },
        Figure("photon sum with light, lower quartile", 13.98, 0.96) { $0.quantile(0.25) },
        Figure("photon sum with light, median", 128.5, 5.1) { $0.quantile(0.5) },
        Figure("photon sum with light, upper quartile", 458, 9.7) { $0.quantile(0.75) },
        Figure("photon sum with light, mean", 335.5, 5.1) { mean($0.lit) },
        Figure("one photon", 0.06629, 0.0018) { $0.share { $0 == 1 } / $0.share { $0 > 0 } },
        Figure("two photons", 0.04046, 0.0017) { $0.share { $0 == 2 } / $0.share { $0 > 0 } },
        Figure("three photons", 0.02819, 0.0015) { $0.share { $0 == 3 } / $0.share { $0 > 0 } },
        Figure("four photons", 0.02138, 0.0015) { $0.share { $0 == 4 } / $0.share { $0 > 0 } },
        Figure("ten photons or more", 0.6004, 0.0055) { $0.share { $0 >= 10 } },
        Figure("energy of those, mean", 1166, 12) { mean($0.bright.map(\.energyGeV)) },
        Figure("energy of those, deviation", 1168, 16) { deviation($0.bright.map(\.energyGeV)) },
        Figure("mass of those, mean", 304.4, 3.8) { mean($0.bright.map(\.massMeV)) },
        Figure("positive ones of those", 0.05401, 0.0022) { mean($0.bright.map { $0.charge == 1 ? 1 : 0 }) },
        Figure("negative ones of those", 0.007433, 0.00063) { mean($0.bright.map { $0.charge == -1 ? 1 : 0 }) },
        Figure("row of the brightest pixel, mean", 22.26, 0.2) { mean($0.peaks.map(\.row)) },
        Figure("row of the brightest pixel, deviation", 13.5, 0.078) { deviation($0.peaks.map(\.row)) },
        Figure("column of the brightest pixel, mean", 21.52, 0.14) { mean($0.peaks.map(\.column)) },
        Figure("column of the brightest pixel, deviation", 12.64, 0.06) { deviation($0.peaks.map(\.column)) },
        Figure("brightest pixel on the first row", 0.05518, 0.0023) { mean($0.peaks.map { $0.row == 0 ? 1 : 0 }) },
        Figure("brightest pixel on the last row", 0.05071, 0.0027) { mean($0.peaks.map { $0.row == 43 ? 1 : 0 }) },
        Figure("brightest pixel on the first column", 0.04004, 0.0014) { mean($0.peaks.map { $0.column == 0 ? 1 : 0 }) },
        Figure("brightest pixel on the last column", 0.03757, 0.0024) { mean($0.peaks.map { $0.column == 43 ? 1 : 0 }) },
        Figure("largest photon sum", 3472, 140) { $0.lit.last ?? 0 },
        Figure("largest pixel", 549.2, 26) { $0.brightest },
        Figure("largest value of channel 1", 1230, 130) { Double($0.channelMaxima[0]) },
        Figure("largest value of channel 2", 1247, 120) { Double($0.channelMaxima[1]) },
        Figure("largest value of channel 3", 1253, 140) { Double($0.channelMaxima[2]) },
        Figure("largest value of channel 4", 1227, 140) { Double($0.channelMaxima[3]) },
        Figure("largest value of channel 5", 1753, 85) { Double($0.channelMaxima[4]) },
    ]
}

/// The mean of some numbers.
func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// The standard deviation of some numbers.
func deviation(_ values: [Double]) -> Double {
    let centre = mean(values)
    return mean(values.map { ($0 - centre) * ($0 - centre) }).squareRoot()
}
