import Kernels

/// Nearest upsampling with a convolution behind it, from products at the pixels before the upsampling. The way back is
/// the adjoint of each part, with the same savings.
final class WindowStage: SampleStage {
    let layers: Range<Int>
    private let input: Shape
    private let output: Shape
    private let window: UpsampledWindow
    private let weight: Network.Tensor
    private let bias: Network.Tensor?
    private var parameters: FloatBuffer
    private let matrix: FloatBuffer
    private let packed: FloatBuffer
    private let packedTransposed: FloatBuffer
    /// The products of one image, for each worker.
    private let scratch: [FloatBuffer]
    private let partial: PartialSums<Float>
    private let matrixGradient: FloatBuffer

    /// `layer` is the upsampling.
    init(_ network: Network, layer: Int, window: UpsampledWindow, parameters: FloatBuffer, workers: Workers) {
        layers = layer..<layer + 2
        input = network.shapes[layer]
        output = network.shapes[layer + 2]
        self.window = window
        let weight = network.tensor(.weight, layer: layer + 1)
        precondition(weight != nil, "a convolution has a weight")
        self.weight = weight ?? network.tensors[0]
        bias = network.tensor(.bias, layer: layer + 1)
        self.parameters = parameters
        let count = input.channels * window.columns
        matrix = FloatBuffer(count: count)
        packed = FloatBuffer(count: zdc_packed_count(input.channels, window.columns))
        packedTransposed = FloatBuffer(count: zdc_packed_count(window.columns, input.channels))
        scratch = (0..<workers.count).map { _ in FloatBuffer(count: window.productsCount) }
        partial = PartialSums(width: count + output.channels)
        matrixGradient = FloatBuffer(count: count + output.channels)
    }

    func prepare(_ parameters: FloatBuffer) {
        self.parameters = parameters
        window.arrange(parameters.pointer + weight.offset, into: matrix.pointer)
        zdc_pack(matrix.pointer, input.channels, window.columns, packed.pointer)
        zdc_pack_transposed(matrix.pointer, window.columns, input.channels, packedTransposed.pointer)
    }

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * output.count) }

    var inputCount: Int { input.count }
    var outputCount: Int { output.count }

    func readsInput(hasParameters: Bool) -> Bool { hasParameters }

    func forward(
        _ image: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, _ record: Record, _ place: SamplePlace,
        _ batch: Batch
    ) {
        let products = scratch[place.worker].pointer
        window.products(of: image, weights: packed.pointer, into: products, batch.instructionSet)
        var geometry = window.geometry
        batch.instructionSet.kernels.pointee.window_combine(
            &geometry, products, bias.map { UnsafePointer(parameters.pointer + $0.offset) }, 1, out)
    }

    func startBackward(_ batch: Batch) { partial.reserve(batch.tasks) }

    func startTask(_ task: Int) { _ = partial.start(task) }

    func backward(
        _ image: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch
    ) {
        let set = batch.instructionSet
        let products = scratch[place.worker].pointer
        var geometry = window.geometry
        set.kernels.pointee.window_combine_adjoint(&geometry, gradient, products)
        if hasParameters {
            let sums = partial[place.task]
            window.addGradient(of: image, products: products, to: sums, set)
            if bias != nil {
                set.kernels.pointee.add_rows(gradient, output.rows * output.columns, output.channels, sums + matrix.count)
            }
        }
        if let inputGradient { window.goBack(products, weights: packedTransposed.pointer, into: inputGradient, set) }
    }

    func finishBackward(_ record: Record, to gradients: UnsafeMutablePointer<Float>, _ batch: Batch) {
        let set = batch.instructionSet
        matrixGradient.pointer.update(repeating: 0, count: matrixGradient.count)
        partial.add(tasks: batch.tasks, to: matrixGradient.pointer, batch)
        window.addArranged(matrixGradient.pointer, to: gradients + weight.offset, set)
        guard let bias else { return }
        set.kernels.pointee.add(matrixGradient.pointer + matrix.count, gradients + bias.offset, output.channels)
    }
}
