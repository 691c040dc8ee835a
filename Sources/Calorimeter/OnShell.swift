/// The relation E² = p² + m² of a free particle. Mass is in MeV and everything else in GeV, so it is converted first.
extension Particle {
    /// The energy that the mass and the momentum ask for, GeV.
    public var onShellEnergyGeV: Double {
        let p = momentumGeV.magnitude
        return (p * p + massGeV * massGeV).squareRoot()
    }

    /// E² − p² − m², GeV².
    public var onShellResidualGeV2: Double {
        let p = momentumGeV.magnitude
        return energyGeV * energyGeV - p * p - massGeV * massGeV
    }

    /// Whether energy, momentum and mass agree to a relative tolerance of the energy.
    public func isOnShell(tolerance: Double = 1e-3) -> Bool {
        abs(energyGeV - onShellEnergyGeV) <= tolerance * max(energyGeV, onShellEnergyGeV)
    }

    /// This particle with the energy that its mass and momentum ask for.
    public func withEnergyOnShell() -> Particle {
        var particle = self
        particle.energyGeV = onShellEnergyGeV
        return particle
    }

    /// This particle with the momentum scaled, its direction kept, to what its energy and mass ask for.
    ///
    /// A particle without momentum flies along +z. Nil if the energy is below the mass.
    public func withMomentumOnShell() -> Particle? {
        let squared = energyGeV * energyGeV - massGeV * massGeV
        guard energyGeV > 0, squared >= 0 else { return nil }
        let p = squared.squareRoot()
        var particle = self
        let magnitude = momentumGeV.magnitude
        particle.momentumGeV = magnitude > 0 ? (p / magnitude) * momentumGeV : Vector(0, 0, p)
        return particle
    }
}
