import Kernels

/// The convolutions that run through the tile transform, see `zdc_tiling`.
enum TileForm: Hashable, Sendable {
    /// Nearest ×2 upsampling and a window of 3 × 3.
    case doubled
    /// A window of 2 × 2.
    case plain
    /// Nearest upsampling along columns only, and a window of two rows.
    case rows(upColumns: Int, windowColumns: Int)

    /// The form of a convolution without upsampling, or nil if it has none.
    init?(window: (rows: Int, columns: Int), outputs: Int) {
        guard window == (2, 2), outputs > 1 else { return nil }
        self = .plain
    }

    /// The whole image, still without rows of tiles to work on.
    func tiling(input: Shape, outputs: Int) -> zdc_tiling {
        var tiling = zdc_tiling()
        (tiling.rows, tiling.columns) = (input.rows, input.columns)
        (tiling.channels, tiling.outputs) = (input.channels, outputs)
        switch self {
        case .doubled: tiling.form = zdc_form_doubled
        case .plain: tiling.form = zdc_form_plain
        case .rows(let upColumns, let windowColumns):
            tiling.form = zdc_form_rows
            (tiling.up_columns, tiling.window_columns) = (upColumns, windowColumns)
        }
        return tiling
    }
}

/// The weights of a layer that runs through the tile transform: a matrix for each map, [channels][kernels of the map · outputs].
struct TileWeights {
    let tiling: zdc_tiling
    /// Columns of the matrices.
    let columns: [Int]
    /// Floats before each matrix when they lie one after the other.
    let offsets: [Int]
    let count: Int
    let packedCount: Int

    var channels: Int { tiling.channels }

    init(_ tiling: zdc_tiling) {
        self.tiling = tiling
        columns = withUnsafePointer(to: tiling) { tiling in
            (0..<zdc_tile_maps(tiling)).map { zdc_tile_kernels(tiling, $0) * tiling.pointee.outputs }
        }
        var offsets: [Int] = []
        var (count, packedCount) = (0, 0)
        for columns in columns {
            offsets.append(count)
            count += tiling.channels * columns
            packedCount += zdc_packed_count(tiling.channels, columns)
        }
        self.offsets = offsets
        self.count = count
        self.packedCount = packedCount
    }

    /// Transforms a weight stored as [window rows][window columns][channels][outputs].
    func transform(_ weight: UnsafePointer<Float>, into matrices: UnsafeMutablePointer<Float>) {
        withUnsafePointer(to: tiling) { zdc_tile_weights($0, weight, matrices) }
    }

    /// Adds the gradients of the matrices to that of the weight.
    func addTransformed(_ matrices: UnsafePointer<Float>, to weight: UnsafeMutablePointer<Float>) {
        withUnsafePointer(to: tiling) { zdc_tile_weights_adjoint($0, matrices, weight) }
    }

    /// Packs the matrices, one behind the other.
    func pack(_ matrices: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>) {
        var target = packed
        for map in columns.indices {
            zdc_pack(matrices + offsets[map], channels, columns[map], target)
            target += zdc_packed_count(channels, columns[map])
        }
    }

    /// Floats of scratch for one tile: its maps and all products.
    var floatsPerTile: Int { columns.count * channels + columns.reduce(0, +) }
}
