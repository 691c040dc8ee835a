/// One of the nine numbers of a particle, in the order on the screen: mass, energy, charge, position, momentum.
public enum Parameter: Int, CaseIterable, Sendable {
    case mass, energy, charge, vx, vy, vz, px, py, pz

    /// The order in files and network inputs: Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge.
    public static let publishedOrder: [Parameter] = [.energy, .vx, .vy, .vz, .px, .py, .pz, .mass, .charge]

    /// The name on the screen.
    public var name: String {
        switch self {
        case .mass: "mass"
        case .energy: "energy"
        case .charge: "charge"
        case .vx: "Vx"
        case .vy: "Vy"
        case .vz: "Vz"
        case .px: "Px"
        case .py: "Py"
        case .pz: "Pz"
        }
    }

    /// The column name in published files.
    public var publishedName: String { self == .energy ? "Energy" : name }

    /// The unit on the screen.
    public var unit: String {
        switch self {
        case .mass: "MeV"
        case .charge: "e"
        case .vx, .vy, .vz: "cm"
        case .energy, .px, .py, .pz: "GeV"
        }
    }
}

extension Particle {
    /// The value of one parameter, in the parameter's unit.
    public subscript(parameter: Parameter) -> Double {
        get {
            switch parameter {
            case .mass: massMeV
            case .energy: energyGeV
            case .charge: charge
            case .vx: positionCM.x
            case .vy: positionCM.y
            case .vz: positionCM.z
            case .px: momentumGeV.x
            case .py: momentumGeV.y
            case .pz: momentumGeV.z
            }
        }
        set {
            switch parameter {
            case .mass: massMeV = newValue
            case .energy: energyGeV = newValue
            case .charge: charge = newValue
            case .vx: positionCM.x = newValue
            case .vy: positionCM.y = newValue
            case .vz: positionCM.z = newValue
            case .px: momentumGeV.x = newValue
            case .py: momentumGeV.y = newValue
            case .pz: momentumGeV.z = newValue
            }
        }
    }

    /// The nine numbers in the published order.
    public var conditions: [Double] { Parameter.publishedOrder.map { self[$0] } }

    /// A particle from nine numbers in the published order.
    public init(conditions: [Double]) {
        precondition(conditions.count == Parameter.allCases.count, "a particle has nine numbers")
        self.init(massMeV: 0, energyGeV: 0, charge: 0, momentumGeV: .zero)
        for (parameter, value) in zip(Parameter.publishedOrder, conditions) { self[parameter] = value }
    }
}
