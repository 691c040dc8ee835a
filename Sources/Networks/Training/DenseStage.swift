import Kernels

/// Every output a weighted sum of all inputs: y = x·W + b; dx = dy·Wᵀ, dW = xᵀ·dy, db = Σ dy.
final class DenseStage: Stage {
    let layers: Range<Int>
    private let depth: Int
    private let outputs: Int
    private let weight: Int
    private let bias: Int
    private var parameters: FloatBuffer
    private let packed: FloatBuffer
    private let packedTransposed: FloatBuffer

    /// Pieces of work: rows and columns of the result.
    private static let rowBlock = 32
    private static let columnBlock = 8 * Int(zdc_panel_width)

    init(layer: Int, weight: Network.Tensor, bias: Network.Tensor, parameters: FloatBuffer) {
        layers = layer..<layer + 1
        depth = weight.depth
        outputs = weight.outputs
        self.weight = weight.offset
        self.bias = bias.offset
        self.parameters = parameters
        packed = FloatBuffer(count: zdc_packed_count(depth, outputs))
        packedTransposed = FloatBuffer(count: zdc_packed_count(outputs, depth))
    }

    func prepare(_ parameters: FloatBuffer) {
        self.parameters = parameters
        zdc_pack(parameters.pointer + weight, depth, outputs, packed.pointer)
        zdc_pack_transposed(parameters.pointer + weight, outputs, depth, packedTransposed.pointer)
    }

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * outputs) }

    func forward(_ input: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        multiply(
            input, depth: depth, packed, bias: parameters.pointer + bias, into: record.output.pointer, columns: outputs,
            batch)
    }

    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        if let gradients { addGradients(input, gradient, to: gradients, batch) }
        guard let inputGradient else { return }
        multiply(gradient, depth: outputs, packedTransposed, bias: nil, into: inputGradient, columns: depth, batch)
    }

    private func multiply(
        _ left: UnsafePointer<Float>, depth: Int, _ weights: FloatBuffer, bias: UnsafePointer<Float>?,
        into out: UnsafeMutablePointer<Float>, columns: Int, _ batch: Batch
    ) {
        let across = (columns + Self.columnBlock - 1) / Self.columnBlock
        let down = (batch.count + Self.rowBlock - 1) / Self.rowBlock
        batch.workers.run(across * down) { task, _ in
            let (column, row) = (task / down * Self.columnBlock, task % down * Self.rowBlock)
            batch.instructionSet.multiply(
                left + row * depth, pitch: depth, depth: depth, weights: weights.pointer + column * depth,
                bias: bias.map { $0 + column }, into: out + row * columns + column, pitch: columns,
                rows: min(Self.rowBlock, batch.count - row), columns: min(Self.columnBlock, columns - column))
        }
    }

    private func addGradients(
        _ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, to gradients: UnsafeMutablePointer<Float>,
        _ batch: Batch
    ) {
        let across = (outputs + Self.columnBlock - 1) / Self.columnBlock
        let depthBlock = 96
        let down = (depth + depthBlock - 1) / depthBlock
        batch.workers.run(across * down) { task, _ in
            let (column, k) = (task / down * Self.columnBlock, task % down * depthBlock)
            let columns = min(Self.columnBlock, outputs - column)
            batch.instructionSet.addOuterProducts(
                input + k, pitch: depth, gradient + column, pitch: outputs, rows: batch.count,
                depth: min(depthBlock, depth - k),
                columns: columns, to: gradients + weight + k * outputs + column, pitch: outputs)
            guard k == 0 else { return }
            for row in 0..<batch.count {
                batch.kernels.add(gradient + row * outputs + column, gradients + bias + column, columns)
            }
        }
    }
}
