/// One way to decay into two particles. Three-body decays are replaced by their most alike two-body one.
struct DecayChannel: Sendable {
    /// Share of this channel among the decays. [PDG]
    let share: Double
    let first: ParticleKind
    let second: ParticleKind
    /// The children's charges in units of the parent's sign; a neutral parent counts as a particle.
    let firstCharge: Double
    let secondCharge: Double
    /// Momentum of either child in the parent's rest frame, GeV.
    let momentum: Double

    fileprivate init(
        _ parent: ParticleKind, _ share: Double, _ first: ParticleKind, _ firstCharge: Double, _ second: ParticleKind,
        _ secondCharge: Double
    ) {
        self.share = share
        self.first = first
        self.second = second
        self.firstCharge = firstCharge
        self.secondCharge = secondCharge
        momentum = Self.momentum(mass: parent.massGeV, firstMass: first.massGeV, secondMass: second.massGeV)
    }

    /// √((M² − (m₁ + m₂)²)(M² − (m₁ − m₂)²)) / 2M, GeV.
    private static func momentum(mass: Double, firstMass: Double, secondMass: Double) -> Double {
        let (sum, difference) = (firstMass + secondMass, firstMass - secondMass)
        return max((mass * mass - sum * sum) * (mass * mass - difference * difference), 0).squareRoot() / (2 * mass)
    }
}

extension ParticleKind {
    /// The decays of this kind; none if it is stable.
    var decays: [DecayChannel] { Self.decayTable[rawValue] }

    private static let decayTable: [[DecayChannel]] = allCases.map { kind in
        func channel(
            _ share: Double, _ first: ParticleKind, _ firstCharge: Double, _ second: ParticleKind, _ secondCharge: Double
        ) -> DecayChannel {
            DecayChannel(kind, share, first, firstCharge, second, secondCharge)
        }
        return switch kind {
        case .neutralPion: [channel(1, .photon, 0, .photon, 0)]
        case .shortKaon: [channel(0.692, .chargedPion, 1, .chargedPion, -1), channel(0.308, .neutralPion, 0, .neutralPion, 0)]
        case .longKaon: [channel(0.8, .chargedPion, 1, .chargedPion, -1), channel(0.2, .neutralPion, 0, .neutralPion, 0)]
        case .lambda: [channel(0.641, .proton, 1, .chargedPion, -1), channel(0.359, .neutron, 0, .neutralPion, 0)]
        case .sigmaZero: [channel(1, .lambda, 0, .photon, 0)]
        case .xiZero: [channel(1, .lambda, 0, .neutralPion, 0)]
        case .chargedPion: [channel(1, .muon, 1, .neutrino, 0)]
        case .chargedKaon: [channel(0.24, .chargedPion, 1, .neutralPion, 0), channel(0.76, .muon, 1, .neutrino, 0)]
        case .sigmaPlus: [channel(0.516, .proton, 1, .neutralPion, 0), channel(0.484, .neutron, 0, .chargedPion, 1)]
        case .sigmaMinus: [channel(1, .neutron, 0, .chargedPion, 1)]
        case .xiMinus: [channel(1, .lambda, 0, .chargedPion, 1)]
        case .omegaMinus:
            [
                channel(0.678, .lambda, 0, .chargedKaon, 1), channel(0.236, .xiZero, 0, .chargedPion, 1),
                channel(0.086, .xiMinus, 1, .neutralPion, 0),
            ]
        case .photon, .neutron, .electron, .muon, .proton, .neutrino: []
        }
    }
}
