import Testing

/// Showers against ALICE's own full simulation: figures of the 10,000 spectator neutrons and protons that its AliRoot
/// repository publishes.
@Suite("Showers vary as in AliRoot")
struct AliRootTests {
    /// What AliRoot's particles have, and how far this simulation may be from it: relative, plus a share of all showers.
    struct Figure: Sendable, CustomTestStringConvertible {
        var name: String
        var aliroot: Double
        var relative: Double
        var share: Double
        var measure: @Sendable (Spectators) -> Double

        init(
            _ name: String, _ aliroot: Double, relative: Double, share: Double = 0,
            measure: @escaping @Sendable (Spectators) -> Double
        ) {
            (self.name, self.aliroot, self.relative, self.share, self.measure) = (name, aliroot, relative, share, measure)
        }

        var testDescription: String { name }
        var tolerance: Double { max(relative * aliroot, share) }
    }

    static let neutrons = Spectators.neutrons(count: 16_000, seed: 71)
    static let protons = Spectators.protons(count: 12_000, seed: 72)

    @Test("Neutrons", arguments: neutronFigures)
    func neutrons(figure: Figure) {
        let value = figure.measure(Self.neutrons)
        #expect(
            abs(value - figure.aliroot) <= figure.tolerance, "\(figure.name): \(value), AliRoot \(figure.aliroot)")
    }

    @Test("Protons", arguments: protonFigures)
    func protons(figure: Figure) {
        let value = figure.measure(Self.protons)
        #expect(
            abs(value - figure.aliroot) <= figure.tolerance, "\(figure.name): \(value), AliRoot \(figure.aliroot)")
    }

    /// The widths of the lowest and highest energies rest on 300–400 of AliRoot's neutrons, which makes 5 %; the first and
    /// the last spread beyond a boundary on few as well.
    static let neutronFigures: [Figure] = [
        Figure("width, 1.5–2.3 TeV", 0.107, relative: 0.12) { $0.width(1500..<2300) },
        Figure("width, 2.3–3 TeV", 0.100, relative: 0.08) { $0.width(2300..<3000) },
        Figure("width, 3–3.7 TeV", 0.100, relative: 0.08) { $0.width(3000..<3700) },
        Figure("width, 3.7–6.2 TeV", 0.109, relative: 0.14) { $0.width(3700..<6200) },
        Figure("mean of the widths", 0.104, relative: 0.05) {
            ($0.width(1500..<2300) + $0.width(2300..<3000) + $0.width(3000..<3700) + $0.width(3700..<6200)) / 4
        },
        Figure("below 0.7 of the median", 0.023, relative: 0.20, share: 0.002) { $0.share(0..<0.7) },
        Figure("below 0.85 of the median", 0.077, relative: 0.20, share: 0.002) { $0.share(0..<0.85) },
        Figure("above 1.15 of the median", 0.075, relative: 0.20, share: 0.002) { $0.share(1.15..<9) },
        Figure("above 1.3 of the median", 0.0019, relative: 0.20, share: 0.002) { $0.share(1.3..<9) },
        Figure("spread of the common photomultiplier's share", 0.0240, relative: 0.06) { $0.commonSpread },
        Figure("beyond a boundary at 0–0.1 cm", 0.430, relative: 0.03) { $0.meanBeyond(0..<0.1) },
        Figure("beyond a boundary at 0.1–0.2 cm", 0.340, relative: 0.035) { $0.meanBeyond(0.1..<0.2) },
        Figure("beyond a boundary at 0.2–0.3 cm", 0.275, relative: 0.03) { $0.meanBeyond(0.2..<0.3) },
        Figure("beyond a boundary at 0.3–0.4 cm", 0.239, relative: 0.03) { $0.meanBeyond(0.3..<0.4) },
        Figure("beyond a boundary at 0.4–0.5 cm", 0.208, relative: 0.03) { $0.meanBeyond(0.4..<0.5) },
        Figure("beyond a boundary at 0.5–0.75 cm", 0.172, relative: 0.03) { $0.meanBeyond(0.5..<0.75) },
        Figure("beyond a boundary at 0.75–1 cm", 0.135, relative: 0.03) { $0.meanBeyond(0.75..<1) },
        Figure("beyond a boundary at 1.5–2 cm", 0.067, relative: 0.05) { $0.meanBeyond(1.5..<2) },
        Figure("beyond a boundary at 2–2.5 cm", 0.051, relative: 0.08) { $0.meanBeyond(2..<2.5) },
        Figure("spread beyond a boundary at 0–0.1 cm", 0.060, relative: 0.12) { $0.spreadBeyond(0..<0.1) },
        Figure("spread beyond a boundary at 0.1–0.2 cm", 0.046, relative: 0.10) { $0.spreadBeyond(0.1..<0.2) },
        Figure("spread beyond a boundary at 0.2–0.3 cm", 0.045, relative: 0.08) { $0.spreadBeyond(0.2..<0.3) },
        Figure("spread beyond a boundary at 0.3–0.4 cm", 0.042, relative: 0.08) { $0.spreadBeyond(0.3..<0.4) },
        Figure("spread beyond a boundary at 0.4–0.5 cm", 0.038, relative: 0.08) { $0.spreadBeyond(0.4..<0.5) },
        Figure("spread beyond a boundary at 0.5–0.75 cm", 0.037, relative: 0.08) { $0.spreadBeyond(0.5..<0.75) },
        Figure("spread beyond a boundary at 0.75–1 cm", 0.032, relative: 0.08) { $0.spreadBeyond(0.75..<1) },
        Figure("spread beyond a boundary at 1.5–2 cm", 0.022, relative: 0.08) { $0.spreadBeyond(1.5..<2) },
        Figure("spread beyond a boundary at 2–2.5 cm", 0.020, relative: 0.20) { $0.spreadBeyond(2..<2.5) },
    ]

    /// AliRoot's protons come in at 3–5 mrad. Their light lies 1.2 mm beside their impact point, which makes half of the
    /// spread beyond a boundary. The lowest energies rest on 110 protons.
    static let protonFigures: [Figure] = [
        Figure("width, 1.5–2.5 TeV", 0.100, relative: 0.20) { $0.width(1500..<2500) },
        Figure("width, 2.5–2.9 TeV", 0.103, relative: 0.08) { $0.width(2500..<2900) },
        Figure("width, 2.9–3.3 TeV", 0.099, relative: 0.08) { $0.width(2900..<3300) },
        Figure("width, 3.3–5.2 TeV", 0.096, relative: 0.10) { $0.width(3300..<5200) },
        Figure("below 0.5 of the median", 0, relative: 0.20, share: 0.003) { $0.share(0..<0.5) },
        Figure("below 0.7 of the median", 0.002, relative: 0.20, share: 0.003) { $0.share(0..<0.7) },
        Figure("below 0.85 of the median", 0.056, relative: 0.20, share: 0.003) { $0.share(0..<0.85) },
        Figure("above 1.15 of the median", 0.086, relative: 0.20, share: 0.003) { $0.share(1.15..<9) },
        Figure("above 1.3 of the median", 0.006, relative: 0.20, share: 0.003) { $0.share(1.3..<9) },
        Figure("spread of the common photomultiplier's share", 0.0307, relative: 0.06) { $0.commonSpread },
        Figure("spread beyond a boundary at 0–0.25 cm", 0.117, relative: 0.10) {
            $0.spreadBeyond(0..<0.25, within: (8.5, 3))
        },
        Figure("spread beyond a boundary at 0.25–0.5 cm", 0.089, relative: 0.15) {
            $0.spreadBeyond(0.25..<0.5, within: (8.5, 3))
        },
    ]
}
