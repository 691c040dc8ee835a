import Calorimeter

/// The spectrum of one species in the sampled data: shares and energies that reproduce the published table of means,
/// deviations and quartiles of the nine conditions. [Fit]
struct Spectrum: Sendable {
    let species: Species
    /// Share of all particles, before normalisation.
    let share: Double
    /// Median of the log-normal energy, GeV, the deviation of its logarithm, and the largest energy, GeV.
    let medianEnergy: Double
    let logSigma: Double
    let largestEnergy: Double
    /// Scale of the transverse momentum, GeV.
    let transverseMomentum: Double

    private init(
        _ species: Species, _ share: Double, _ medianEnergy: Double, _ logSigma: Double, _ largestEnergy: Double,
        _ transverseMomentum: Double
    ) {
        self.species = species
        self.share = share
        self.medianEnergy = medianEnergy
        self.logSigma = logSigma
        self.largestEnergy = largestEnergy
        self.transverseMomentum = transverseMomentum
    }

    /// Columns: share, median energy, deviation of its logarithm, largest energy, transverse momentum.
    static let all: [Spectrum] = [
        Spectrum(.photon, 0.620, 310, 1.20, 3600, 0.22),
        Spectrum(.positron, 0.002, 60, 1.2, 2000, 0.2),
        Spectrum(.electron, 0.002, 60, 1.2, 2000, 0.2),
        Spectrum(.pionPlus, 0.016, 450, 1.1, 4000, 0.30),
        Spectrum(.pionMinus, 0.014, 450, 1.1, 4000, 0.30),
        Spectrum(.kaonPlus, 0.006, 600, 1.1, 4000, 0.35),
        Spectrum(.kaonMinus, 0.004, 600, 1.1, 4000, 0.35),
        Spectrum(.kaonZero, 0.045, 650, 1.0, 4500, 0.35),
        Spectrum(.proton, 0.112, 2400, 0.80, 7000, 0.30),
        Spectrum(.antiproton, 0.004, 400, 0.9, 3000, 0.35),
        Spectrum(.neutron, 0.120, 1900, 0.75, 6900, 0.35),
        Spectrum(.lambda, 0.026, 1900, 0.65, 6000, 0.38),
        Spectrum(.sigmaPlus, 0.006, 1600, 0.7, 5000, 0.4),
        Spectrum(.sigmaMinus, 0.004, 1300, 0.7, 5000, 0.4),
        Spectrum(.xiZero, 0.002, 1100, 0.7, 4000, 0.45),
        Spectrum(.xiMinus, 0.0012, 1000, 0.7, 4000, 0.45),
        Spectrum(.omegaMinus, 0.0003, 900, 0.7, 4000, 0.45),
    ]
}
