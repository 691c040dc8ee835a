import Calorimeter
import Canvas

/// Where the pictures of the diversity view lie: a row for the truth, one for each model.
///
/// Small terminals show quarter size with the numbers above each row; larger ones half or full size with the numbers beside it
/// and the map of the pixels' standard deviations as the last column. Where few models leave room at quarter size, those maps
/// stand below the rows.
struct DiversityLayout: Equatable, Sendable {
    /// Pixels that are summed into one, along each axis.
    let pooling: Int
    let isCompact: Bool
    /// The pictures of one sample, and their cells.
    let faces: Faces
    let picture: Size
    /// The particle and the colour scale.
    let header: Rect
    /// The numbers of the samples.
    let headings: Rect
    /// Row by row, as many as fit.
    let rows: [Row]
    /// Room for the maps of standard deviations below the rows; nil where they stand beside them or nowhere.
    let sigmaBelow: Rect?
    /// Columns of pictures.
    let samples: Int
    /// Blank lines below each row; nil where the rows touch.
    let gapBelowRows: Int?

    struct Row: Equatable, Sendable {
        /// The numbers: a line above the pictures, or a column beside them.
        var label: Rect
        var pictures: [Rect]
        var sigma: Rect?
    }

    /// Columns for the numbers beside a row.
    private static let labelWidth = 6
    private static let wideLabelWidth = 13

    init(size: Size, detectors: [Detector], rows count: Int) {
        let body = FrameLayout(size).body
        let half = Faces(detectors, pooling: 2).size
        isCompact = size.width < Self.labelWidth + 5 * half.width + 4 || body.height < 2 + 2 * (half.height + 1)
        let full = Faces(detectors, pooling: 1).size
        let isFull = body.height >= 1 + count * (full.height + 1) && body.width >= Self.labelWidth + 4 * full.width + 3
        pooling = isCompact ? 4 : isFull ? 1 : 2
        faces = Faces(detectors, pooling: pooling)
        let picture = faces.size
        func cell(_ x: Int, _ y: Int) -> Rect { Rect(x: x, y: y, width: picture.width, height: picture.height) }
        self.picture = picture
        header = body.row(0)
        let gap = isCompact ? 2 : 1
        let stride = picture.width + gap
        if isCompact {
            headings = Rect(x: body.x, y: body.y, width: 0, height: 0)
            gapBelowRows = nil
            let samples = max(1, (body.width - 1) / stride)
            self.samples = samples
            let pitch = picture.height + 1
            let fitting = max(1, (body.height - 1) / pitch)
            let below = body.y + 1 + min(count, fitting) * pitch
            sigmaBelow =
                body.maxY - below >= picture.height
                ? Rect(x: body.x, y: body.maxY - picture.height, width: body.width, height: picture.height) : nil
            rows = (0..<min(count, fitting)).map { row in
                let y = body.y + 1 + row * pitch
                return Row(
                    label: Rect(x: body.x, y: y, width: body.width, height: 1),
                    pictures: (0..<samples).map { cell(body.x + 1 + $0 * stride, y + 1) })
            }
        } else {
            headings = body.row(1)
            sigmaBelow = nil
            let room = body.height - 2
            // A blank line between rows, unless one row more fits without.
            let loose = (room + 1) / (picture.height + 1)
            let pitch = loose >= count || room / picture.height == loose ? picture.height + 1 : picture.height
            let fitting = min(count, max(loose, room / pitch))
            gapBelowRows = pitch > picture.height ? pitch - picture.height : nil
            // What no further picture needs goes to the numbers.
            let isPair = detectors.count > 1
            let samples =
                (body.width - (isPair ? Self.wideLabelWidth * detectors.count : Self.labelWidth) - picture.width) / stride
            let spare = body.width - picture.width - samples * stride
            let label = min(spare, Self.wideLabelWidth * detectors.count)
            rows = (0..<fitting).map { row in
                let y = body.y + 2 + row * pitch
                return Row(
                    label: Rect(x: body.x, y: y, width: label, height: picture.height),
                    pictures: (0..<samples).map { cell(body.x + label + $0 * stride, y) },
                    sigma: cell(body.x + label + samples * stride, y))
            }
            self.samples = samples
        }
    }

    /// The rows on the screen when the cursor is in `row`: the truth stays, the models scroll.
    func visibleRows(of count: Int, cursor row: Int) -> [Int] {
        VisibleRows.indices(places: rows.count, of: count, cursor: row)
    }
}

extension ExplorerState {
    /// Where the pictures of the diversity view lie now; the same whichever calorimeter is in front.
    var diversityLayout: DiversityLayout {
        DiversityLayout(
            size: size, detectors: shownDetectors,
            rows: (shownDetectors.compactMap { calorimeter($0)?.models.count }.max() ?? 0) + 1)
    }
}
