import Calorimeter
import Random
import ReferenceMC
import Testing

/// The proton calorimeter, and both beside each other, against an independent implementation in another language.
@Suite("The proton calorimeter")
struct ProtonCalorimeterTests {
    /// 4,000 responses of the independent implementation to one particle.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var particle: Particle
        var empty: Double
        var sum: (mean: Double, sigma: Double)
        var quantiles: (Double, Double, Double)
        var litPixels: Double
        var peak: Double
        var centre: (row: Double, column: Double)
        var pixelSigma: Double
        var neutron: (empty: Double, mean: Double)

        init(
            _ name: String, _ particle: Particle, _ empty: Double, _ sum: (Double, Double), _ quantiles: (Double, Double, Double),
            _ litPixels: Double, _ peak: Double, _ centre: (Double, Double), _ pixelSigma: Double, zn neutron: (Double, Double)
        ) {
            (self.name, self.particle, self.empty, self.sum, self.quantiles) = (name, particle, empty, sum, quantiles)
            (self.litPixels, self.peak, self.centre, self.pixelSigma) = (litPixels, peak, centre, pixelSigma)
            self.neutron = neutron
        }

        var testDescription: String { name }
    }

    static let rows = [
        Row("p 3961", Particle(.proton, px: -0.076487, py: 0.179845, pz: 3961.55), 0, (1262.0, 241.3), (1029, 1282, 1514), 255.9, 170.0, (3.5, 15.2), 1161, zn: (0.19, 51.5)),
        Row("p 3812", Particle(.proton, px: 0.052953, py: 0.402807, pz: -3812.18), 0, (1014.8, 212.4), (794, 1031, 1247), 224.0, 178.3, (2.8, 14.7), 977, zn: (0.20, 48.7)),
        Row("p 3000", Particle(.proton, px: 0.05, py: 0.02, pz: 3000), 0, (1135.6, 203.7), (943, 1158, 1347), 305.9, 140.9, (8.7, 14.7), 1156, zn: (0.22, 38.9)),
        Row("p 2500", Particle(.proton, px: -0.02, py: 0.05, pz: -2500), 0.001, (962.8, 178.9), (794, 985, 1142), 302.3, 114.7, (22.1, 10.1), 1096, zn: (0.24, 31.9)),
        Row("p 4300", Particle(.proton, px: 0, py: 0, pz: 4300), 0, (357.9, 164.5), (196, 316, 588), 196.0, 9.8, (6.7, 14.6), 631, zn: (0.96, 2.1)),
        Row("p 3195", Particle(.proton, px: 0.560528, py: -0.14998, pz: 3195.11), 0, (79.4, 51.6), (31, 66, 144), 68.0, 2.7, (12.7, 13.9), 349, zn: (0.00, 52.6)),
        Row("p 2083", Particle(.proton, px: -0.171176, py: 0.281748, pz: 2082.63), 0, (71.6, 57.0), (22, 57, 136), 63.7, 2.3, (31.1, 10.9), 365, zn: (0.30, 21.3)),
        Row("p 6900", Particle(.proton, px: 0.1, py: 0.1, pz: -6900), 0.708, (29.8, 78.2), (0, 0, 96), 23.9, 0.8, (12.4, 13.6), 226, zn: (0.97, 3.6)),
        Row("Λ 4071", Particle(.lambda, px: 0.089305, py: 0.06941, pz: -4071.23), 0.001, (166.7, 383.9), (9, 24, 987), 55.2, 21.2, (7.1, 14.0), 971, zn: (0.02, 1491.0)),
        Row("n 3192", Particle(.neutron, px: 0.022422, py: -0.182957, pz: -3192.38), 0.001, (19.1, 13.4), (6, 16, 35), 17.3, 1.8, (14.2, 13.2), 173, zn: (0.00, 1307.5)),
        Row("n 1714", Particle(.neutron, px: 0.457768, py: 0.145639, pz: -1714.07), 0, (25.7, 17.5), (9, 21, 47), 23.3, 1.9, (13.8, 14.2), 200, zn: (0.00, 553.7)),
        Row("K⁰ 2770", Particle(.kaonZero, px: 0.305187, py: 0.41276, pz: -2770.1), 0.006, (29.6, 67.0), (6, 19, 49), 23.7, 2.6, (15.8, 14.5), 317, zn: (0.03, 1029.0)),
        Row("γ 1948", Particle(.photon, px: 0.470391, py: 0.154206, pz: -1948.29), 0.036, (22.9, 39.3), (2, 11, 53), 20.0, 1.7, (13.5, 14.2), 193, zn: (0.00, 1090.5)),
        Row("γ 1304", Particle(.photon, px: -0.509192, py: 0.461106, pz: 1304.34), 0.008, (14.5, 11.9), (4, 11, 29), 13.3, 1.6, (21.6, 15.3), 162, zn: (0.00, 9.5)),
        Row("π⁻ 325", Particle(.pionMinus, px: 0.269915, py: -0.081921, pz: 325.157), 0.407, (1.2, 1.5), (0, 1, 3), 1.1, 0.7, (23.2, 15.5), 43, zn: (0.79, 0.8)),
    ]

    /// Means within 5 %, or four standard errors of two samples of 4,000 where the sums vary more than that.
    @Test("4,000 responses agree with the independent ones", arguments: rows)
    func responses(row: Row) {
        let sample = Sample(of: row.particle, count: 4000, seed: 41, simulation: ReferenceMC(detector: .zp))
        let share = max(0.05, 4 * row.sum.sigma / row.sum.mean * (2.0 / 4000).squareRoot())
        func close(_ name: String, _ found: Double, _ expected: Double, _ tolerance: Double) {
            #expect(abs(found - expected) <= tolerance, "\(row.name), \(name): \(found), expected \(expected) ± \(tolerance)")
        }
        // The table is rounded.
        close("empty", sample.emptyShare, row.empty, 0.03)
        close("mean sum", sample.meanSum, row.sum.mean, share * row.sum.mean + 0.05)
        close("lit pixels", sample.meanLitPixels, row.litPixels, share * row.litPixels + 0.05)
        close("peak", sample.meanPeak, row.peak, share * row.peak + 0.05)
        close("pixel sigma", sample.pixelSigmaSum, row.pixelSigma, max(share, 0.08) * row.pixelSigma)
        close("row", sample.meanRow, row.centre.row, 0.6)
        close("column", sample.meanColumn, row.centre.column, 0.4)
        for (portion, expected) in [(0.1, row.quantiles.0), (0.5, row.quantiles.1)] {
            close("\(portion) quantile", sample.quantile(portion), expected, max(1.5, 0.1 * expected))
        }
    }

    @Test("Beside it the neutron calorimeter sees what the whole beam line brings", arguments: rows)
    func neutronCalorimeter(row: Row) {
        var (zn, zp) = (Response(detector: .zn), Response(detector: .zp))
        let count = 4000
        var sums: [Double] = []
        for index in 0..<count {
            var random = RandomStream(seed: 43, purpose: .truth, index: UInt64(index))
            zn.photons.withUnsafeMutableBufferPointer { zn in
                zp.photons.withUnsafeMutableBufferPointer { zp in
                    ReferenceMC.respondInBoth(to: row.particle, random: &random, neutron: zn, proton: zp)
                }
            }
            sums.append(Double(zn.photons.reduce(0, +)))
        }
        let empty = Double(sums.count { $0 == 0 }) / Double(count)
        #expect(abs(empty - row.neutron.empty) <= 0.03, "empty: \(empty)")
        let average = mean(sums)
        let tolerance = max(0.05 * row.neutron.mean, 4 * deviation(sums) * (2 / Double(count)).squareRoot()) + 0.05
        #expect(abs(average - row.neutron.mean) <= tolerance, "mean: \(average), expected \(row.neutron.mean) ± \(tolerance)")
    }

    @Test("Alone and beside the other the responses are the same", arguments: rows)
    func aloneAndTogether(row: Row) {
        for index in 0..<20 as Range<UInt64> {
            let alone = ReferenceMC(detector: .zp).response(to: row.particle, seed: 5, index: index)
            var (zn, zp) = (Response(detector: .zn), Response(detector: .zp))
            var random = RandomStream(seed: 5, purpose: .truth, index: index)
            zn.photons.withUnsafeMutableBufferPointer { zn in
                zp.photons.withUnsafeMutableBufferPointer { zp in
                    ReferenceMC.respondInBoth(to: row.particle, random: &random, neutron: zn, proton: zp)
                }
            }
            #expect(alone == zp)
        }
    }

    @Test("Any nine numbers give a response of whole photons", arguments: [0, 1e6, -1e6, .nan, .infinity, -1e300, Double.leastNonzeroMagnitude])
    func oddNumbers(value: Double) {
        for parameter in Parameter.allCases {
            for pz in [3000.0, -3000] {
                var particle = Particle(.proton, px: 0.05, py: 0.02, pz: pz)
                particle[parameter] = value
                let response = ReferenceMC(detector: .zp).response(to: particle, seed: 3, index: 1)
                #expect(response.photons.allSatisfy { $0 >= 0 && $0 <= 65535 && $0 == $0.rounded() })
            }
        }
    }

    /// Responses to sampled particles that have light in one of the calorimeters.
    struct SampledSet: Sendable {
        var sums: [Double] = []
        var lit: [Double] = []
        var litPixels: [Double] = []
        var peaks: [(row: Double, column: Double)] = []
        var zeroPixels = 0.0
        var neutronEmpty = 0.0
        var maxima = ChannelSums()
        var particles: [Particle]

        init(seed: UInt64) {
            particles = ConditionSampler(detector: .zp).particles(count: 6000, seed: seed)
            let map = ChannelMap(detector: .zp, convention: .thesis)
            var (zn, zp) = (Response(detector: .zn), Response(detector: .zp))
            var pixels = 0.0
            for (number, particle) in particles.enumerated() {
                for turn in 0..<4 {
                    var random = RandomStream(seed: seed, purpose: .truth, index: UInt64(4 * number + turn))
                    zn.photons.withUnsafeMutableBufferPointer { zn in
                        zp.photons.withUnsafeMutableBufferPointer { zp in
                            ReferenceMC.respondInBoth(to: particle, random: &random, neutron: zn, proton: zp)
                        }
                    }
                    let neutronSum = zn.photons.reduce(0, +)
                    let shape = ResponseShape(zp)
                    guard neutronSum + Float(shape.sum) > 0 else { continue }
                    if neutronSum == 0 { neutronEmpty += 1 }
                    pixels += Double(shape.litPixels)
                    sums.append(shape.sum)
                    let channels = map.sums(zp)
                    for channel in 0..<ChannelSums.count { maxima[channel] = max(maxima[channel], channels[channel]) }
                    guard let peak = shape.peak else { continue }
                    litPixels.append(Double(shape.litPixels))
                    peaks.append((Double(peak.row), Double(peak.column)))
                }
            }
            zeroPixels = 1 - pixels / Double(sums.count * Detector.zp.pixelCount)
            neutronEmpty /= Double(sums.count)
            lit = sums.filter { $0 > 0 }.sorted()
        }

        func litShare(_ range: ClosedRange<Double>) -> Double { Double(lit.count { range.contains($0) }) / Double(lit.count) }
        func rowShare(_ range: ClosedRange<Double>) -> Double { Double(peaks.count { range.contains($0.row) }) / Double(peaks.count) }
        func columnShare(_ column: Double) -> Double { Double(peaks.count { $0.column == column }) / Double(peaks.count) }
    }

    static let sets = (0..<3).map { SampledSet(seed: 60 + $0) }

    struct Figure: Sendable, CustomTestStringConvertible {
        var name: String
        var expected: Double
        var tolerance: Double
        var measure: @Sendable (SampledSet) -> Double

        init(_ name: String, _ expected: Double, _ tolerance: Double, measure: @escaping @Sendable (SampledSet) -> Double) {
            (self.name, self.expected, self.tolerance, self.measure) = (name, expected, tolerance, measure)
        }

        var testDescription: String { name }
    }

    @Test("Three sets of 6,000 particles agree with the independent implementation", arguments: figures)
    func wholeSet(figure: Figure) {
        let value = mean(Self.sets.map(figure.measure))
        #expect(
            abs(value - figure.expected) <= figure.tolerance,
            "\(figure.name): \(value), expected \(figure.expected) ± \(figure.tolerance)")
    }

    static let figures = [
        Figure("zero pixels", 0.9866, 0.0012) { $0.zeroPixels },
        Figure("empty", 0.341, 0.02) { Double($0.sums.count { $0 == 0 }) / Double($0.sums.count) },
        Figure("lit pixels of a response with light", 34.0, 3.4) { mean($0.litPixels) },
        Figure("mean sum", 92, 9.2) { mean($0.lit) },
        Figure("lower quartile", 2, 0.5) { $0.lit[$0.lit.count / 4] },
        Figure("median", 5, 0.5) { $0.lit[$0.lit.count / 2] },
        Figure("upper quartile", 17.5, 1.75) { $0.lit[$0.lit.count * 3 / 4] },
        Figure("one photon", 0.194, 0.02) { $0.litShare(1...1) },
        Figure("two photons", 0.122, 0.0122) { $0.litShare(2...2) },
        Figure("three photons", 0.085, 0.0085) { $0.litShare(3...3) },
        Figure("five photons or more", 0.537, 0.02) { $0.litShare(5...1e9) },
        Figure("18 photons or more", 0.247, 0.02) { $0.litShare(18...1e9) },
        Figure("the bump of contained protons", 0.063, 0.0063) { $0.litShare(600...2000) },
        Figure("largest sum", 1990, 200) { $0.lit.last ?? 0 },
        Figure("row of the brightest pixel", 11.73, 1.17) { mean($0.peaks.map(\.row)) },
        Figure("its deviation", 13.82, 1.38) { deviation($0.peaks.map(\.row)) },
        Figure("brightest pixel in rows 0 and 1", 0.269, 0.02) { $0.rowShare(0...1) },
        Figure("in row 2", 0.073, 0.0073) { $0.rowShare(2...2) },
        Figure("in row 20", 0.012, 0.005) { $0.rowShare(20...20) },
        Figure("column of the brightest pixel", 13.30, 1.33) { mean($0.peaks.map(\.column)) },
        Figure("its deviation along y", 8.73, 0.87) { deviation($0.peaks.map(\.column)) },
        Figure("in column 0", 0.059, 0.0059) { $0.columnShare(0) },
        Figure("in column 15", 0.051, 0.0055) { $0.columnShare(15) },
        Figure("in column 29", 0.032, 0.005) { $0.columnShare(29) },
        Figure("neutron calorimeter empty", 0.168, 0.0168) { $0.neutronEmpty },
        Figure("energy of the particles", 1099, 110) { mean($0.particles.map(\.energyGeV)) },
        Figure("their charge", 0.114, 0.0114) { mean($0.particles.map(\.charge)) },
        Figure("largest value of channel 5", 1080, 110) { Double($0.maxima[4]) },
    ]
}
