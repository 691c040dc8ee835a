import Calorimeter
import Canvas

/// The faces of one particle's calorimeters side by side, as cells: one picture of one calorimeter, or a pair.
struct Faces: Equatable, Sendable {
    private let places: [Place]
    /// The cells of all of them.
    let size: Size

    private struct Place: Equatable {
        var detector: Detector
        var x: Int
        var size: Size
    }

    /// Cells between two faces.
    private static let gap = 1

    /// - Parameter pooling: pixels that are summed into one, along each axis.
    init(_ detectors: [Detector], pooling: Int) {
        var places: [Place] = []
        for detector in detectors {
            let x = places.last.map { $0.x + $0.size.width + Self.gap } ?? 0
            places.append(Place(detector: detector, x: x, size: HeatMap.cellSize(of: detector, pooling: pooling)))
        }
        self.places = places
        size = Size(places.last.map { $0.x + $0.size.width } ?? 0, places.map(\.size.height).max() ?? 0)
    }

    /// Where a calorimeter's face lies in the area of all of them.
    func area(of detector: Detector, in area: Rect) -> Rect {
        guard let place = places.first(where: { $0.detector == detector }) else { return area }
        return Rect(x: area.x + place.x, y: area.y, width: place.size.width, height: place.size.height)
    }
}
