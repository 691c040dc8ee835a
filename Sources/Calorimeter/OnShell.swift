/// The relation E² = p² + m² of a free particle. The mass, in MeV, is converted to GeV first.
extension Particle {
    /// The on-shell energy for the mass and momentum, GeV.
    public var onShellEnergyGeV: Double {
        let p = momentumGeV.magnitude
        return (p * p + massGeV * massGeV).squareRoot()
    }

    /// E² − p² − m², GeV².
    public var onShellResidualGeV2: Double {
        let p = momentumGeV.magnitude
        return energyGeV * energyGeV - p * p - massGeV * massGeV
    }

    /// Whether energy, momentum and mass agree to a tolerance relative to the energy.
    public func isOnShell(tolerance: Double = 1e-3) -> Bool {
        abs(energyGeV - onShellEnergyGeV) <= tolerance * max(energyGeV, onShellEnergyGeV)
    }

    /// This particle with its energy set on shell for its mass and momentum.
    public func withEnergyOnShell() -> Particle {
        var particle = self
        particle.energyGeV = onShellEnergyGeV
        return particle
    }

    /// This particle with its momentum scaled to be on shell for its energy and mass; the direction is kept.
    ///
    /// A particle without momentum gets one along +z. Nil if the energy is below the mass.
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
