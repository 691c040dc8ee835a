import Calorimeter
import Canvas

/// Where the pictures of the compare view lie: a column for each particle, a row for the truth and for each model.
struct CompareLayout: Equatable, Sendable {
    /// Pixels that are summed into one, along each axis.
    let pooling: Int
    /// The pictures of one particle, and their cells.
    let faces: Faces
    let picture: Size
    /// Columns left of the pictures.
    let labelWidth: Int
    /// The names of the particles.
    let headings: Rect
    /// The visible places: `cells[row][column]`.
    let cells: [[Rect]]
    /// The photon sums of all rows; nil where they stand below each picture.
    let sums: Rect?
    /// The particle under the cursor; nil where there is no room.
    let particle: Rect?
    /// From one picture to the next.
    let stride: Int
    /// Columns behind a narrow picture that texts about it may take.
    let margin: Int

    /// Cells between two pictures.
    private static let gap = 1
    /// A heading with its scale and most sums take so many, where there is room for them.
    private static let textWidth = 11

    init(size: Size, detectors: [Detector], columns: Int, rows: Int) {
        let body = FrameLayout(size).body
        let isRoomy = body.width >= 110 && body.height >= 34
        let labelWidth = isRoomy || detectors.count > 1 ? 14 : 9
        self.labelWidth = labelWidth
        func fitting(_ pooling: Int) -> (picture: Size, columns: Int, rows: Int, blank: Int) {
            let picture = Faces(detectors, pooling: pooling).size
            // The sums and the particle are below all pictures where there is room: with a blank line around the particle,
            // unless one row of pictures more takes its place.
            func shown(blank: Int) -> Int {
                (body.height - 1 - (isRoomy ? rows + 1 + 2 * blank : 0)) / (picture.height + 1)
            }
            let blank = shown(blank: 1) < rows && shown(blank: 0) > shown(blank: 1) ? 0 : 1
            return (picture, (body.width - labelWidth + Self.gap) / (picture.width + Self.gap), shown(blank: blank), blank)
        }
        // Half size if that leaves a comparison worth the name.
        let half = fitting(2)
        let isHalf = half.columns >= min(columns, detectors.count > 1 ? 4 : 6) && half.rows >= min(rows, 3)
        pooling = isHalf ? 2 : 4
        let (picture, fittingColumns, fittingRows, blank) = isHalf ? half : fitting(4)
        self.picture = picture
        faces = Faces(detectors, pooling: pooling)
        let shownColumns = max(1, min(columns, fittingColumns))
        let spare = (body.width - labelWidth + Self.gap) / shownColumns - picture.width - Self.gap
        margin = detectors.count > 1 ? 0 : max(0, min(spare, Self.textWidth - picture.width))
        let stride = picture.width + margin + Self.gap
        self.stride = stride
        headings = body.row(0)
        let shownRows = max(1, min(rows, fittingRows))
        cells = (0..<shownRows).map { row in
            (0..<shownColumns).map { column in
                Rect(
                    x: body.x + labelWidth + column * stride, y: body.y + 1 + row * (picture.height + 1),
                    width: picture.width, height: picture.height)
            }
        }
        if isRoomy {
            let top = body.y + 1 + shownRows * (picture.height + 1)
            sums = Rect(x: body.x, y: top, width: body.width, height: rows + blank)
            particle = Rect(x: body.x, y: top + rows + blank, width: body.width, height: 1)
        } else {
            (sums, particle) = (nil, nil)
        }
    }

    /// Where a calorimeter's picture lies.
    func face(of detector: Detector, place: Int, offset: Int) -> Rect { faces.area(of: detector, in: cells[place][offset]) }

    var columns: Int { cells.first?.count ?? 0 }

    /// The rows on the screen when the cursor is in `row`: the truth stays, the models scroll.
    func visibleRows(of count: Int, cursor row: Int) -> [Int] {
        VisibleRows.indices(places: cells.count, of: count, cursor: row)
    }
}

extension ExplorerState {
    var compareLayout: CompareLayout {
        CompareLayout(size: size, detectors: shownDetectors, columns: compare.particles.count, rows: models.count + 1)
    }
}
