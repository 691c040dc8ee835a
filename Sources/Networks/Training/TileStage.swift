import Kernels

/// A convolution through the tile transform, with the upsampling before it if there is one: products of maps with matrices. The way back is the adjoint of each part, with the same savings.
final class TileStage: Stage {
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

    func forward(_ inputs: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        let set = batch.instructionSet
        let bias = bias.map { UnsafePointer(parameters.pointer + $0.offset) }
        batch.workers.run(batch.tasks) { task, worker in
            let (maps, products) = scratch[worker]
            for sample in batch.samples(ofTask: task) {
                blocks.forEach { block, _ in
                    set.kernels.pointee.tile_convolve(
                        &block, inputs + sample * input.count, packed.pointer, bias, 1, maps.pointer, products.pointer,
                        record.output.pointer + sample * output.count)
                }
            }
        }
    }

    func backward(
        _ inputs: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        let set = batch.instructionSet
        if gradients != nil { partial.reserve(batch.tasks) }
        batch.workers.run(batch.tasks) { task, worker in
            let sums = gradients == nil ? nil : partial.start(task)
            for sample in batch.samples(ofTask: task) {
                let out = gradient + sample * output.count
                let back = inputGradient.map { $0 + sample * input.count }
                back?.update(repeating: 0, count: input.count)
                blocks.forEach { block, tiles in
                    set.kernels.pointee.tile_combine_adjoint(&block, out, scratch[worker].products.pointer)
                    if let sums {
                        addGradients(inputs + sample * input.count, &block, tiles, scratch[worker], to: sums, set)
                    }
                    if let back { goBack(&block, tiles, scratch[worker], into: back, set) }
                }
                guard let sums, bias != nil else { continue }
                set.kernels.pointee.add_rows(
                    out, output.rows * output.columns, output.channels, sums + blocks.weights.count)
            }
        }
        guard let gradients else { return }
        matrixGradient.pointer.update(repeating: 0, count: matrixGradient.count)
        partial.add(tasks: batch.tasks, to: matrixGradient.pointer, batch)
        blocks.weights.addTransformed(matrixGradient.pointer, to: gradients + weight.offset)
        guard let bias else { return }
        set.kernels.pointee.add(matrixGradient.pointer + blocks.weights.count, gradients + bias.offset, output.channels)
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
