import Calorimeter

/// Published particles with published photon sums: what one walks through, and what a comparison begins with.
///
/// Source: example rows of the data set in the thesis' repository; energies and momenta in GeV.
enum TestParticles {
    static let all: [Particle] = [
        particle(.photon, 513.318, 0.035456, -0.051821, -513.318, vertex: Vector(0, 0, -0.002731)),
        particle(.photon, 1948.29, 0.470391, 0.154206, -1948.29),
        particle(.neutron, 3192.38, 0.022422, -0.182957, -3192.38),
        particle(.pionMinus, 325.158, 0.269915, -0.081921, 325.157),
        particle(.lambda, 4003.60, 0.769178, -0.276743, 4003.60),
        particle(.proton, 3195.12, 0.560528, -0.149980, 3195.11),
        particle(.kaonZero, 2770.10, 0.305187, 0.412760, -2770.10),
        particle(.neutron, 1714.07, 0.457768, 0.145639, -1714.07),
        particle(.photon, 1304.34, -0.509192, 0.461106, 1304.34, vertex: Vector(-1.83e-5, 1.56e-5, 0.050293)),
        particle(.photon, 1014.72, -0.335473, 0.256277, 1014.72, vertex: Vector(-1.83e-5, 1.56e-5, 0.050293)),
        particle(.proton, 3961.55, -0.076487, 0.179845, 3961.55),
        particle(.proton, 3812.18, 0.052953, 0.402807, -3812.18),
        particle(.neutron, 4144.25, 0.339171, 1.352870, -4144.24),
        particle(.photon, 2048.13, 0.339655, 0.477147, -2048.13),
        particle(.photon, 68.79, -0.004292, -0.029762, -68.79),
        particle(.lambda, 4071.23, 0.089305, 0.069410, -4071.23),
    ]

    /// What a comparison begins with.
    static let compared = Array(all.prefix(8))

    /// The particle `steps` further in the list, round and round; from any other particle, the first or the last one.
    static func neighbour(of particle: Particle, steps: Int) -> (index: Int, particle: Particle) {
        let index =
            all.firstIndex(of: particle).map { ($0 + steps % all.count + all.count) % all.count }
            ?? (steps > 0 ? 0 : all.count - 1)
        return (index, all[index])
    }

    /// Printed numbers are rounded; the energy comes on shell exactly.
    private static func particle(
        _ species: Species, _ energy: Double, _ px: Double, _ py: Double, _ pz: Double, vertex: Vector = .zero
    ) -> Particle {
        Particle(
            massMeV: species.massMeV, energyGeV: energy, charge: species.charge, positionCM: vertex,
            momentumGeV: Vector(px, py, pz)
        ).withEnergyOnShell()
    }
}
