import Calorimeter
import Canvas
import Evaluation

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

    init(of particle: Particle, on detector: Detector) {
        let flight = LandingPoint.flight(of: particle, to: detector)
        let pz = particle.momentumGeV.z
        (x, y, detectorName) = (flight.x, flight.y, detector.name)
        guard pz != 0, abs(x) < FaceAxis.farthestCM, abs(y) < FaceAxis.farthestCM else {
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

    /// "lands 0.08, -0.65 cm  pixel 22,17"; with both calorimeters on the screen "ZN 0.08, -0.65 cm  pixel 22,17".
    func sentence(namesDetector: Bool = false) -> String {
        let name = namesDetector ? detectorName + " " : ""
        let point =
            "\(namesDetector ? detectorName : "lands") \(NumberText.fixed(x, decimals: 2)), \(NumberText.fixed(y, decimals: 2)) cm"
        return switch place {
        case .onFace(let pixel): "\(point)  pixel \(pixel.row),\(pixel.column)"
        case .beside: "\(point)  beside \(detectorName)"
        case .lost(let z): name + "lost in the beam line at \(NumberText.fixed(z / 100, decimals: 1)) m"
        case .nowhere: name + "never reaches the face"
        }
    }
}

/// The mark of the landing point on a picture of the face: four strokes that point at the pixel and leave it free; at the
/// edge an arrow with the distance where the particle lands beside the face.
struct LandingMark {
    let landing: Landing
    /// Pixels that the picture sums into one, along each axis.
    var pooling = 1
    /// Cells of the picture along a pixel.
    var times = 1

    /// - Parameter area: the cells of the picture.
    func draw(on canvas: inout Canvas, in area: Rect, appearance: Appearance) {
        switch landing.place {
        case .onFace(let pixel): draw(around: pixel, on: &canvas, in: area, appearance)
        case .beside(let nearest, let side, let distance):
            draw(side, text(distance) + " cm", at: nearest, on: &canvas, in: area, appearance)
        case .lost(let z):
            let text = "lost at \(NumberText.fixed(z / 100, decimals: 1)) m"
            guard text.count <= area.width else { return }
            canvas.text(text, centredIn: area, y: area.maxY - 1, Style(.standard, .reverse))
        case .nowhere: break
        }
    }

    /// Two digits, and no more than whole centimetres.
    private func text(_ distance: Double) -> String {
        distance < 9.95 ? NumberText.significant(distance, digits: 2) : NumberText.fixed(distance, decimals: 0)
    }

    private func draw(around pixel: Pixel, on canvas: inout Canvas, in area: Rect, _ appearance: Appearance) {
        let (left, top) = cell(of: pixel, in: area)
        let (right, bottom) = (left + times - 1, bottom(of: pixel, in: area))
        for (stepX, stepY) in [(-2, -1), (2, -1), (-2, 1), (2, 1)] {
            let (x, y) = (stepX < 0 ? left + stepX : right + stepX, stepY < 0 ? top + stepY : bottom + stepY)
            guard area.contains(x: x, y: y) else { continue }
            let cell = canvas[x, y]
            // The last row of an odd number has half a cell, with nothing of the picture below it.
            let isHalf = cell.style.background == .standard && cell.glyph == appearance.glyphs.halves?.upper
            let under = isHalf ? cell.style.foreground : cell.style.background
            // On black the terminal's own text colour may not be seen.
            let ink: Color = appearance.marker == .standard && under != .standard ? .palette(7) : appearance.marker
            canvas[x, y] = Cell(stepX * stepY > 0 ? "\\" : "/", Style(ink, on: under, .bold))
        }
    }

    /// The arrow at the edge, and the distance behind it where the picture is wide enough.
    private func draw(
        _ side: Landing.Side, _ distance: String, at pixel: Pixel, on canvas: inout Canvas, in area: Rect,
        _ appearance: Appearance
    ) {
        var (x, y) = cell(of: pixel, in: area)
        // The outermost fibre may have several cells.
        if side == .right { x += times - 1 }
        if side == .below { y = bottom(of: pixel, in: area) }
        let style = Style(.standard, .reverse)
        canvas[x, y] = Cell(arrow(side, appearance), style)
        let width = distance.unicodeScalars.count
        guard width + 2 <= area.width else { return }
        if x + 2 + width <= area.maxX {
            canvas.text(" " + distance, x: x + 1, y: y, style)
        } else if x - width - 1 >= area.x {
            canvas.text(distance + " ", endingAt: x, y: y, style)
        }
    }

    private func cell(of pixel: Pixel, in area: Rect) -> (x: Int, y: Int) {
        (area.x + pixel.column / pooling * times, area.y + pixel.row / pooling * times / 2)
    }

    private func bottom(of pixel: Pixel, in area: Rect) -> Int {
        area.y + (pixel.row / pooling * times + times - 1) / 2
    }

    private func arrow(_ side: Landing.Side, _ appearance: Appearance) -> Unicode.Scalar {
        switch side {
        case .above: appearance.glyphs.arrowUp
        case .below: appearance.glyphs.arrowDown
        case .left: appearance.glyphs.arrowLeft
        case .right: appearance.glyphs.arrowRight
        }
    }
}

extension Detector {
    /// Where the beams pass, as the picture of the face lies. The proton calorimeter stands beside the outgoing pipe, its
    /// first row nearest; the other one between the pipes, the outgoing one beyond its last row.
    func beamSide(_ appearance: Appearance) -> String {
        switch kind {
        case .proton: "\(appearance.glyphs.arrowUp) beam side"
        case .neutron: "\(appearance.glyphs.arrowDown) outgoing beam"
        }
    }
}
