import Calorimeter
import Foundation
import Random
import ReferenceMC
import Testing

/// 6,000 sampled particles with four responses each of both calorimeters, against the same of an independent implementation.
/// As in the published data, a response counts if either calorimeter has light.
@Suite("The whole set of the proton calorimeter")
struct ProtonWholeSetTests {
    struct SampledSet: Sendable {
        var particles: [Particle]
        /// The share of responses with light in either calorimeter; all other shares are of those.
        var keptShare = 0.0
        var zeroPixels = 0.0
        var emptyShare = 0.0
        var neutronEmptyShare = 0.0
        /// The photon sums of responses with light, ascending; their lit pixels, brightest pixels and channels.
        var lit: [Double] = []
        var litPixels: [Double] = []
        var peaks: [(row: Double, column: Double)] = []
        var channels: [ChannelSums] = []
        var brightest = 0.0

        init(seed: UInt64) {
            particles = ConditionSampler(detector: .zp).particles(count: 6000, seed: seed)
            let map = ChannelMap(detector: .zp, convention: .thesis)
            var (zn, zp) = (Response(detector: .zn), Response(detector: .zp))
            let repeats = 4
            var (kept, litPixelCount, neutronEmpty) = (0, 0, 0)
            for index in 0..<particles.count * repeats {
                var random = RandomStream(seed: seed, purpose: .truth, index: UInt64(index))
                zn.photons.withUnsafeMutableBufferPointer { zn in
                    zp.photons.withUnsafeMutableBufferPointer { zp in
                        ReferenceMC.respondInBoth(to: particles[index / repeats], random: &random, neutron: zn, proton: zp)
                    }
                }
                let isNeutronEmpty = zn.photons.allSatisfy { $0 == 0 }
                let shape = ResponseShape(zp)
                guard shape.sum > 0 || !isNeutronEmpty else { continue }
                kept += 1
                neutronEmpty += isNeutronEmpty ? 1 : 0
                guard let peak = shape.peak else { continue }
                litPixelCount += shape.litPixels
                lit.append(shape.sum)
                litPixels.append(Double(shape.litPixels))
                peaks.append((Double(peak.row), Double(peak.column)))
                channels.append(map.sums(zp))
                brightest = max(brightest, peak.photons)
            }
            lit.sort()
            keptShare = Double(kept) / Double(particles.count * repeats)
            zeroPixels = 1 - Double(litPixelCount) / Double(kept * Detector.zp.pixelCount)
            emptyShare = 1 - Double(lit.count) / Double(kept)
            neutronEmptyShare = Double(neutronEmpty) / Double(kept)
        }

        var protons: [Particle] { particles.filter { $0.species == .proton } }

        /// The photon sum below which this share of the responses with light lies.
        func quantile(_ share: Double) -> Double { lit[Int(share * Double(lit.count - 1))] }
        /// Shares of the responses with light.
        func litShare(_ range: Range<Double>) -> Double { Double(lit.count { range.contains($0) }) / Double(lit.count) }
        func peakShare(where condition: ((row: Double, column: Double)) -> Bool) -> Double {
            Double(peaks.count(where: condition)) / Double(peaks.count)
        }
        func channelShare(_ channel: Int, _ range: Range<Float>) -> Double {
            Double(channels.count { range.contains($0[channel - 1]) }) / Double(channels.count)
        }
        func channelMaximum(_ channel: Int) -> Double { channels.map { Double($0[channel - 1]) }.max() ?? 0 }
    }

    static let sets = (0..<8).map { SampledSet(seed: 60 + $0) }

    /// What the specification allows a figure besides its statistical error: shares 0.02, others 10 %. Maxima, whose tails are
    /// heavy, have the statistical error alone.
    enum Allowance {
        case share, tenth, statistical
    }

    /// One figure of a sampled set: the independent implementation's mean over twelve sets, the standard deviation from set
    /// to set, and the steps of figures that hardly vary.
    struct Figure: Sendable, CustomTestStringConvertible {
        var name: String
        var mean: Double
        var sigma: Double
        var allowance: Allowance
        var granularity: Double
        var measure: @Sendable (SampledSet) -> Double

        init(
            _ name: String, _ mean: Double, _ sigma: Double, allowance: Allowance = .tenth, granularity: Double = 0,
            measure: @escaping @Sendable (SampledSet) -> Double
        ) {
            (self.name, self.mean, self.sigma) = (name, mean, sigma)
            (self.allowance, self.granularity, self.measure) = (allowance, granularity, measure)
        }

        var testDescription: String { name }
    }

