import Calorimeter
import ReferenceMC
import Testing

/// Responses of the proton calorimeter to single particles, and of the neutron calorimeter beside it, against an independent
/// implementation of the same physics in another language.
@Suite("Single particles in the proton calorimeter")
struct ProtonAcceptanceTests {
    /// What the independent implementation finds for one particle: means over twelve sets of 4,000 responses, and standard
    /// deviations from set to set.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var particle: Particle
        /// In the order of `Sample.figures`.
        var figures: [(mean: Double, sigma: Double)]
        /// The first three figures of the neutron calorimeter: empty, mean and deviation of the photon sum.
        var beside: [(mean: Double, sigma: Double)]

        var testDescription: String { name }

        /// The specification asks for means within 5 %, where the photon sum varies by more than its mean within 20 %.
        var share: Double { figures[2].mean > figures[1].mean ? 0.20 : 0.05 }
    }

    /// A set of 4,000 must agree within five standard errors of its difference from the mean of twelve, whose deviation is
    /// known to a fifth.
    @Test("4,000 responses agree in every figure", arguments: rows)
    func figures(row: Row) throws {
        let sample = Sample(of: row.particle, count: 4000, seed: 31, simulation: ReferenceMC(detector: .zp))
        try #require(sample.figures.count == row.figures.count)
        for (found, expected) in zip(sample.figures, row.figures) {
            let tolerance = 5.2 * expected.sigma + found.granularity
            #expect(
                abs(found.value - expected.mean) <= tolerance,
                "\(row.name), \(found.name): \(found.value), expected \(expected.mean) ± \(tolerance)")
            switch found.name {
            case "empty": #expect(abs(found.value - expected.mean) <= 0.03, "\(row.name), empty: \(found.value)")
            case "mean sum", "lit pixels", "peak", "mean row", "mean column", "pixel sigma":
                #expect(
                    abs(found.value - expected.mean) <= row.share * expected.mean,
                    "\(row.name), \(found.name): \(found.value), expected \(expected.mean) ± \(row.share * 100) %")
            default: break
            }
        }
    }

    @Test("Beside it the neutron calorimeter sees what the whole beam line brings", arguments: rows)
    func neutronCalorimeter(row: Row) {
        let sample = Sample(beside: row.particle, count: 4000, seed: 32)
        for (found, expected) in zip(sample.figures, row.beside) {
            let tolerance = 5.2 * expected.sigma + found.granularity
            #expect(
                abs(found.value - expected.mean) <= tolerance,
                "\(row.name), \(found.name): \(found.value), expected \(expected.mean) ± \(tolerance)")
        }
        #expect(abs(sample.emptyShare - row.beside[0].mean) <= 0.03)
        // Where a few responses in a hundred have nearly all the light, 4,000 of them do not tell their mean to a fifth.
        let share = row.beside[2].mean > row.beside[1].mean ? 0.20 : 0.05
        if row.beside[1].sigma < 0.25 * share * row.beside[1].mean {
            #expect(abs(sample.meanSum - row.beside[1].mean) <= share * row.beside[1].mean, "\(sample.meanSum)")
        }
    }

    static let rows: [Row] = [
        Row(
            name: "p 3961", particle: Particle(.proton, px: -0.076487, py: 0.179845, pz: 3961.55),
            figures: [
                (0, 0), (1303, 4), (242.7, 5.5), (1091, 5.7), (1318, 3.3), (1560, 5.3),
                (256.2, 0.6), (223.3, 1.1), (3.573, 0.0049), (15.24, 0.0025), (957, 2.9),
            ],
            beside: [(0.1955, 0.0055), (51.25, 1.4), (107, 2.7)]),
        Row(
            name: "p 3812", particle: Particle(.proton, px: 0.052953, py: 0.402807, pz: -3812.18),
            figures: [
                (0, 0), (1098, 3.6), (211.6, 4.6), (909.1, 4.9), (1109, 3.1), (1324, 4.7),
                (224.1, 0.56), (194.3, 1.1), (2.643, 0.0073), (14.73, 0.0025), (852.1, 1.7),
            ],
            beside: [(0.1965, 0.0064), (49.42, 1.2), (103, 2.8)]),
        Row(
            name: "p 3000", particle: Particle(.proton, px: 0.05, py: 0.02, pz: 3000),
            figures: [
                (0, 0), (1145, 3.8), (197.2, 6.2), (989.4, 4.2), (1162, 2.8), (1340, 4.1),
                (303.8, 0.69), (173.9, 1.2), (8.866, 0.0044), (14.69, 0.002), (972, 2.4),
            ],
            beside: [(0.2172, 0.0047), (38.53, 1.1), (80.5, 2.3)]),
        Row(
            name: "p 2500, far out", particle: Particle(.proton, px: -0.02, py: 0.05, pz: -2500),
            figures: [
                (0, 0), (973.8, 2.4), (166, 4.6), (844.8, 3.3), (988.6, 2.5), (1136, 3),
                (297.3, 0.57), (116.5, 0.54), (22.49, 0.0031), (10.09, 0.0024), (964, 1.8),
            ],
            beside: [(0.2379, 0.0082), (30.93, 0.74), (65.69, 1.9)]),
        Row(
            name: "p 4300, in the wall beside the face", particle: Particle(.proton, px: 0, py: 0, pz: 4300),
            figures: [
                (0, 0), (359.4, 2.4), (169.2, 2.8), (194.1, 2.4), (313, 2.7), (599.1, 10),
                (195.7, 0.89), (9.609, 0.041), (6.704, 0.0078), (14.65, 0.0064), (630.3, 2.9),
            ],
            beside: [(0.963, 0.0033), (2.647, 0.4), (28.18, 2.8)]),
        Row(
            name: "p 3195, on the fork of the pipes", particle: Particle(.proton, px: 0.560528, py: -0.14998, pz: 3195.11),
            figures: [
                (0, 0), (80.35, 0.9), (53.96, 1.3), (29.58, 0.51), (67, 0.6), (146.8, 3.3),
                (68.65, 0.68), (2.704, 0.013), (12.64, 0.026), (13.9, 0.0091), (350.8, 2.1),
            ],
            beside: [(4.167e-05, 9.7e-05), (56.64, 1.5), (87.51, 3.1)]),
        Row(
            name: "p 2083, lost in the separation dipole", particle: Particle(.proton, px: -0.171176, py: 0.281748, pz: 2082.63),
            figures: [
                (8.333e-05, 0.00016), (72.96, 0.59), (58.19, 1.1), (22, 0.43), (57.33, 0.78), (141.1, 2.2),
                (64.82, 0.49), (2.368, 0.0099), (31.2, 0.031), (10.95, 0.014), (368.5, 1.6),
            ],
            beside: [(0.3021, 0.01), (20.45, 0.59), (47.64, 1.7)]),
        Row(
            name: "p 6900, in the pipe", particle: Particle(.proton, px: 0.1, py: 0.1, pz: -6900),
            figures: [
                (0.7006, 0.0057), (31.5, 1.2), (81.63, 3.7), (0, 0), (0, 0), (98.5, 4.1),
                (25, 0.79), (0.8641, 0.019), (12.41, 0.051), (13.58, 0.019), (233.3, 5),
            ],
            beside: [(0.962, 0.0033), (4.118, 0.79), (43.45, 6.1)]),
        Row(
            name: "Λ 4071", particle: Particle(.lambda, px: 0.089305, py: 0.06941, pz: -4071.23),
            figures: [
                (0.0009792, 0.00041), (163.6, 5.6), (384.4, 7.2), (9.25, 0.45), (24.42, 0.51), (987.2, 51),
                (53.69, 1.2), (23.89, 1), (7.035, 0.083), (13.97, 0.042), (1007, 24),
            ],
            beside: [(0.01931, 0.0017), (1473, 9.1), (580, 9.8)]),
        Row(
            name: "n 3192", particle: Particle(.neutron, px: 0.022422, py: -0.182957, pz: -3192.38),
            figures: [
                (0.001292, 0.00053), (19.59, 0.25), (13.82, 0.51), (6.167, 0.39), (16.08, 0.29), (36.58, 0.67),
                (17.82, 0.23), (1.803, 0.0079), (14.16, 0.06), (13.26, 0.029), (175.1, 1),
            ],
            beside: [(0, 0), (1292, 2.3), (165.6, 3.3)]),
        Row(
            name: "n 1714", particle: Particle(.neutron, px: 0.457768, py: 0.145639, pz: -1714.07),
            figures: [
                (0.0002708, 0.00025), (26.48, 0.35), (18.34, 0.62), (9, 0), (22.08, 0.29), (49, 1.2),
                (23.91, 0.3), (1.955, 0.0089), (13.76, 0.055), (14.18, 0.032), (203.1, 1.2),
            ],
            beside: [(2.083e-05, 7.2e-05), (555.4, 1.6), (84.01, 1.3)]),
        Row(
            name: "K⁰ 2770", particle: Particle(.kaonZero, px: 0.305187, py: 0.41276, pz: -2770.1),
            figures: [
                (0.007333, 0.001), (29.42, 1.1), (65.24, 7.4), (6, 0), (19, 0), (47.33, 0.78),
                (23.59, 0.47), (2.587, 0.13), (15.81, 0.19), (14.48, 0.17), (315.4, 19),
            ],
            beside: [(0.02579, 0.0027), (1015, 7.8), (409.1, 6.5)]),
        Row(
            name: "γ 1948", particle: Particle(.photon, px: 0.470391, py: 0.154206, pz: -1948.29),
            figures: [
                (0.03402, 0.0023), (23.84, 0.83), (41.39, 3.6), (2, 0), (11.67, 0.49), (54.67, 2.3),
                (20.77, 0.63), (1.719, 0.02), (13.47, 0.064), (14.16, 0.033), (196.4, 4),
            ],
            beside: [(0, 0), (1094, 1.8), (118.8, 5.4)]),
        Row(
            name: "γ 1304, lost in the triplet", particle: Particle(.photon, px: -0.509192, py: 0.461106, pz: 1304.34),
            figures: [
                (0.006187, 0.0011), (14.92, 0.25), (12.51, 0.56), (4, 0), (11.83, 0.39), (29.83, 0.58),
                (13.7, 0.22), (1.639, 0.012), (21.5, 0.072), (15.35, 0.035), (164.4, 1.4),
            ],
            beside: [(0.002104, 0.0008), (9.632, 0.078), (4.475, 1.1)]),
        Row(
            name: "π⁻ 325, lost in the triplet", particle: Particle(.pionMinus, px: 0.269915, py: -0.081921, pz: 325.157),
            figures: [
                (0.4008, 0.006), (1.259, 0.022), (1.566, 0.059), (0, 0), (1, 0), (3, 0),
                (1.164, 0.021), (0.6877, 0.0087), (22.97, 0.16), (15.32, 0.17), (43.94, 0.52),
            ],
            beside: [(0.7909, 0.0074), (0.7453, 0.041), (2.996, 0.2)]),
    ]
}
