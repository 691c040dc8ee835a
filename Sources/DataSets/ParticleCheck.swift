import Calorimeter

extension Particle {
    /// Why no particle has these nine numbers, as the end of a sentence; nil if one may.
    ///
    /// The limits are those of typed quantities. Energy, momentum and mass must agree to 1e-3 of the energy, as published
    /// conditions do to 1e-5, unless `allowsOffShell`: that finds columns in another order and numbers in another unit.
    package func refusal(allowsOffShell: Bool) -> String? {
        for parameter in Parameter.publishedOrder {
            let (value, name) = (self[parameter], parameter.publishedName)
            guard value.isFinite else { return "\(name) is \(value); expected a finite number" }
            guard abs(value) <= Parameter.largestMagnitude else {
                return "\(name) is \(value); expected at most 1e9 \(parameter.unit)"
            }
        }
        guard massMeV >= 0 else { return "mass is \(massMeV); expected 0 MeV or more" }
        guard energyGeV > 0 else { return "Energy is \(energyGeV); expected more than 0 GeV" }
        guard charge == 0 || abs(charge) == 1 else { return "charge is \(charge); expected -1, 0 or 1 e" }
        guard allowsOffShell || isOnShell() else {
            return
                "Energy is \(energyGeV) GeV; expected \(Float(onShellEnergyGeV)) GeV, which mass (MeV) and momentum (GeV) ask for"
                + (otherUnit.map { "; \($0)" } ?? "")
        }
        return nil
    }
}
