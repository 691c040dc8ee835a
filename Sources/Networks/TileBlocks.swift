import Kernels

/// How an image is cut for the tile transform: some rows of tiles at a time, so that scratch stays in the cache.
struct TileBlocks {
    let weights: TileWeights
    let tileRows: Int
    let tilesAcross: Int
    let rowsAtOnce: Int
    /// Floats of scratch behind the maps.
    private let lines: Int

    /// Floats of scratch that stay in the second-level cache beside the weights.
    private static let cacheFloats = 64 * 1024

    init(form: TileForm, input: Shape, outputs: Int) {
        let tiling = form.tiling(input: input, outputs: outputs)
        weights = TileWeights(tiling)
        (tileRows, tilesAcross) = withUnsafePointer(to: tiling) { (zdc_tile_rows($0), zdc_tiles_across($0)) }
        lines = withUnsafePointer(to: tiling) { zdc_tile_lines($0) }
        // Scratch should stay in the cache. Weights that do not fit it pass through once for each block, so large ones take
        // larger blocks, which spill over less than the weights do.
        let target = max(Self.cacheFloats, weights.packedCount / 3)
        let most = max(target / max(weights.floatsPerTile * tilesAcross, 1), 1)
        let blocks = max((tileRows + most - 1) / most, 1)
        rowsAtOnce = (tileRows + blocks - 1) / blocks
    }

    /// Blocks that an image is cut into.
    var blockCount: Int { (tileRows + rowsAtOnce - 1) / rowsAtOnce }
    /// Floats of the maps of a block, and of the scratch that they take.
    var mapsCount: Int { weights.columns.count * mapStride(rowsAtOnce * tilesAcross, weights.channels) + lines }
    /// Floats of the products of a block.
    var productsCount: Int { weights.columns.reduce(0) { $0 + mapStride(rowsAtOnce * tilesAcross, $1) } }

    /// Floats from one map to the next, with so many values for each tile.
    func mapStride(_ tiles: Int, _ values: Int) -> Int { tiles * values + Int(zdc_map_gap) }

    /// Calls `body` with each block and its number of tiles, from the top.
    func forEach(_ body: (_ block: inout zdc_tiling, _ tiles: Int) -> Void) {
        var block = weights.tiling
        while block.last_tile_row < tileRows {
            block.first_tile_row = block.last_tile_row
            block.last_tile_row = min(block.first_tile_row + rowsAtOnce, tileRows)
            body(&block, (block.last_tile_row - block.first_tile_row) * tilesAcross)
        }
    }
}
