import Calorimeter

/// The scales at which two images are compared: every pixel, then sums of photons over blocks of pixels, whole rows and whole
/// columns.
///
/// Each scale parts the cells of a finer one among its own, so that every sum is made of partial sums. The cells of all scales
/// stand one after the other, the pixels first.
struct PixelScales {
    /// One parting of the image.
    struct Scale {
        /// The scale whose cells it sums; nil for the pixels themselves.
        let finer: Int?
        /// The cell, among those of this scale, that each cell of the finer scale belongs to.
        let cells: [Int32]
        /// Where its cells begin among those of all scales.
        let first: Int
        let count: Int
        /// The weight of one cell's score.
        let weight: Float
    }

    /// Sides of the blocks, and the weight of a block of each; every side has two grids, one shifted by half a block, which share
    /// the weight.
    static let blocks: [(side: Int, weight: Float)] = [(2, 0.5), (4, 1), (8, 2), (16, 4)]
    /// The weight of a pixel, and that of a whole row or column.
    static let pixelWeight: Float = 0.5
    static let stripWeight: Float = 1

    private(set) var scales: [Scale] = []
    /// Cells of all scales.
    private(set) var count = 0
    /// The weight of every cell.
    private(set) var weights: [Float] = []

    init(detector: Detector) {
        let (rows, columns) = (detector.rows, detector.columns)
        append(finer: nil, cells: [], count: rows * columns, weight: Self.pixelWeight)
        // Blocks of half the side, unshifted, are what both grids of a side are made of.
        var half = (scale: 0, rows: rows, columns: columns)
        for (side, weight) in Self.blocks {
            var whole = half
            for shift in [0, 1] {
                let (down, across) = ((half.rows + shift + 1) / 2, (half.columns + shift + 1) / 2)
                let cells = (0..<half.rows * half.columns).map { cell in
                    Int32((cell / half.columns + shift) / 2 * across + (cell % half.columns + shift) / 2)
                }
                append(finer: half.scale, cells: cells, count: down * across, weight: weight / 2)
                if shift == 0 { whole = (scales.count - 1, down, across) }
            }
            half = whole
            precondition(side == 2 << (scales.count / 2 - 1), "each side is twice the one before it")
        }
        let pixels = 0..<rows * columns
        append(finer: 0, cells: pixels.map { Int32($0 / columns) }, count: rows, weight: Self.stripWeight)
        append(finer: 0, cells: pixels.map { Int32($0 % columns) }, count: columns, weight: Self.stripWeight)
    }

    private mutating func append(finer: Int?, cells: [Int32], count: Int, weight: Float) {
        scales.append(Scale(finer: finer, cells: cells, first: self.count, count: count, weight: weight))
        self.count += count
        weights += Array(repeating: weight, count: count)
    }

    /// Fills the cells of all scales from the pixels, which are set.
    func sum(_ cells: UnsafeMutablePointer<Float>) {
        (cells + scales[0].count).update(repeating: 0, count: count - scales[0].count)
        for scale in scales {
            guard let finer = scale.finer else { continue }
            let (from, to) = (cells + scales[finer].first, cells + scale.first)
            scale.cells.withUnsafeBufferPointer { place in
                for cell in 0..<place.count { to[Int(place[cell])] += from[cell] }
            }
        }
    }

    /// The adjoint of `sum`: adds the gradients of all cells to those of the pixels. Those of cells on the way are spoilt.
    func spread(_ gradients: UnsafeMutablePointer<Float>) {
        for scale in scales.reversed() {
            guard let finer = scale.finer else { continue }
            let (from, to) = (gradients + scale.first, gradients + scales[finer].first)
            scale.cells.withUnsafeBufferPointer { place in
                for cell in 0..<place.count { to[cell] += from[Int(place[cell])] }
            }
        }
    }
}
