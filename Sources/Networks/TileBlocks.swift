import Kernels

/// How an image is cut for the tile transform: some rows of tiles at a time, so that scratch stays in the cache.
struct TileBlocks {
    let weights: TileWeights
    let tileRows: Int
    let tilesAcross: Int
    let rowsAtOnce: Int

    /// Floats of scratch that stay in the first-level cache, and in the second-level cache beside the weights.
    private static let (firstLevel, secondLevel) = (8 * 1024, 64 * 1024)

    /// Blocks of a layer that `isTrained` are as large as the second level lets them be: sums over a block's tiles are the gradients of
    /// the weights.
    init(form: TileForm, input: Shape, outputs: Int, isTrained: Bool = false) {
        let tiling = form.tiling(input: input, outputs: outputs)
        weights = TileWeights(tiling)
        (tileRows, tilesAcross) = withUnsafePointer(to: tiling) { (zdc_tile_rows($0), zdc_tiles_across($0)) }
        // Scratch should stay in the cache. Weights that do not fit it pass through once for each block, so large ones take
        // larger blocks, which spill over less than the weights do. A doubled tile has so many weights that the first level
        // does not pay.
        let target = max(isTrained || form == .doubled ? Self.secondLevel : Self.firstLevel, weights.packedCount / 3)
        let most = max(target / max(weights.floatsPerTile * tilesAcross, 1), 1)
        let blocks = max((tileRows + most - 1) / most, 1)
        rowsAtOnce = (tileRows + blocks - 1) / blocks
    }

    /// Blocks that an image is cut into.
    var blockCount: Int { (tileRows + rowsAtOnce - 1) / rowsAtOnce }
    /// Floats of the maps of a block.
    var mapsCount: Int { weights.columns.count * mapStride(rowsAtOnce * tilesAcross, weights.channels) }
    /// Floats of the products of a block.
    var productsCount: Int { weights.columns.reduce(0) { $0 + mapStride(rowsAtOnce * tilesAcross, $1) } }

    /// Floats from one map to the next, with so many values for each tile.
    func mapStride(_ tiles: Int, _ values: Int) -> Int { zdc_map_stride(tiles, values) }

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
