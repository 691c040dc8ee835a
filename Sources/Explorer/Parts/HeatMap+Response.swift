import Calorimeter
import Canvas

extension HeatMap {
    init(_ response: Response) {
        self.init(values: response.photons, rows: response.rows, columns: response.columns)
    }

    /// A response minus other photons of the same pixels.
    static func difference(_ response: Response, _ photons: [Float]) -> HeatMap {
        HeatMap(values: zip(response.photons, photons).map { $0 - $1 }, rows: response.rows, columns: response.columns)
    }

    /// The cells that a response takes when `pooling` × `pooling` pixels are summed into one.
    static func cellSize(of detector: Detector, pooling: Int) -> Size {
        let rows = (detector.rows + pooling - 1) / pooling
        return Size((detector.columns + pooling - 1) / pooling, (rows + 1) / 2)
    }
}

extension HeatMapScale {
    /// The one scale that suits some pictures.
    static func of(_ maps: [HeatMap], isDifference: Bool = false, _ transfer: Transfer) -> HeatMapScale {
        isDifference
            ? .difference(transfer, peak: max(1, maps.map(\.peakMagnitude).max() ?? 1))
            : .photons(transfer, peak: max(1, maps.map(\.peak).max() ?? 1))
    }
}

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

/// The numbers of a response's shape as text.
struct ShapeText {
    let peak, centre, lit, width, sum: String

    init(_ response: Response) { self.init(ResponseShape(response)) }

    /// One below the other.
    var lines: [String] { ["peak    \(peak)", "centre  \(centre)", "lit     \(lit)", "sum     \(sum)"] }

    init(_ shape: ResponseShape) {
        peak = shape.peak.map { "\($0.row),\($0.column) \(NumberText.compact($0.photons))" } ?? "none"
        centre =
            shape.centre.map {
                "\(NumberText.fixed($0.row, decimals: 1)),\(NumberText.fixed($0.column, decimals: 1))"
            } ?? "none"
        lit = String(shape.litPixels)
        width = shape.sum > 0 ? NumberText.fixed(shape.widthPixels, decimals: 1) : "0"
        sum = NumberText.photons(shape.sum, width: 6)
    }
}
