import Calorimeter
import Canvas

/// Where the magnets bring a particle in the plane of a detector's face.
struct Landing: Equatable {
    enum Place: Equatable {
        case onFace(Pixel)
        /// Beside the face: the pixel next to it, the side, and how far out, cm.
        case beside(nearest: Pixel, side: Side, distanceCM: Double)
        /// In a wall of the vacuum chamber, at this |z|, cm.
        case lost(atCM: Double)
        /// Not forward at all, or metres away.
        case nowhere
    }

    /// Sides of the face as pictures show it: rows, x, grow downwards; columns, y, to the right.
    enum Side: Equatable {
        case above, below, left, right
    }

    let place: Place
    /// The point itself, cm.
    let x: Double
    let y: Double
    private let detectorName: String

    /// Beyond this nothing that reaches a face comes from, cm.
    private static let farthestCM = 1000.0

    init(of particle: Particle, on detector: Detector) {
        var flight = Flight(particle)
        let pz = particle.momentumGeV.z
        flight.fly(to: detector.faceCM(pz: pz), through: detector.kind == .neutron ? .separationDipole : .whole(pz: pz))
        (x, y, detectorName) = (flight.x, flight.y, detector.name)
        guard pz != 0, abs(x) < Self.farthestCM, abs(y) < Self.farthestCM else {
            place = .nowhere
            return
        }
        guard flight.lost == 0 else {
            place = .lost(atCM: flight.lost)
            return
        }
        if let pixel = detector.pixel(x: x, y: y) {
            place = .onFace(Pixel(row: pixel.row, column: pixel.column))
            return
        }
        func nearest(_ value: Double, _ low: Double, count: Int) -> Int {
            min(max(Int(((value - low) / detector.pitchCM).rounded(.down)), 0), count - 1)
        }
        let pixel = Pixel(
            row: nearest(x, detector.lowEdgeXCM, count: detector.rows),
            column: nearest(y, detector.lowEdgeYCM, count: detector.columns))
        let outside: [(side: Side, distance: Double)] = [
            (.above, detector.lowEdgeXCM - x), (.below, x - detector.highEdgeXCM), (.left, detector.lowEdgeYCM - y),
            (.right, y - detector.highEdgeYCM),
        ]
        let farthest = outside.reduce((side: Side.above, distance: -Double.infinity)) { $0.distance >= $1.distance ? $0 : $1 }
        place = .beside(nearest: pixel, side: farthest.side, distanceCM: max(farthest.distance, 0))
    }

    /// "lands 0.08, -0.65 cm  pixel 22,17".
    var sentence: String {
        let point = "lands \(NumberText.fixed(x, decimals: 2)), \(NumberText.fixed(y, decimals: 2)) cm"
        return switch place {
        case .onFace(let pixel): "\(point)  pixel \(pixel.row),\(pixel.column)"
        case .beside: "\(point)  beside \(detectorName)"
        case .lost(let z): "lost in the beam line at \(NumberText.fixed(z / 100, decimals: 1)) m"
        case .nowhere: "never reaches the face"
        }
    }
}
