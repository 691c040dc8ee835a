import Kernels

/// How an image is cut for the tile transform: some rows of tiles at a time, so that scratch stays in the cache.
struct TileBlocks {
    let input: Shape
    let weights: TileWeights
    let tileRows: Int
    let tilesAcross: Int
    let rowsAtOnce: Int

    /// Floats of scratch that stay in the second-level cache beside the weights.
    private static let cacheFloats = 64 * 1024

    init(input: Shape, outputs: Int, phases: Int) {
        self.input = input
        weights = TileWeights(channels: input.channels, outputs: outputs, phases: phases)
        tileRows = input.rows / 2
        tilesAcross = input.columns / 2
        // Scratch and weights take turns in the cache: a block as large as the weights, or as the cache if these are
        // small.
        let target = max(Self.cacheFloats, weights.packedCount)
        let most = max(target / max(weights.floatsPerTile * tilesAcross, 1), 1)
        let blocks = max((tileRows + most - 1) / most, 1)
        rowsAtOnce = (tileRows + blocks - 1) / blocks
    }

    /// Floats of the nine maps of a block.
    var mapsCount: Int { rowsAtOnce * tilesAcross * Int(zdc_tile_maps) * weights.channels }
    /// Floats of the products of a block.
    var productsCount: Int { rowsAtOnce * tilesAcross * weights.columns.reduce(0, +) }

    /// Calls `body` with each block and its number of tiles, from the top.
    func forEach(_ body: (_ block: inout zdc_tiling, _ tiles: Int) -> Void) {
        var block = zdc_tiling(
            rows: input.rows, columns: input.columns, channels: input.channels, outputs: weights.outputs,
            phases: weights.phases, first_tile_row: 0, last_tile_row: 0)
        while block.last_tile_row < tileRows {
            block.first_tile_row = block.last_tile_row
            block.last_tile_row = min(block.first_tile_row + rowsAtOnce, tileRows)
            body(&block, (block.last_tile_row - block.first_tile_row) * tilesAcross)
        }
    }
}
