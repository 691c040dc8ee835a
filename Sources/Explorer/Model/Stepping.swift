import Calorimeter
import Foundation

/// How far one press of an arrow moves a parameter.
enum StepSize: Double, Sendable {
    case tenth = 0.1
    case one = 1
    case ten = 10
}

extension Parameter {
    /// The value one step up or down, by the parameter's own measure: a percentage for energy and Pz, the next
    /// species for the mass (nil: the caller takes the species), the next charge, a length or a momentum otherwise.
    func stepped(_ value: Double, up: Bool, size: StepSize) -> Double? {
        switch self {
        case .mass: return nil
        case .energy: return Parameter.scaled(value, growing: up, size: size)
        case .pz:
            // Right is towards +z on both sides of the detector.
            if value == 0 { return up ? 1 : -1 }
            return Parameter.scaled(value, growing: up == (value > 0), size: size)
        case .charge: return max(-1, min(1, value.rounded() + (up ? 1 : -1)))
        case .vx, .vy: return Parameter.moved(value, by: 1e-6, up: up, size: size)
        case .vz: return Parameter.moved(value, by: 1e-3, up: up, size: size)
        case .px, .py: return Parameter.moved(value, by: 0.01, up: up, size: size)
        }
    }

    private static func scaled(_ value: Double, growing: Bool, size: StepSize) -> Double {
        let factor = 1 + 0.01 * size.rawValue
        return growing ? value * factor : value / factor
    }

    /// Steps land on multiples of a hundredth of the step, so that zero is met again on the way back.
    private static func moved(_ value: Double, by unit: Double, up: Bool, size: StepSize) -> Double {
        let grid = unit / 100
        let target = ((value + (up ? 1 : -1) * unit * size.rawValue) / grid).rounded() * grid
        return abs(target) < grid / 2 ? 0 : target
    }
}
