/// A kind of particle that a user can select by name.
public struct Species: Hashable, Sendable {
    /// The symbol on the screen, in single-width characters: "γ", "π⁻".
    public let symbol: String
    /// Names that can be typed: "gamma", "pi-".
    public let names: [String]
    /// Mass, MeV/c² (Particle Data Group 2024).
    public let massMeV: Double
    public let charge: Double
    /// The PDG Monte Carlo number.
    public let pdg: Int
    /// Whether the published data, and so the training sets, contain this species.
    public let isInData: Bool

    init(_ symbol: String, _ names: [String], massMeV: Double, charge: Double, pdg: Int, isInData: Bool = true) {
        self.symbol = symbol
        self.names = names
        self.massMeV = massMeV
        self.charge = charge
        self.pdg = pdg
        self.isInData = isInData
    }

    /// Every species, in the order of the preset list. An antiparticle with the mass and charge of its particle (nbar) has the
    /// same nine numbers and so the same responses.
    public static let all: [Species] = [
        .photon, .neutron, .proton, .antiproton, .antineutron, .pionPlus, .pionMinus, .kaonPlus, .kaonMinus, .kaonZero,
        .lambda, .sigmaPlus, .sigmaMinus, .xiZero, .xiMinus, .omegaMinus, .electron, .positron, .muonMinus, .muonPlus,
    ]

    public static let photon = Species("γ", ["gamma", "photon", "g"], massMeV: 0, charge: 0, pdg: 22)
    public static let neutron = Species("n", ["n", "neutron"], massMeV: 939.565413, charge: 0, pdg: 2112)
    public static let proton = Species("p", ["p", "proton", "p+"], massMeV: 938.272081, charge: 1, pdg: 2212)
    public static let antiproton = Species("pbar", ["pbar", "antiproton", "p-"], massMeV: 938.272081, charge: -1, pdg: -2212)
    public static let antineutron = Species("nbar", ["nbar", "antineutron"], massMeV: 939.565413, charge: 0, pdg: -2112)
    public static let pionPlus = Species("π⁺", ["pi+"], massMeV: 139.57061, charge: 1, pdg: 211)
    public static let pionMinus = Species("π⁻", ["pi-"], massMeV: 139.57061, charge: -1, pdg: -211)
    public static let kaonPlus = Species("K⁺", ["K+"], massMeV: 493.677, charge: 1, pdg: 321)
    public static let kaonMinus = Species("K⁻", ["K-"], massMeV: 493.677, charge: -1, pdg: -321)
    public static let kaonZero = Species("K⁰", ["K0"], massMeV: 497.611, charge: 0, pdg: 311)
    public static let lambda = Species("Λ", ["Lambda", "Lambda0"], massMeV: 1115.683, charge: 0, pdg: 3122)
    public static let sigmaPlus = Species("Σ⁺", ["Sigma+"], massMeV: 1189.37, charge: 1, pdg: 3222)
    public static let sigmaMinus = Species("Σ⁻", ["Sigma-"], massMeV: 1197.449, charge: -1, pdg: 3112)
    public static let xiZero = Species("Ξ⁰", ["Xi0"], massMeV: 1314.86, charge: 0, pdg: 3322)
    public static let xiMinus = Species("Ξ⁻", ["Xi-"], massMeV: 1321.71, charge: -1, pdg: 3312)
    public static let omegaMinus = Species("Ω⁻", ["Omega-"], massMeV: 1672.45, charge: -1, pdg: 3334)
    public static let electron = Species("e⁻", ["e-", "electron"], massMeV: 0.51099895, charge: -1, pdg: 11)
    public static let positron = Species("e⁺", ["e+", "positron"], massMeV: 0.51099895, charge: 1, pdg: -11)
    public static let muonMinus = Species("μ⁻", ["mu-", "muon"], massMeV: 105.6583755, charge: -1, pdg: 13, isInData: false)
    public static let muonPlus = Species("μ⁺", ["mu+"], massMeV: 105.6583755, charge: 1, pdg: -13, isInData: false)

    /// The species with a typed name or symbol. Case is ignored unless it decides between two ("K+" and "k+" are the same).
    public static func named(_ text: String) -> Species? {
        let exact = all.first { $0.symbol == text || $0.names.contains(text) }
        let lowercased = text.lowercased()
        return exact ?? all.first { $0.names.contains { $0.lowercased() == lowercased } }
    }

    /// The species with this mass (to 0.01 MeV, the precision of the data) and charge; nil for a custom particle.
    public static func of(massMeV: Double, charge: Double) -> Species? {
        all.first { abs($0.massMeV - massMeV) < 0.01 && $0.charge == charge }
    }
}

extension Particle {
    /// The species with this mass and charge; nil if unknown.
    public var species: Species? { Species.of(massMeV: massMeV, charge: charge) }
}
