public import Calorimeter

/// A condition on a response and its particle: "sum > 100 and energy > 500 GeV".
///
///     let cut = try Cut("100 < sum and not (lit < 5 or species = n)")
///     cut.holds(values, of: particle, on: .zn)
///
/// A comparison with a number that a response does not have, such as the centre of an empty one, does not hold.
public struct Cut: Hashable, Sendable {
    let condition: CutCondition

    /// Nobody types a longer one.
    public static let mostCharacters = 1000

    init(_ condition: CutCondition) { self.condition = condition }

    /// Parses a typed condition.
    public init(_ text: String) throws(CutError) {
        var parser = CutParser(text)
        condition = try parser.parse()
        // It is kept in its written-out form, which has to be read again.
        let count = condition.description.count
        guard count <= Self.mostCharacters else {
            throw CutError(description: "Written out the cut has \(count) characters; expected at most \(Self.mostCharacters).")
        }
    }

    /// Whether a response fulfils it.
    public func holds(_ values: ObservableValues, of particle: Particle, on detector: Detector) -> Bool {
        condition.holds(values, particle, detector)
    }

    /// What it asks of a response. Where one of these is unknown, so is whether the response fulfils it.
    public var observables: Set<Observable> { condition.observables }

    /// Whether it asks for more than the particle.
    public var usesResponse: Bool { !observables.isEmpty }
}

extension Cut: CustomStringConvertible {
    /// In the form that parsing gives back, numbers in the unit of the quantity.
    public var description: String { condition.description }
}

extension Cut: Codable {
    /// As its text.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do throws(CutError) {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.description))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Why a typed cut was refused, in one sentence.
public struct CutError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
}

/// The condition as a tree.
indirect enum CutCondition: Hashable, Sendable {
    case comparison(CutOperand, CutComparison, CutOperand)
    case species(Species, isEqual: Bool)
    case not(CutCondition)
    case and(CutCondition, CutCondition)
    case or(CutCondition, CutCondition)

    func holds(_ values: ObservableValues, _ particle: Particle, _ detector: Detector) -> Bool {
        switch self {
        case .comparison(let left, let comparison, let right):
            comparison.holds(left.value(values, particle, detector), right.value(values, particle, detector))
        case .species(let species, let isEqual):
            (species.massMeV == particle.species?.massMeV && species.charge == particle.charge) == isEqual
        case .not(let condition): !condition.holds(values, particle, detector)
        case .and(let left, let right): left.holds(values, particle, detector) && right.holds(values, particle, detector)
        case .or(let left, let right): left.holds(values, particle, detector) || right.holds(values, particle, detector)
        }
    }

    var observables: Set<Observable> {
        switch self {
        case .comparison(let left, _, let right): Set([left.observable, right.observable].compactMap(\.self))
        case .species: []
        case .not(let condition): condition.observables
        case .and(let left, let right), .or(let left, let right): left.observables.union(right.observables)
        }
    }

    var description: String {
        switch self {
        case .comparison(let left, let comparison, let right):
            "\(left.text(beside: right)) \(comparison.rawValue) \(right.text(beside: left))"
        case .species(let species, let isEqual): "species \(isEqual ? "=" : "!=") \(species.names[0])"
        case .not(let condition): "not " + condition.text(within: 2)
        case .and(let left, let right): "\(left.text(within: 1)) and \(right.text(within: 2))"
        case .or(let left, let right): "\(left.text(within: 0)) or \(right.text(within: 1))"
        }
    }

    /// How strongly it holds together: "or" the least.
    private var strength: Int {
        switch self {
        case .or: 0
        case .and: 1
        case .not, .comparison, .species: 2
        }
    }

    /// In parentheses where it holds together less than what is around it.
    private func text(within strength: Int) -> String { self.strength < strength ? "(\(description))" : description }
}

enum CutComparison: String, CaseIterable, Sendable {
    // The longer ones first, for the parser.
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case notEqual = "!="
    case less = "<"
    case greater = ">"
    case equal = "="

    func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal: left == right
        case .notEqual: left < right || left > right
        }
    }
}
