import Kernels

/// A window without padding, read in place: each output pixel is a product of the pieces of its window, a row each.
///
/// The way back to the input is a convolution too, of the gradient with a border of zeros and the turned weights.
final class ConvolutionStage: SampleStage {
    let layers: Range<Int>
    private let input: Shape
    private let output: Shape
    private let window: (rows: Int, columns: Int)
    private let weight: Network.Tensor
    private let bias: Network.Tensor?
    private var parameters: FloatBuffer
    private let packed: FloatBuffer
    private let turned: FloatBuffer
    private let packedTurned: FloatBuffer
    /// The gradient of one sample within its border, for each worker.
    private let padded: [FloatBuffer]
    private let partial: PartialSums<Float>

    init(
        layer: Int, input: Shape, output: Shape, window: (rows: Int, columns: Int), weight: Network.Tensor, bias: Network.Tensor?,
        parameters: FloatBuffer, workers: Workers
    ) {
        layers = layer..<layer + 1
        self.input = input
        self.output = output
        self.window = window
        self.weight = weight
        self.bias = bias
        self.parameters = parameters
        packed = FloatBuffer(count: zdc_packed_count(weight.depth, output.channels))
        turned = FloatBuffer(count: weight.count)
        packedTurned = FloatBuffer(count: zdc_packed_count(window.rows * window.columns * output.channels, input.channels))
        let (rows, columns) = (output.rows + 2 * (window.rows - 1), output.columns + 2 * (window.columns - 1))
        padded = (0..<workers.count).map { _ in FloatBuffer(count: rows * columns * output.channels) }
        partial = PartialSums(width: weight.count + output.channels)
    }

    func prepare(_ parameters: FloatBuffer) {
        self.parameters = parameters
        let start = parameters.pointer + weight.offset
        zdc_pack(start, weight.depth, output.channels, packed.pointer)
        zdc_turn_weights(start, window.rows * window.columns, input.channels, output.channels, turned.pointer)
        zdc_pack(turned.pointer, window.rows * window.columns * output.channels, input.channels, packedTurned.pointer)
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
        let set = batch.instructionSet
        if output.channels == 1 {
            set.kernels.pointee.convolve_to_one(
                image, input.rows, input.columns, input.channels, window.rows, window.columns,
                parameters.pointer + weight.offset, bias?.pointee ?? 0, 1, out)
        } else {
            convolve(image, input, packed, bias: bias, into: out, output, set)
        }
    }

    private func convolve(
        _ image: UnsafePointer<Float>, _ from: Shape, _ weights: FloatBuffer, bias: UnsafePointer<Float>?,
        into out: UnsafeMutablePointer<Float>, _ to: Shape, _ set: InstructionSet
    ) {
        let pitch = from.columns * from.channels
        for row in 0..<to.rows {
            set.multiply(
                image + row * pitch, pitch: from.channels, spans: window.rows, spanPitch: pitch,
                depth: window.columns * from.channels,
                weights: weights.pointer, bias: bias, into: out + row * to.columns * to.channels, pitch: to.channels,
                rows: to.columns, columns: to.channels)
        }
    }

    func startBackward(_ batch: Batch) { partial.reserve(batch.tasks) }

    func startTask(_ task: Int) { _ = partial.start(task) }

    func backward(
        _ image: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch
    ) {
        if hasParameters { addGradients(image, gradient, to: partial[place.task], batch.instructionSet) }
        if let inputGradient { goBack(gradient, padded[place.worker], into: inputGradient, batch.instructionSet) }
    }

    func finishBackward(_ record: Record, to gradients: UnsafeMutablePointer<Float>, _ batch: Batch) {
        // Weight and bias lie one after the other, as their sums do.
        if bias != nil {
            partial.add(tasks: batch.tasks, to: gradients + weight.offset, batch)
        } else {
            for task in 0..<batch.tasks { batch.kernels.add(partial[task], gradients + weight.offset, weight.count) }
        }
    }

    private func addGradients(
        _ image: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>,
        _ set: InstructionSet
    ) {
        let (pitch, outputs) = (input.columns * input.channels, output.channels)
        let depth = window.columns * input.channels
        for row in 0..<output.rows {
            let rowGradient = gradient + row * output.columns * outputs
            for span in 0..<window.rows {
                let (left, out) = (image + (row + span) * pitch, sums + span * depth * outputs)
                if outputs == 1 {
                    // The window along the vectors: one output would leave them empty.
                    set.addOuterProducts(
                        rowGradient, pitch: 1, left, pitch: input.channels, rows: output.columns, depth: 1,
                        columns: depth,
                        to: out, pitch: depth)
                } else {
                    set.addOuterProducts(
                        left, pitch: input.channels, rowGradient, pitch: outputs, rows: output.columns, depth: depth,
                        columns: outputs, to: out, pitch: outputs)
                }
            }
        }
        set.kernels.pointee.add_rows(gradient, output.rows * output.columns, outputs, sums + weight.count)
    }

    private func goBack(
        _ gradient: UnsafePointer<Float>, _ padded: FloatBuffer, into out: UnsafeMutablePointer<Float>,
        _ set: InstructionSet
    ) {
        let border = (rows: window.rows - 1, columns: window.columns - 1)
        let frame = Shape(
            rows: output.rows + 2 * border.rows, columns: output.columns + 2 * border.columns, channels: output.channels)
        let row = output.columns * output.channels
        for y in 0..<output.rows {
            let start = ((y + border.rows) * frame.columns + border.columns) * output.channels
            (padded.pointer + start).update(from: gradient + y * row, count: row)
        }
        if input.channels == 1 {
            set.kernels.pointee.convolve_to_one(
                padded.pointer, frame.rows, frame.columns, frame.channels, window.rows, window.columns, turned.pointer,
                0, 1, out)
        } else {
            convolve(padded.pointer, frame, packedTurned, bias: nil, into: out, input, set)
        }
    }
}
