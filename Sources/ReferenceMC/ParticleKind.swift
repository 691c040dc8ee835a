import Calorimeter

/// A particle as the simulation knows it: no antiparticles, and the two neutral kaons that decay.
enum ParticleKind: Int, CaseIterable, Sendable {
    case photon, neutralPion, shortKaon, longKaon, neutron, lambda, sigmaZero, xiZero
    case electron, muon, chargedPion, chargedKaon, proton, sigmaPlus, sigmaMinus, xiMinus, omegaMinus
    case neutrino

    /// What a particle leaves in a calorimeter.
    enum Shower: Sendable {
        case none, electromagnetic, hadronic
    }

    /// Rest mass, GeV. [PDG]
    var massGeV: Double { Self.masses[rawValue] }

    /// Mean life times the speed of light, cm; infinite for what reaches the detector anyway. [PDG]
    var decayLengthCM: Double {
        switch self {
        case .neutralPion: 2.5e-6
        case .shortKaon: 2.6844
        case .longKaon: 1534
        case .lambda: 7.89
        case .sigmaZero: 1e-9
        case .xiZero: 8.71
        case .chargedPion: 780.45
        case .chargedKaon: 371.1
        case .sigmaPlus: 2.404
        case .sigmaMinus: 4.434
        case .xiMinus: 4.91
        case .omegaMinus: 2.461
        case .photon, .neutron, .electron, .muon, .proton, .neutrino: .infinity
        }
    }

    var shower: Shower {
        switch self {
        case .photon, .electron: .electromagnetic
        case .neutralPion, .muon, .neutrino: .none
        default: .hadronic
        }
    }

    var isMeson: Bool {
        switch self {
        case .chargedPion, .chargedKaon, .shortKaon, .longKaon: true
        default: false
        }
    }

    /// The kind of nearest mass in the same class of charge: neutral up to 0.1 e, charged above.
    ///
    /// A neutral kaon comes out as the short-lived one.
    static func nearest(massMeV: Double, charge: Double) -> ParticleKind {
        abs(charge) > 0.1
            ? nearest(massMeV: massMeV, from: .electron, through: .omegaMinus)
            : nearest(massMeV: massMeV, from: .photon, through: .xiZero)
    }

    private static func nearest(massMeV: Double, from first: ParticleKind, through last: ParticleKind) -> ParticleKind {
        var (nearest, distance) = (first, Double.infinity)
        for kind in allCases[first.rawValue...last.rawValue] {
            let other = abs(massMeV - kind.massGeV * 1e3)
            if other < distance { (nearest, distance) = (kind, other) }
        }
        return nearest
    }

    private static let masses: [Double] = allCases.map { kind in
        let massMeV =
            switch kind {
            case .photon, .neutrino: 0.0
            case .neutralPion: 134.9768
            case .shortKaon, .longKaon: Species.kaonZero.massMeV
            case .neutron: Species.neutron.massMeV
            case .lambda: Species.lambda.massMeV
            case .sigmaZero: 1192.642
            case .xiZero: Species.xiZero.massMeV
            case .electron: Species.electron.massMeV
            case .muon: Species.muonMinus.massMeV
            case .chargedPion: Species.pionPlus.massMeV
            case .chargedKaon: Species.kaonPlus.massMeV
            case .proton: Species.proton.massMeV
            case .sigmaPlus: Species.sigmaPlus.massMeV
            case .sigmaMinus: Species.sigmaMinus.massMeV
            case .xiMinus: Species.xiMinus.massMeV
            case .omegaMinus: Species.omegaMinus.massMeV
            }
        return massMeV * 1e-3
    }
}
