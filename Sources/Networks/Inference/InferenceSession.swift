import Kernels

/// The buffers in which one thread runs a compiled network, planned once: running allocates nothing.
///
/// An output is the same bit for bit whatever the size of the batch that its sample is in.
public final class InferenceSession {
    public let plan: InferencePlan
    /// Samples that run at once.
    public let batch: Int
    public let instructionSet: InstructionSet

    private let vectors: [FloatBuffer]
    private let images: [FloatBuffer]
    private let maps: FloatBuffer
    private let products: FloatBuffer
    private let blocks: [TileBlocks?]

    /// A `batch` below 1 counts as 1.
    public init(plan: InferencePlan, batch: Int, instructionSet: InstructionSet = .best) {
        self.plan = plan
        self.batch = max(batch, 1)
        self.instructionSet = instructionSet
        let steps = plan.steps
        let vectorWidth = steps.prefix(plan.vectorSteps).map(\.output.count).max() ?? 0
        let needed = min(plan.vectorSteps, 2)
        let capacity = self.batch
        vectors = (0..<needed).map { _ in FloatBuffer(count: vectorWidth * capacity) }
        let imageWidth = steps.dropFirst(plan.vectorSteps).map(\.output.count).max() ?? 0
        images = (0..<2).map { _ in FloatBuffer(count: imageWidth) }
        blocks = steps.map { step in
            guard case .tiles(let form) = step.operation else { return nil }
            return TileBlocks(form: form, input: step.input, outputs: step.output.channels)
        }
        maps = FloatBuffer(count: blocks.compactMap { $0?.mapsCount }.max() ?? 0)
        let windows = steps.map { step in
            if case .window(let window) = step.operation { window.productsCount } else { 0 }
        }
        products = FloatBuffer(count: max(blocks.compactMap { $0?.productsCount }.max() ?? 0, windows.max() ?? 0))
    }

    /// Runs `count` samples: `inputs` and `outputs` hold one sample after the other.
    public func run(inputs: UnsafePointer<Float>, count: Int, into outputs: UnsafeMutablePointer<Float>) {
        let (inputCount, outputCount) = (plan.network.input.count, plan.network.output.count)
        var first = 0
        while first < count {
            let size = min(batch, count - first)
            runBatch(inputs + first * inputCount, count: size, into: outputs + first * outputCount)
            first += size
        }
    }

    private func runBatch(_ inputs: UnsafePointer<Float>, count: Int, into outputs: UnsafeMutablePointer<Float>) {
        var current = inputs
        for index in 0..<plan.vectorSteps {
            let step = plan.steps[index]
            let target = index == plan.steps.count - 1 ? outputs : vectors[index % 2].pointer
            instructionSet.multiply(
                current, pitch: step.input.count, depth: step.input.count, weights: step.weights.pointer,
                bias: step.bias.pointer, slope: step.slope, into: target, pitch: step.output.count, rows: count,
                columns: step.output.count)
            if step.endsInSoftplus { instructionSet.kernels.pointee.softplus(target, target, count * step.output.count) }
            current = UnsafePointer(target)
        }
        guard plan.vectorSteps < plan.steps.count else { return }
        let width = plan.steps[plan.vectorSteps].input.count
        for sample in 0..<count {
            runImage(current + sample * width, into: outputs + sample * plan.network.output.count)
        }
    }

    private func runImage(_ start: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
        var current = start
        for index in plan.vectorSteps..<plan.steps.count {
            let step = plan.steps[index]
            let target = index == plan.steps.count - 1 ? output : images[index % 2].pointer
            let (bias, slope) = (step.bias.pointer, step.slope)
            switch step.operation {
            case .dense:
                instructionSet.multiply(
                    current, pitch: step.input.count, depth: step.input.count, weights: step.weights.pointer,
                    bias: bias,
                    slope: slope, into: target, pitch: step.output.count, rows: 1, columns: step.output.count)
            case .convolution(let rows, let columns):
                let channels = step.input.channels
                let pitch = step.input.columns * channels
                for row in 0..<step.output.rows {
                    instructionSet.multiply(
                        current + row * pitch, pitch: channels, spans: rows, spanPitch: pitch, depth: columns * channels,
                        weights: step.weights.pointer, bias: bias, slope: slope,
                        into: target + row * step.output.columns * step.output.channels, pitch: step.output.channels,
                        rows: step.output.columns, columns: step.output.channels)
                }
            case .tiles:
                blocks[index]?.forEach { block, _ in
                    instructionSet.kernels.pointee.tile_convolve(
                        &block, current, step.weights.pointer, bias, slope, maps.pointer, products.pointer, target)
                }
            case .convolutionToOne(let rows, let columns):
                instructionSet.kernels.pointee.convolve_to_one(
                    current, step.input.rows, step.input.columns, step.input.channels, rows, columns,
                    step.weights.pointer, bias[0], slope, target)
            case .window(let window):
                window.products(of: current, weights: step.weights.pointer, into: products.pointer, instructionSet)
                var geometry = window.geometry
                instructionSet.kernels.pointee.window_combine(&geometry, products.pointer, bias, slope, target)
            }
            if step.endsInSoftplus { instructionSet.kernels.pointee.softplus(target, target, step.output.count) }
            current = UnsafePointer(target)
        }
    }
}
