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
                (0.000125, 0.00023), (16.67, 0.12), (6.425, 0.06), (9, 0), (16, 0), (25, 0),
                (13.69, 0.086), (2.509, 0.023), (21.5, 0.02), (21.5, 0.026), (135.7, 0.52),
            ]),
        Row(
            name: "n 1714, near the edge", particle: Particle(.neutron, px: 0.457768, py: 0.145639, pz: -1714.07),
            figures: [
                (0, 0), (555.4, 1.5), (84.5, 1.2), (464.5, 2.5), (557.7, 2), (653.5, 1.9),
                (197.4, 0.27), (54.76, 0.3), (37.83, 0.0087), (26.99, 0.0064), (721.2, 1.3),
            ]),
        Row(
            name: "n 3192", particle: Particle(.neutron, px: 0.022422, py: -0.182957, pz: -3192.38),
            figures: [
                (0, 0), (1292, 2.7), (165.2, 3.7), (1127, 5.3), (1302, 3.3), (1472, 3.5),
                (449.2, 0.95), (115, 0.74), (21.95, 0.0039), (17.85, 0.0054), (1351, 2.5),
            ]),
        Row(
            name: "K⁰ 2770", particle: Particle(.kaonZero, px: 0.305187, py: 0.41276, pz: -2770.1),
            figures: [
                (0.01992, 0.0017), (1017, 8), (411.8, 6.3), (40.92, 10), (1114, 3.3), (1350, 8.8),
                (328.1, 2.1), (106.1, 0.99), (28.53, 0.018), (30.95, 0.012), (1952, 39),
            ]),
        Row(
            name: "Λ 1739", particle: Particle(.lambda, px: 0.216142, py: -0.421519, pz: -1739.01),
            figures: [
                (0.08158, 0.0026), (429.7, 4.2), (263.7, 2), (1, 0), (547.8, 1.9), (671.7, 2.4),
                (159, 1.4), (42.19, 0.43), (29.46, 0.024), (6.785, 0.028), (998.8, 16),
            ]),
        Row(
            name: "Σ⁻ 1300", particle: Particle(.sigmaMinus, px: 0.05, py: 0.05, pz: 1300),
            figures: [
                (0.1431, 0.0054), (275.5, 3.3), (184, 1.1), (0, 0), (343.8, 1.8), (467.8, 1.8),
                (131.4, 1.5), (26.6, 0.3), (23.61, 0.085), (23.8, 0.11), (1465, 9.2),
            ]),
        Row(
            name: "p 3195, leaked light", particle: Particle(.proton, px: 0.560528, py: -0.14998, pz: 3195.11),
            figures: [
                (0.2061, 0.005), (40.92, 1.6), (84.37, 2.4), (0, 0), (7.667, 0.49), (119.2, 5.7),
                (18.75, 0.54), (6.33, 0.26), (39.09, 0.074), (20.49, 0.24), (427.2, 15),
            ]),
        Row(
            name: "π⁻ 325, leaked light", particle: Particle(.pionMinus, px: 0.269915, py: -0.081921, pz: 325.157),
            figures: [
                (0.7785, 0.0068), (0.7806, 0.04), (3.078, 0.25), (0, 0), (0, 0), (2, 0),
                (0.6307, 0.032), (0.3122, 0.0099), (3.973, 0.25), (16.02, 0.44), (22.35, 1.1),
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
