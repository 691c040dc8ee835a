import Calorimeter
import Canvas

/// The numbers of a response's shape as text.
struct ShapeText {
    let peak, centre, lit, width, sum: String

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
