import Calorimeter
import ReferenceMC
import Testing

/// Responses to single particles, against an independent implementation of the same physics in another language.
@Suite("Single particles")
struct AcceptanceTests {
    /// What the independent implementation finds for one particle.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var particle: Particle
        /// The figures in the order of `Sample.figures`: the mean over twelve sets of 4,000 responses, and the standard
        /// deviation from set to set.
        var figures: [(mean: Double, sigma: Double)]

        var testDescription: String { name }
    }

    /// A set of 4,000 must agree within four standard errors of its difference from the mean of twelve, 4 √(1 + 1/12)
    /// deviations; a median that hardly varies may still fall on the next whole number, and rare events on the next row.
    @Test("4,000 responses agree in every figure", arguments: rows)
    func figures(row: Row) throws {
        let sample = Sample(of: row.particle, count: 4000, seed: 31)
        try #require(sample.figures.count == row.figures.count)
        for (found, expected) in zip(sample.figures, row.figures) {
            let tolerance = 4.16 * expected.sigma + found.granularity
            #expect(
                abs(found.value - expected.mean) <= tolerance,
                "\(row.name), \(found.name): \(found.value), expected \(expected.mean) ± \(tolerance)")
        }
    }

    /// The bounds that the specification sets, wider than the statistical ones for most figures.
    @Test("Means agree to 5 %, to 20 % where leaked light has its heavy tail, empty responses to 0.03", arguments: rows)
    func means(row: Row) throws {
        let sample = Sample(of: row.particle, count: 4000, seed: 32)
        let share = row.name.hasSuffix("leaked light") ? 0.20 : 0.05
        for (found, expected) in zip(sample.figures, row.figures) {
            switch found.name {
            case "empty": #expect(abs(found.value - expected.mean) <= 0.03, "\(row.name), empty: \(found.value)")
            case "mean sum", "lit pixels", "peak", "mean row", "mean column", "pixel sigma":
                #expect(
                    abs(found.value - expected.mean) <= share * expected.mean,
                    "\(row.name), \(found.name): \(found.value), expected \(expected.mean) ± \(share * 100) %")
            default: break
            }
        }
    }

    static let rows: [Row] = [
        Row(
            name: "γ 513", particle: Particle(.photon, px: 0.035456, py: -0.051821, pz: -513.318),
            figures: [
                (0, 0), (302.6, 0.53), (35.71, 1), (269, 0.85), (304.8, 0.62), (339.8, 1),
                (99.26, 0.19), (47.37, 0.1), (26.24, 0.0039), (14.53, 0.0047), (405, 2.5),
            ]),
        Row(
            name: "γ 2000", particle: Particle(.photon, px: 0.0142, py: 0.0142, pz: 2000),
            figures: [
                (0, 0), (1186, 2), (123, 4), (1086, 2.4), (1195, 1.2), (1301, 2.3),
                (242.1, 0.37), (286.5, 0.67), (21.99, 0.0037), (21.99, 0.0035), (917.9, 18),
            ]),
        Row(
            name: "γ 1304, beside the face", particle: Particle(.photon, px: -0.509192, py: 0.461106, pz: 1304.34),
            figures: [
                (0.002396, 0.00059), (9.623, 0.096), (4.382, 1), (5, 0), (9, 0), (14, 0),
                (8.616, 0.051), (1.677, 0.024), (6.506, 0.056), (35.82, 0.028), (92.22, 1.3),
            ]),
        Row(
            name: "n 60", particle: Particle(.neutron, px: 0, py: 0, pz: 59.99),
            figures: [
                (0.0005625, 0.00034), (16.9, 0.088), (6.683, 0.079), (9, 0), (16, 0), (25.92, 0.26),
                (14.17, 0.072), (2.355, 0.015), (21.5, 0.03), (21.51, 0.023), (138.8, 0.33),
            ]),
        Row(
            name: "n 1714, near the edge", particle: Particle(.neutron, px: 0.457768, py: 0.145639, pz: -1714.07),
            figures: [
                (0.0001458, 0.00017), (553.9, 2), (90.5, 2.1), (453.7, 3.2), (555.5, 1.8), (661.9, 2.7),
                (207.2, 0.43), (45.59, 0.26), (37.7, 0.0094), (26.99, 0.0066), (731.2, 1.2),
            ]),
        Row(
            name: "n 3192", particle: Particle(.neutron, px: 0.022422, py: -0.182957, pz: -3192.38),
            figures: [
                (0.0002083, 0.00023), (1308, 2.3), (191, 3.3), (1101, 4.6), (1315, 3), (1526, 4.8),
                (471.6, 0.85), (89.67, 0.31), (21.95, 0.0037), (17.85, 0.0034), (1380, 3.8),
            ]),
        Row(
            name: "K⁰ 2770", particle: Particle(.kaonZero, px: 0.305187, py: 0.41276, pz: -2770.1),
            figures: [
                (0.02081, 0.0022), (1026, 4.2), (415.5, 5.2), (41.68, 11), (1120, 3), (1383, 6.1),
                (344.5, 1.5), (81.75, 0.51), (28.52, 0.019), (30.93, 0.0093), (1923, 33),
            ]),
        Row(
            name: "Λ 1739", particle: Particle(.lambda, px: 0.216142, py: -0.421519, pz: -1739.01),
            figures: [
                (0.08165, 0.0037), (431, 3.8), (265.1, 2), (1, 0), (544.5, 2.8), (680.4, 1.9),
                (167.1, 1.5), (33.47, 0.29), (29.46, 0.016), (6.887, 0.016), (963.2, 7.8),
            ]),
        Row(
            name: "Σ⁻ 1300", particle: Particle(.sigmaMinus, px: 0.05, py: 0.05, pz: 1300),
            figures: [
                (0.1429, 0.0066), (277.8, 3.2), (187.6, 1.3), (0, 0), (344.6, 2.4), (477.8, 2.8),
                (138.8, 1.5), (20.7, 0.3), (23.56, 0.13), (23.83, 0.074), (1337, 9.8),
            ]),
        Row(
            name: "p 3195, leaked light", particle: Particle(.proton, px: 0.560528, py: -0.14998, pz: 3195.11),
            figures: [
                (0.2071, 0.0075), (41.21, 1.2), (85.13, 2.4), (0, 0), (7.667, 0.49), (120.5, 4.9),
                (19.15, 0.41), (5.234, 0.17), (39.04, 0.068), (20.47, 0.32), (403.6, 11),
            ]),
        Row(
            name: "π⁻ 325, leaked light", particle: Particle(.pionMinus, px: 0.269915, py: -0.081921, pz: 325.157),
            figures: [
                (0.7756, 0.0066), (0.7952, 0.049), (3.111, 0.27), (0, 0), (0, 0), (2, 0),
                (0.6522, 0.037), (0.3075, 0.011), (4.016, 0.27), (15.9, 0.44), (22.44, 0.99),
            ]),
    ]
}

extension Sample {
    /// The figures that are compared, and the steps in which those of whole numbers come.
    var figures: [(name: String, value: Double, granularity: Double)] {
        [
            ("empty", emptyShare, 0.0005), ("mean sum", meanSum, 0), ("sigma sum", sigmaSum, 0), ("10 %", quantile(0.1), 1),
            ("50 %", quantile(0.5), 1), ("90 %", quantile(0.9), 1), ("lit pixels", meanLitPixels, 0), ("peak", meanPeak, 0),
            ("mean row", meanRow, 0), ("mean column", meanColumn, 0), ("pixel sigma", pixelSigmaSum, 0),
        ]
    }
}
