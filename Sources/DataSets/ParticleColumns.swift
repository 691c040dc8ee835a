import Calorimeter
import Text

/// Which column of a table is which number of a particle.
///
/// Columns have the published names in any order and in any case: Energy (GeV), Vx, Vy, Vz (cm), Px, Py, Pz (GeV/c), mass
/// (MeV/c²), charge (e); another unit may follow a name in brackets, "mass [GeV]". A column of PDG numbers may replace mass and
/// charge; without Energy it follows from mass and momentum; without a vertex it is the origin.
struct ParticleColumns: Equatable {
    /// A name that is missing, there twice or not understood, as the end of a sentence.
    struct Refusal: Error, Equatable {
        let reason: String
        init(_ reason: String) { self.reason = reason }
    }

    /// Where the number of a column belongs.
    enum Target: Equatable {
        /// Multiplied by `factor` it has the parameter's own unit.
        case parameter(Parameter, factor: Double)
        case pdg
        case unused
    }

    let targets: [Target]
    let hasEnergy: Bool
    let hasSpecies: Bool
    /// What a user should know: columns that are not used, numbers that follow from others.
    let notes: [String]

    init(names: [String]) throws(Refusal) {
        var targets: [Target] = []
        var seen: Set<String> = []
        for name in names {
            let target = try Self.target(of: name)
            switch target {
            case .unused: break
            case .parameter(let parameter, _): try Self.insert(parameter.publishedName, into: &seen)
            case .pdg: try Self.insert("pdg", into: &seen)
            }
            targets.append(target)
        }
        func has(_ parameters: [Parameter]) -> Bool { parameters.allSatisfy { seen.contains($0.publishedName) } }
        let species: [Parameter] = [.mass, .charge]
        let vertex: [Parameter] = [.vx, .vy, .vz]
        var missing = [Parameter.px, .py, .pz].filter { !seen.contains($0.publishedName) }
        hasSpecies = seen.contains("pdg") && !has(species)
        if !seen.contains("pdg") { missing += species.filter { !seen.contains($0.publishedName) } }
        if vertex.contains(where: { seen.contains($0.publishedName) }) {
            missing += vertex.filter { !seen.contains($0.publishedName) }
        }
        guard missing.isEmpty else {
            let names = Parameter.publishedOrder.map(\.publishedName).joined(separator: ", ")
            throw Refusal(
                "has no column \(missing.map(\.publishedName).joined(separator: ", ")) in its header; expected \(names), separated by "
                    + "commas, semicolons or tabs")
        }
        hasEnergy = has([.energy])
        if hasSpecies {
            // One of mass and charge alone would contradict the species.
            targets = targets.map { target in
                if case .parameter(let parameter, _) = target, species.contains(parameter) { .unused } else { target }
            }
        } else {
            targets = targets.map { $0 == .pdg ? .unused : $0 }
        }
        self.targets = targets
        let unused = zip(names, targets).filter { $0.1 == .unused }.map { displayable($0.0, limit: 32) }
        var notes: [String] = []
        let named = unused.filter { !$0.isEmpty }
        if !named.isEmpty { notes.append("columns that are not used: \(named.joined(separator: ", "))") }
        let unnamed = zip(names, targets).enumerated().filter { $1.0.isEmpty && $0 < names.count - 1 }.map { "\($0.offset + 1)" }
        if !unnamed.isEmpty { notes.append("columns without a name, which are not used: \(unnamed.joined(separator: ", "))") }
        if !hasEnergy { notes.append("no column Energy: it follows from mass and momentum") }
        if hasSpecies { notes.append("mass and charge are those of the PDG numbers") }
        if !has(vertex) { notes.append("no columns Vx, Vy, Vz: all particles start at the origin") }
        self.notes = notes
    }

    private static func insert(_ name: String, into seen: inout Set<String>) throws(Refusal) {
        guard seen.insert(name).inserted else { throw Refusal("has two columns \(name) in its header; expected one") }
    }

    private static func target(of text: String) throws(Refusal) -> Target {
        let parts = text.split(separator: /[\[\(]/, maxSplits: 1)
        let name = (parts.first.map(String.init) ?? "").filter { !$0.isWhitespace }.lowercased()
        if ["pdg", "pdgid", "pdg_id", "pdgcode", "pdg_code"].contains(name) { return .pdg }
        guard
            let parameter = Parameter.allCases.first(where: {
                [$0.name.lowercased(), $0.publishedName.lowercased()].contains(name)
            })
        else { return .unused }
        guard parts.count == 2 else { return .parameter(parameter, factor: 1) }
        let unit = parts[1].filter { !$0.isWhitespace && $0 != "]" && $0 != ")" }
        guard !unit.isEmpty, let factor = parameter.factor(ofUnit: unit) else {
            throw Refusal("has the column \(quoted(text, limit: 32)) in its header; expected a unit such as [\(parameter.unit)]")
        }
        return .parameter(parameter, factor: factor)
    }
}

extension Species {
    /// Mass and charge of a PDG Monte Carlo number; nil for one whose response is not known.
    ///
    /// Antiparticles have the mass of their particles and the opposite charge; both neutral kaons of definite lifetime count
    /// as K⁰.
    static func massAndCharge(pdg: Int) -> (massMeV: Double, charge: Double)? {
        if let species = all.first(where: { $0.pdg == pdg }) { return (species.massMeV, species.charge) }
        if pdg == 130 || pdg == 310 { return (kaonZero.massMeV, 0) }
        // A photon is its own antiparticle and has no second number; the lowest number has no opposite.
        guard pdg != -photon.pdg, pdg != .min, let particle = all.first(where: { $0.pdg == -pdg }) else { return nil }
        return (particle.massMeV, -particle.charge)
    }
}
