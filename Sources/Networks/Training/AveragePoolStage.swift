/// The mean of each window.
///
/// Every pixel has a slope, the dark ones too: where a maximum takes one of several equal pixels, the others look as if they changed
/// nothing.
final class AveragePoolStage: Stage {
    let layers: Range<Int>
    private let input: Shape
    private let output: Shape
    private let window: (rows: Int, columns: Int)
    /// The part of each pixel in the mean of its window.
    private let share: Float

    init(layer: Int, input: Shape, output: Shape, window: (rows: Int, columns: Int)) {
        layers = layer..<layer + 1
        self.input = input
        self.output = output
        self.window = window
        share = 1 / Float(window.rows * window.columns)
    }

    func prepare(_ parameters: FloatBuffer) {}

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * output.count) }

    func forward(_ inputs: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        batch.workers.run(batch.tasks) { task, _ in
            for sample in batch.samples(ofTask: task) {
                let (image, means) = (inputs + sample * input.count, record.output.pointer + sample * output.count)
                means.update(repeating: 0, count: output.count)
                forEachPixel { pixel, mean in
                    for channel in 0..<input.channels { means[mean + channel] += share * image[pixel + channel] }
                }
            }
        }
    }

    func backward(
        _ inputs: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        guard let inputGradient else { return }
        batch.workers.run(batch.tasks) { task, _ in
            for sample in batch.samples(ofTask: task) {
                let (image, means) = (inputGradient + sample * input.count, gradient + sample * output.count)
                image.update(repeating: 0, count: input.count)
                forEachPixel { pixel, mean in
                    for channel in 0..<input.channels { image[pixel + channel] = share * means[mean + channel] }
                }
            }
        }
    }

    /// Calls `body` with the place of every pixel in a window and that of the window's mean, row by row.
    @inline(__always)
    private func forEachPixel(_ body: (_ pixel: Int, _ mean: Int) -> Void) {
        for row in 0..<min(input.rows, output.rows * window.rows) {
            for column in 0..<min(input.columns, output.columns * window.columns) {
                let mean = row / window.rows * output.columns + column / window.columns
                body((row * input.columns + column) * input.channels, mean * input.channels)
            }
        }
    }
}
