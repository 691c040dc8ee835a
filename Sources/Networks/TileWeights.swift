import Kernels

/// The weights of a layer that runs through the tile transform (see `zdc_tiling`): nine matrices, one for each map,
/// [channels][kernels of the map · outputs].
struct TileWeights {
    let channels: Int
    let outputs: Int
    let phases: Int
    /// Columns of the nine matrices.
    let columns: [Int]
    /// Floats before each matrix when they lie one after the other.
    let offsets: [Int]
    /// Floats before each matrix when packed.
    let packedOffsets: [Int]
    let count: Int
    let packedCount: Int

    init(channels: Int, outputs: Int, phases: Int) {
        self.channels = channels
        self.outputs = outputs
        self.phases = phases
        columns = (0..<Int(zdc_tile_maps)).map { zdc_tile_kernels($0, phases) * outputs }
        var offsets: [Int] = []
        var packedOffsets: [Int] = []
        var (count, packedCount) = (0, 0)
        for columns in columns {
            offsets.append(count)
            packedOffsets.append(packedCount)
            count += channels * columns
            packedCount += zdc_packed_count(channels, columns)
        }
        self.offsets = offsets
        self.packedOffsets = packedOffsets
        self.count = count
        self.packedCount = packedCount
    }

    /// Transforms and packs a weight stored as [size][size][channels][outputs].
    func pack(_ weight: UnsafeBufferPointer<Float>, into packed: UnsafeMutablePointer<Float>) {
        guard let base = weight.baseAddress else { return }
        let transformed = UnsafeMutablePointer<Float>.allocate(capacity: count)
        defer { transformed.deallocate() }
        zdc_tile_weights(base, channels, outputs, phases, transformed)
        for map in columns.indices {
            zdc_pack(transformed + offsets[map], channels, columns[map], packed + packedOffsets[map])
        }
    }

    /// Floats of scratch for one tile: its nine maps and all products.
    var floatsPerTile: Int { Int(zdc_tile_maps) * channels + columns.reduce(0, +) }
}
