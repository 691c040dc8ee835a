public import Calorimeter
import Threads

/// What a data set has for a particle.
public enum DataSetMatch: Hashable, Sendable {
    /// It has responses to these nine numbers.
    case same(particle: Int)
    /// It has none, but responses to another particle of the same mass and charge that flies to the same side. `distance`:
    /// Euclidean, over energy, vertex and momentum, in standard deviations of the data set's responses.
    case nearest(particle: Int, distance: Double)
    /// It has no particle of this mass and charge on this side.
    case none

    /// The place of the particle whose responses are shown; nil if there is none.
    public var particle: Int? {
        switch self {
        case .same(let particle), .nearest(let particle, _): particle
        case .none: nil
        }
    }
}

extension DataSet {
    /// The responses that are a particle's truth. Numbers are compared in single precision, as in files.
    public func match(_ particle: Particle) -> DataSetMatch {
        matches.match(particle) {
            let key = Particle(conditions: particle.conditions.map { Double(Float($0)) })
            if let place = placeOfParticle[key] { return .same(particle: place) }
            guard let (place, distance) = neighbourhood.nearest(to: key) else { return .none }
            return .nearest(particle: place, distance: distance)
        }
    }

    /// The particle `steps` further in the order of the file, round and round, from the one that a particle matches, or from
    /// the beginning.
    public func neighbour(of particle: Particle, steps: Int) -> Int {
        guard let place = match(particle).particle else { return steps > 0 ? 0 : particles.count - 1 }
        return ((place + steps) % particles.count + particles.count) % particles.count
    }
}

/// Keeps the matches of the particles asked for last: a screen asks for the same few again and again.
final class MatchCache: Sendable {
    private static let most = 256
    private let known = Guarded<[Particle: DataSetMatch]>([:])

    func match(_ particle: Particle, _ find: () -> DataSetMatch) -> DataSetMatch {
        if let match = known.withLock({ $0[particle] }) { return match }
        let match = find()
        known.withLock { known in
            if known.count >= Self.most { known = [:] }
            known[particle] = match
        }
        return match
    }
}

/// The particles of a data set as points, to find the nearest.
struct Neighbourhood: Sendable {
    /// What must be equal, and seven numbers in units of their standard deviations.
    private struct Place: Sendable {
        var mass: Float
        var charge: Float
        var isForward: Bool
        var point: SIMD8<Float>
    }

    private static let parameters: [Parameter] = [.energy, .vx, .vy, .vz, .px, .py, .pz]
    /// Masses to the precision of published data, MeV.
    private static let sameMass: Float = 0.01

    private let places: [Place]
    private let scale: SIMD8<Float>

    /// - Parameter counts: responses to each particle, with which it counts for the standard deviations.
    init(particles: [Particle], counts: [Int]) {
        let total = Double(max(counts.reduce(0, +), 1))
        var scale = SIMD8<Float>(repeating: 0)
        for (lane, parameter) in Self.parameters.enumerated() {
            let mean = zip(particles, counts).reduce(0.0) { $0 + $1.0[parameter] * Double($1.1) } / total
            let variance =
                zip(particles, counts).reduce(0.0) { sum, next in
                    let difference = next.0[parameter] - mean
                    return sum + difference * difference * Double(next.1)
                } / total
            // A number that never changes has no scale of its own; it is compared in its unit.
            scale[lane] = variance > 0 ? Float(1 / variance.squareRoot()) : 1
        }
        places = particles.map { Self.place($0, scale: scale) }
        self.scale = scale
    }

    private static func place(_ particle: Particle, scale: SIMD8<Float>) -> Place {
        var point = SIMD8<Float>(repeating: 0)
        for (lane, parameter) in parameters.enumerated() { point[lane] = Float(particle[parameter]) }
        return Place(
            mass: Float(particle.massMeV), charge: Float(particle.charge), isForward: particle.momentumGeV.z >= 0,
            point: point * scale)
    }

    /// The nearest particle of the same mass, charge and side; nil if there is none.
    func nearest(to particle: Particle) -> (place: Int, distance: Double)? {
        let wanted = Self.place(particle, scale: scale)
        var best: (place: Int, square: Float)?
        for (number, place) in places.enumerated()
        where place.isForward == wanted.isForward && place.charge == wanted.charge
            && abs(place.mass - wanted.mass) < Self.sameMass
        {
            let difference = place.point - wanted.point
            let square = (difference * difference).sum()
            if square < best?.square ?? .infinity { best = (number, square) }
        }
        return best.map { ($0.place, Double($0.square).squareRoot()) }
    }
}