    /// The mean over eight sets agrees with that over twelve within four standard errors of their difference,
    /// 4 √(1/8 + 1/12) deviations, and within what the specification allows.
    @Test("Eight sets agree with the independent implementation", arguments: figures)
    func agrees(figure: Figure) {
        let value = mean(Self.sets.map(figure.measure))
        let allowance =
            switch figure.allowance {
            case .share: 0.02
            case .tenth: 0.1 * figure.mean
            case .statistical: Double.infinity
            }
        let tolerance = min(1.83 * figure.sigma + figure.granularity, allowance)
        #expect(abs(value - figure.mean) <= tolerance, "\(figure.name): \(value), expected \(figure.mean) ± \(tolerance)")
    }

    private static func quantile(_ values: [Double], _ share: Double) -> Double {
        values.sorted()[Int(share * Double(values.count - 1))]
    }

    static let figures: [Figure] = [
        Figure("responses with light in either calorimeter", 0.9222, 0.0023, allowance: .share) { $0.keptShare },
        Figure("zero pixels", 0.9865, 0.00035, allowance: .share) { $0.zeroPixels },
        Figure("empty responses", 0.3409, 0.0038, allowance: .share) { $0.emptyShare },
        Figure("lit pixels of a response with light", 34.45, 0.97) { mean($0.litPixels) },
        Figure("largest pixel", 512.5, 42, allowance: .statistical) { $0.brightest },
        Figure("photon sum with light, lower quartile", 2, 0, granularity: 0.2) { $0.quantile(0.25) },
        Figure("photon sum with light, median", 5, 0, granularity: 0.2) { $0.quantile(0.5) },
        Figure("photon sum with light, upper quartile", 16.83, 0.39) { $0.quantile(0.75) },
        Figure("photon sum with light, mean", 95.03, 4) { mean($0.lit) },
        Figure("largest photon sum", 2040, 130, allowance: .statistical) { $0.lit.last ?? 0 },
        Figure("one photon", 0.1947, 0.0033, allowance: .share) { $0.litShare(1..<2) },
        Figure("two photons", 0.1221, 0.0025, allowance: .share) { $0.litShare(2..<3) },
        Figure("three photons", 0.08595, 0.0023, allowance: .share) { $0.litShare(3..<4) },
        Figure("four photons", 0.06493, 0.0018, allowance: .share) { $0.litShare(4..<5) },
        Figure("five photons", 0.04979, 0.0014, allowance: .share) { $0.litShare(5..<6) },
        Figure("5 photons or more", 0.5323, 0.0046, allowance: .share) { $0.litShare(5..<1e9) },
        Figure("15 photons or more", 0.276, 0.0041, allowance: .share) { $0.litShare(15..<1e9) },
        Figure("18 photons or more", 0.2449, 0.004, allowance: .share) { $0.litShare(18..<1e9) },
        Figure("20 to 40 photons", 0.07707, 0.0018, allowance: .share) { $0.litShare(20..<40) },
        Figure("40 to 60 photons", 0.02568, 0.0018, allowance: .share) { $0.litShare(40..<60) },
        Figure("60 to 80 photons", 0.01261, 0.0011, allowance: .share) { $0.litShare(60..<80) },
        Figure("200 to 400 photons", 0.01469, 0.0009, allowance: .share) { $0.litShare(200..<400) },
        Figure("400 to 600 photons", 0.006858, 0.0009, allowance: .share) { $0.litShare(400..<600) },
        Figure("the bump of contained protons", 0.06546, 0.0032, allowance: .share) { $0.litShare(600..<2001) },
        Figure("row of the brightest pixel, mean", 11.85, 0.14) { mean($0.peaks.map(\.row)) },
        Figure("row of the brightest pixel, median", 6, 0, granularity: 0.2) { quantile($0.peaks.map(\.row), 0.5) },
        Figure("row of the brightest pixel, deviation", 13.84, 0.11) { deviation($0.peaks.map(\.row)) },
        Figure("brightest pixel in the first two rows", 0.2673, 0.0037, allowance: .share) { $0.peakShare { $0.row < 2 } },
        Figure("brightest pixel in row 2", 0.06994, 0.0026, allowance: .share) { $0.peakShare { $0.row == 2 } },
        Figure("brightest pixel in row 3", 0.05697, 0.0023, allowance: .share) { $0.peakShare { $0.row == 3 } },
        Figure("brightest pixel in row 5", 0.03929, 0.0018, allowance: .share) { $0.peakShare { $0.row == 5 } },
        Figure("brightest pixel in row 10", 0.02335, 0.0015, allowance: .share) { $0.peakShare { $0.row == 10 } },
        Figure("brightest pixel in row 20", 0.01201, 0.001, allowance: .share) { $0.peakShare { $0.row == 20 } },
        Figure("brightest pixel in row 40", 0.005576, 0.00042, allowance: .share) { $0.peakShare { $0.row == 40 } },
        Figure("brightest pixel in row 55", 0.003411, 0.00057, allowance: .share) { $0.peakShare { $0.row == 55 } },
        Figure("column of the brightest pixel, mean", 13.3, 0.064) { mean($0.peaks.map(\.column)) },
        Figure("column of the brightest pixel, median", 13.75, 0.45) { quantile($0.peaks.map(\.column), 0.5) },
        Figure("column of the brightest pixel, deviation", 8.738, 0.026) { deviation($0.peaks.map(\.column)) },
        Figure("brightest pixel in column 0", 0.06125, 0.0019, allowance: .share) { $0.peakShare { $0.column == 0 } },
        Figure("brightest pixel in column 1", 0.04768, 0.0013, allowance: .share) { $0.peakShare { $0.column == 1 } },
        Figure("brightest pixel in column 2", 0.04051, 0.0015, allowance: .share) { $0.peakShare { $0.column == 2 } },
        Figure("brightest pixel in column 10", 0.03032, 0.0016, allowance: .share) { $0.peakShare { $0.column == 10 } },
        Figure("brightest pixel in column 15", 0.05125, 0.0023, allowance: .share) { $0.peakShare { $0.column == 15 } },
        Figure("brightest pixel in column 25", 0.0254, 0.0015, allowance: .share) { $0.peakShare { $0.column == 25 } },
        Figure("brightest pixel in column 29", 0.03124, 0.001, allowance: .share) { $0.peakShare { $0.column == 29 } },
        Figure("largest value of channel 3", 678.1, 75, allowance: .statistical) { $0.channelMaximum(3) },
        Figure("largest value of channel 4", 891.8, 110, allowance: .statistical) { $0.channelMaximum(4) },
        Figure("largest value of channel 5", 1038, 69, allowance: .statistical) { $0.channelMaximum(5) },
        Figure("channel 5 from 60 to 100", 0.01366, 0.0014, allowance: .share) { $0.channelShare(5, 60..<100) },
        Figure("channel 5 from 200 to 290", 0.00635, 0.00076, allowance: .share) { $0.channelShare(5, 200..<290) },
        Figure("channel 5 from 500 to 650", 0.02738, 0.0018, allowance: .share) { $0.channelShare(5, 500..<650) },
        Figure("channel 3 from 80 to 120", 0.01116, 0.001, allowance: .share) { $0.channelShare(3, 80..<120) },
        Figure("channel 3 from 250 to 350", 0.0109, 0.0016, allowance: .share) { $0.channelShare(3, 250..<350) },
        Figure("neutron calorimeter empty", 0.1693, 0.0038, allowance: .share) { $0.neutronEmptyShare },
        Figure("energy, mean", 1101, 11) { mean($0.particles.map(\.energyGeV)) },
        Figure("energy, deviation", 1302, 15) { deviation($0.particles.map(\.energyGeV)) },
        Figure("energy, lower quartile", 201, 4.1) { quantile($0.particles.map(\.energyGeV), 0.25) },
        Figure("energy, median", 548.5, 9.3) { quantile($0.particles.map(\.energyGeV), 0.5) },
        Figure("energy, upper quartile", 1531, 33) { quantile($0.particles.map(\.energyGeV), 0.75) },
        Figure("px, deviation", 0.2399, 0.0062) { deviation($0.particles.map(\.momentumGeV.x)) },
        Figure("py, deviation", 0.2406, 0.0075) { deviation($0.particles.map(\.momentumGeV.y)) },
        Figure("pz, deviation", 1704, 17) { deviation($0.particles.map(\.momentumGeV.z)) },
        Figure("energy of protons, mean", 3100, 47) { mean($0.protons.map(\.energyGeV)) },
        Figure("energy of protons, deviation", 1520, 36) { deviation($0.protons.map(\.energyGeV)) },
        Figure("transverse momentum of protons, mean", 0.3127, 0.012) {
            mean($0.protons.map { hypot($0.momentumGeV.x, $0.momentumGeV.y) })
        },
        Figure("protons near the beam energy", 0.05198, 0.0057, allowance: .share) {
            mean($0.protons.map { $0.energyGeV > 6500 ? 1 : 0 })
        },
    ]
}
