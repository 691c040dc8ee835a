import Calorimeter
import Canvas
import DataSets

/// Which truth is shown, in words: the reference Monte Carlo, or a data set and how it answers.
enum TruthText {
    /// "reference Monte Carlo", "set.npz".
    static func source(_ state: ExplorerState) -> String {
        name(state) ?? "reference Monte Carlo" + (isBehindAllMagnets(state) ? " behind all magnets" : "")
    }

    /// Whether the ZN's truth is that of a flight to both: charged particles are bent by more than the separation dipole, behind
    /// which it is simulated alone, as for its models.
    static func isBehindAllMagnets(_ state: ExplorerState) -> Bool {
        state.truth.dataSet == nil && state.front.reference.isBesideOther
    }

    /// The same where room is scarce: "ref. MC", "all magnets", or the beginning of the file's name.
    static func short(_ state: ExplorerState, width: Int = 12) -> String {
        guard let name = name(state) else {
            guard isBehindAllMagnets(state), width >= "all magnets".count else { return "ref. MC" }
            return width > "ref. MC, all magnets".count ? "ref. MC, all magnets" : "all magnets"
        }
        return name.unicodeScalars.count <= width ? name : name.prefixScalars(width - 2) + ".."
    }

    /// For files of numbers: "data set set.npz, nearest particle, 0.31 σ away, 12 responses".
    static func inFiles(_ particle: Particle?, _ state: ExplorerState) -> String {
        guard let dataSet = state.truth.dataSet else { return source(state) }
        return "data set \(dataSet.name)" + (particle.map { ", " + match($0, dataSet) } ?? "")
    }

    /// How the data set answers for a particle; nil without one: "64 responses to this particle", "nearest particle, 0.31 σ
    /// away, 12 responses", "no particle of this mass and charge on this side".
    static func match(_ particle: Particle, _ state: ExplorerState) -> String? {
        state.truth.dataSet.map {
            state.appearance.text(match(particle, $0), ascii: match(particle, $0).replacing("σ", with: "sigma"))
        }
    }

    private static func match(_ particle: Particle, _ dataSet: DataSet) -> String {
        switch dataSet.match(particle) {
        case .same(let place): "\(responses(dataSet.rows(ofParticle: place).count)) to this particle"
        case .nearest(let place, let distance):
            "nearest particle, \(NumberText.significant(distance, digits: 2)) σ away, \(responses(dataSet.rows(ofParticle: place).count))"
        case .none: "no particle of this mass and charge on this side"
        }
    }

    /// Why the truth is not the particle's own.
    enum Caveat: Equatable {
        /// The data set has no such particle: it answers for one so many σ away, or not at all.
        case nearest(Double), missing
        /// The reference Monte Carlo answers as at its highest energy.
        case highestEnergy
    }

    static func caveat(_ particle: Particle, _ state: ExplorerState) -> Caveat? {
        switch state.truth.dataSet?.match(particle) {
        case .nearest(_, let distance)?: .nearest(distance)
        case .some(.none): .missing
        case nil: max(particle.energyGeV, particle.momentumGeV.magnitude) > Flight.highestEnergyGeV ? .highestEnergy : nil
        default: nil
        }
    }

    /// A caveat in a few letters: "nearest 0.31σ", "no truth", "as 100 TeV"; empty where there is none.
    static func warning(_ particle: Particle, _ state: ExplorerState) -> String {
        switch caveat(particle, state) {
        case .nearest(let distance):
            "nearest \(NumberText.significant(distance, digits: 2))" + state.appearance.text("σ", ascii: "s")
        case .missing: "no truth"
        case .highestEnergy: "as 100 TeV"
        case nil: ""
        }
    }

    static func responses(_ count: Int) -> String { count == 1 ? "1 response" : "\(NumberText.grouped(count)) responses" }

    /// A floor, in photons: "none" where the truth has no repeat to make one of.
    static func floor(_ value: Double, width: Int) -> String {
        value.isNaN ? "none".prefixScalars(width) : NumberText.photons(value, width: width)
    }

    private static func name(_ state: ExplorerState) -> String? {
        switch state.truth {
        case .simulated: nil
        case .reading(let name, _): name
        case .stored(let dataSet): dataSet.name
        }
    }
}
