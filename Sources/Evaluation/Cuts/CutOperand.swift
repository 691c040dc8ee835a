import Calorimeter

/// One side of a comparison.
enum CutOperand: Hashable, Sendable {
    case number(Double)
    case quantity(CutQuantity)

    var quantity: CutQuantity? { if case .quantity(let quantity) = self { quantity } else { nil } }
    var observable: Observable? { if case .observable(let observable) = quantity { observable } else { nil } }

    func value(_ values: ObservableValues, _ particle: Particle, _ detector: Detector) -> Double {
        switch self {
        case .number(let number): number
        case .quantity(.observable(let observable)): Double(values[observable])
        case .quantity(.parameter(let parameter)): particle[parameter]
        case .quantity(.landingX): LandingPoint(of: particle, on: detector).x
        case .quantity(.landingY): LandingPoint(of: particle, on: detector).y
        }
    }

    /// A number has the unit of what it is compared with.
    func text(beside other: CutOperand) -> String {
        switch self {
        case .quantity(let quantity): return quantity.name
        case .number(let number):
            let whole = Int(exactly: number).map(String.init) ?? "\(number)"
            guard case .parameter(let parameter) = other.quantity, parameter != .charge else { return whole }
            return "\(whole) \(parameter.unit)"
        }
    }
}

/// What a cut can ask for.
enum CutQuantity: Hashable, Sendable {
    case observable(Observable)
    case parameter(Parameter)
    /// Where the particle meets the plane of the face, cm.
    case landingX, landingY

    static let all: [CutQuantity] =
        Observable.allCases.map { .observable($0) } + Parameter.allCases.map { .parameter($0) } + [.landingX, .landingY]

    init?(_ word: String) {
        let word = word.lowercased()
        if word == "e" {
            self = .parameter(.energy)
        } else if let quantity = Self.all.first(where: { $0.name.lowercased() == word }) {
            self = quantity
        } else {
            return nil
        }
    }

    var name: String {
        switch self {
        case .observable(let observable): observable.rawValue
        case .parameter(let parameter): parameter.name
        case .landingX: "x"
        case .landingY: "y"
        }
    }

    var unit: String {
        switch self {
        case .observable(let observable): observable.unit
        case .parameter(let parameter): parameter.unit
        case .landingX, .landingY: "cm"
        }
    }

    /// The factor from a typed unit to that of the quantity; nil for an unknown one.
    func factor(ofUnit name: String) -> Double? {
        if name.isEmpty || name == unit { return 1 }
        return switch self {
        case .parameter(let parameter): parameter.factor(ofUnit: name)
        default: unit == "cm" ? Parameter.vx.factor(ofUnit: name) : nil
        }
    }
}
