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
                (8.333e-05, 0.00016), (1265, 3.9), (244.7, 6.4), (1032, 7.5), (1286, 2.9), (1522, 5.5),
                (255.3, 0.74), (171.9, 1.1), (3.507, 0.007), (15.23, 0.0044), (1160, 5.8),
            ],
            beside: [(0.1937, 0.0075), (50.9, 2), (105.5, 3.6)]),
        Row(
            name: "p 3812", particle: Particle(.proton, px: 0.052953, py: 0.402807, pz: -3812.18),
            figures: [
                (0.0001042, 0.00013), (1018, 4.4), (210.9, 4.8), (804, 8), (1036, 4.1), (1248, 4.8),
                (223.2, 0.78), (181.5, 1.4), (2.753, 0.009), (14.72, 0.0041), (972.1, 4.9),
            ],
            beside: [(0.1958, 0.0071), (48.98, 1.4), (101.5, 2.8)]),
        Row(
            name: "p 3000", particle: Particle(.proton, px: 0.05, py: 0.02, pz: 3000),
            figures: [
                (0.0001458, 0.0002), (1134, 3.6), (209.4, 5.7), (939.3, 5.8), (1156, 3.5), (1348, 3.9),
                (305.3, 0.9), (140.9, 1.4), (8.665, 0.0039), (14.68, 0.0039), (1144, 8.5),
            ],
            beside: [(0.2157, 0.0072), (39.29, 0.96), (81.68, 2.2)]),
        Row(
            name: "p 2500, far out", particle: Particle(.proton, px: -0.02, py: 0.05, pz: -2500),
            figures: [
                (8.333e-05, 0.00012), (970.3, 3.5), (176.6, 3.4), (801.5, 4.5), (989.4, 2.6), (1153, 4.4),
                (302.2, 0.8), (117.1, 1), (22.14, 0.0044), (10.14, 0.0055), (1098, 5.7),
            ],
            beside: [(0.237, 0.0061), (31.2, 0.92), (65.93, 1.5)]),
        Row(
            name: "p 4300, in the wall beside the face", particle: Particle(.proton, px: 0, py: 0, pz: 4300),
            figures: [
                (0, 0), (359, 2), (169.7, 2.7), (190, 1.7), (314.3, 1.8), (599.1, 9.1),
                (195.9, 0.78), (9.862, 0.075), (6.739, 0.011), (14.64, 0.0069), (634.4, 2.6),
            ],
            beside: [(0.9634, 0.0028), (2.532, 0.41), (26.55, 3.9)]),
        Row(
            name: "p 3195, on the fork of the pipes", particle: Particle(.proton, px: 0.560528, py: -0.14998, pz: 3195.11),
            figures: [
                (0, 0), (79.75, 0.81), (53.46, 1.6), (29.58, 0.51), (66.42, 0.67), (145.8, 2.9),
                (68.17, 0.61), (2.699, 0.01), (12.65, 0.027), (13.9, 0.013), (349.5, 1.9),
            ],
            beside: [(0, 0), (56.35, 1), (86.77, 2.1)]),
        Row(
            name: "p 2083, lost in the separation dipole", particle: Particle(.proton, px: -0.171176, py: 0.281748, pz: 2082.63),
            figures: [
                (4.167e-05, 9.7e-05), (72.66, 0.98), (57.43, 1.8), (22.08, 0.51), (57.08, 0.9), (140.8, 2.3),
                (64.59, 0.81), (2.361, 0.011), (31.2, 0.036), (10.94, 0.025), (367.5, 2.8),
            ],
            beside: [(0.3017, 0.005), (20.64, 0.69), (47.96, 2)]),
        Row(
            name: "p 6900, in the pipe", particle: Particle(.proton, px: 0.1, py: 0.1, pz: -6900),
            figures: [
                (0.6981, 0.0047), (31.53, 0.84), (80.6, 2.4), (0, 0), (0, 0), (100.5, 2.7),
                (25.11, 0.61), (0.8702, 0.014), (12.41, 0.049), (13.57, 0.026), (232.9, 3.5),
            ],
            beside: [(0.9625, 0.0029), (4.141, 0.74), (44.64, 6.7)]),
        Row(
            name: "Λ 4071", particle: Particle(.lambda, px: 0.089305, py: 0.06941, pz: -4071.23),
            figures: [
                (0.001313, 0.00052), (160.7, 4.8), (377.3, 5.5), (9.25, 0.45), (24.42, 0.51), (934.7, 49),
                (53.74, 1.2), (20.47, 0.71), (7.009, 0.083), (13.97, 0.037), (955.5, 17),
            ],
            beside: [(0.01931, 0.0019), (1491, 8.8), (596, 8.9)]),
        Row(
            name: "n 3192", particle: Particle(.neutron, px: 0.022422, py: -0.182957, pz: -3192.38),
            figures: [
                (0.001375, 0.00065), (19.66, 0.3), (13.96, 0.65), (6.083, 0.29), (16.25, 0.45), (36.5, 0.67),
                (17.88, 0.27), (1.802, 0.0085), (14.17, 0.055), (13.26, 0.024), (175.5, 1.3),
            ],
            beside: [(0.0001667, 0.00016), (1307, 2.4), (189.7, 4)]),
        Row(
            name: "n 1714", particle: Particle(.neutron, px: 0.457768, py: 0.145639, pz: -1714.07),
            figures: [
                (0.00025, 0.00024), (26.38, 0.3), (18.35, 0.61), (9, 0), (22.08, 0.29), (48.42, 0.9),
                (23.81, 0.26), (1.959, 0.0069), (13.75, 0.039), (14.19, 0.024), (202.7, 1.2),
            ],
            beside: [(0.0001458, 0.00023), (552.8, 1.8), (90.41, 2.1)]),
        Row(
            name: "K⁰ 2770", particle: Particle(.kaonZero, px: 0.305187, py: 0.41276, pz: -2770.1),
            figures: [
                (0.007479, 0.0013), (29.25, 1.1), (64.46, 7.1), (6.083, 0.29), (19, 0), (47.33, 1.4),
                (23.53, 0.52), (2.471, 0.12), (15.75, 0.24), (14.48, 0.16), (308, 18),
            ],
            beside: [(0.02527, 0.0026), (1022, 6.6), (415.3, 6.1)]),
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
