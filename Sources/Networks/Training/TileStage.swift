import Kernels

/// A convolution through the tile transform, with the upsampling before it if there is one: products of maps with matrices. The way back is the adjoint of each part, with the same savings.
final class TileStage: SampleStage {
    let layers: Range<Int>
    private let input: Shape
    private let output: Shape
    private let blocks: TileBlocks
    private let weight: Network.Tensor
    private let bias: Network.Tensor?
    private var parameters: FloatBuffer
    private let matrices: FloatBuffer
    private let packed: FloatBuffer
    private let packedTransposed: FloatBuffer
    private let transposedOffsets: [Int]
    private let scratch: [(maps: FloatBuffer, products: FloatBuffer)]
    private let partial: PartialSums<Float>
    private let matrixGradient: FloatBuffer

    init(
        layers: Range<Int>, input: Shape, output: Shape, form: TileForm, weight: Network.Tensor, bias: Network.Tensor?,
        parameters: FloatBuffer, workers: Workers
    ) {
        self.layers = layers
        self.input = input
        self.output = output
        self.weight = weight
        self.bias = bias
        self.parameters = parameters
        let blocks = TileBlocks(form: form, input: input, outputs: output.channels, isTrained: true)
        self.blocks = blocks
        matrices = FloatBuffer(count: blocks.weights.count)
        packed = FloatBuffer(count: blocks.weights.packedCount)
        var offset = 0
        transposedOffsets = blocks.weights.columns.map { columns in
            defer { offset += zdc_packed_count(columns, input.channels) }
            return offset
        }
        packedTransposed = FloatBuffer(count: offset)
        scratch = (0..<workers.count).map { _ in
            (FloatBuffer(count: blocks.mapsCount), FloatBuffer(count: blocks.productsCount))
        }
        partial = PartialSums(width: blocks.weights.count + output.channels)
        matrixGradient = FloatBuffer(count: blocks.weights.count + output.channels)
    }

    func prepare(_ parameters: FloatBuffer) {
        self.parameters = parameters
        let weights = blocks.weights
        weights.transform(parameters.pointer + weight.offset, into: matrices.pointer)
        weights.pack(matrices.pointer, into: packed.pointer)
        for map in weights.columns.indices {
            zdc_pack_transposed(
                matrices.pointer + weights.offsets[map], weights.columns[map], weights.channels,
                packedTransposed.pointer + transposedOffsets[map])
        }
    }

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * output.count) }

    var inputCount: Int { input.count }
    var outputCount: Int { output.count }

    func readsInput(hasParameters: Bool) -> Bool { hasParameters }

    func forward(
        _ image: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, _ record: Record, _ place: SamplePlace,
        _ batch: Batch
    ) {
        let bias = bias.map { UnsafePointer(parameters.pointer + $0.offset) }
        let (maps, products) = scratch[place.worker]
        blocks.forEach { block, _ in
            batch.instructionSet.kernels.pointee.tile_convolve(
                &block, image, packed.pointer, bias, 1, maps.pointer, products.pointer, out)
        }
    }

    func startBackward(_ batch: Batch) { partial.reserve(batch.tasks) }

    func startTask(_ task: Int) { _ = partial.start(task) }

    func backward(
        _ image: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch
    ) {
        let set = batch.instructionSet
        let scratch = scratch[place.worker]
        inputGradient?.update(repeating: 0, count: input.count)
        blocks.forEach { block, tiles in
            set.kernels.pointee.tile_combine_adjoint(&block, gradient, scratch.products.pointer)
            if hasParameters { addGradients(image, &block, tiles, scratch, to: partial[place.task], set) }
            if let inputGradient { goBack(&block, tiles, scratch, into: inputGradient, set) }
        }
        guard hasParameters, bias != nil else { return }
        set.kernels.pointee.add_rows(
            gradient, output.rows * output.columns, output.channels, partial[place.task] + blocks.weights.count)
    }

    func finishBackward(_ record: Record, to gradients: UnsafeMutablePointer<Float>, _ batch: Batch) {
        matrixGradient.pointer.update(repeating: 0, count: matrixGradient.count)
        partial.add(tasks: batch.tasks, to: matrixGradient.pointer, batch)
        blocks.weights.addTransformed(matrixGradient.pointer, to: gradients + weight.offset)
        guard let bias else { return }
        batch.kernels.add(matrixGradient.pointer + blocks.weights.count, gradients + bias.offset, output.channels)
    }

    private func addGradients(
        _ image: UnsafePointer<Float>, _ block: inout zdc_tiling, _ tiles: Int,
        _ scratch: (maps: FloatBuffer, products: FloatBuffer),
        to sums: UnsafeMutablePointer<Float>, _ set: InstructionSet
    ) {
        set.kernels.pointee.tile_maps(&block, image, scratch.maps.pointer)
        var product = scratch.products.pointer
        for map in blocks.weights.columns.indices {
            let columns = blocks.weights.columns[map]
            set.addOuterProducts(
                scratch.maps.pointer + map * blocks.mapStride(tiles, input.channels), pitch: input.channels, product,
                pitch: columns,
                rows: tiles,
                depth: input.channels, columns: columns, to: sums + blocks.weights.offsets[map], pitch: columns)
            product += blocks.mapStride(tiles, columns)
        }
    }

    private func goBack(
        _ block: inout zdc_tiling, _ tiles: Int, _ scratch: (maps: FloatBuffer, products: FloatBuffer),
        into image: UnsafeMutablePointer<Float>, _ set: InstructionSet
    ) {
        var product = scratch.products.pointer
        for map in blocks.weights.columns.indices {
            let columns = blocks.weights.columns[map]
            set.multiply(
                product, pitch: columns, depth: columns, weights: packedTransposed.pointer + transposedOffsets[map],
                into: scratch.maps.pointer + map * blocks.mapStride(tiles, input.channels), pitch: input.channels, rows: tiles,
                columns: input.channels)
            product += blocks.mapStride(tiles, columns)
        }
        set.kernels.pointee.tile_maps_adjoint(&block, scratch.maps.pointer, image)
    }
}
