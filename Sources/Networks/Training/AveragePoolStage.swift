/// The mean of each window.
///
/// Every pixel has a slope, the dark ones too: where a maximum takes one of several equal pixels, the others look as if they changed
/// nothing.
final class AveragePoolStage: SampleStage {
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

    var inputCount: Int { input.count }
    var outputCount: Int { output.count }

    func readsInput(hasParameters: Bool) -> Bool { false }

    func forward(
        _ image: UnsafePointer<Float>, into means: UnsafeMutablePointer<Float>, _ record: Record, _ place: SamplePlace,
        _ batch: Batch
    ) {
        means.update(repeating: 0, count: output.count)
        let (channels, share) = (self.input.channels, share)
        forEachPixel { pixel, mean in
            for channel in 0..<channels { means[mean + channel] += share * image[pixel + channel] }
        }
    }

    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient means: UnsafeMutablePointer<Float>,
        into image: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch
    ) {
        guard let image else { return }
        image.update(repeating: 0, count: inputCount)
        let (channels, share) = (self.input.channels, share)
        forEachPixel { pixel, mean in
            for channel in 0..<channels { image[pixel + channel] = share * means[mean + channel] }
        }
    }

    /// Calls `body` with the place of every pixel in a window and that of the window's mean, row by row.
    @inline(__always)
    private func forEachPixel(_ body: (_ pixel: Int, _ mean: Int) -> Void) {
        let channels = input.channels
        for outRow in 0..<output.rows {
            for row in outRow * window.rows..<min((outRow + 1) * window.rows, input.rows) {
                for outColumn in 0..<output.columns {
                    let mean = (outRow * output.columns + outColumn) * channels
                    for column in outColumn * window.columns..<min((outColumn + 1) * window.columns, input.columns) {
                        body((row * input.columns + column) * channels, mean)
                    }
                }
            }
        }
    }
}
