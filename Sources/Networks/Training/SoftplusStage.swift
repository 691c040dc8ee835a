/// ln(1 + eˣ), number by number; back, the logistic function of x.
final class SoftplusStage: SampleStage {
    let layers: Range<Int>
    private let count: Int

    init(layer: Int, count: Int) {
        layers = layer..<layer + 1
        self.count = count
    }

    var worksInPlace: Bool { true }

    func prepare(_ parameters: FloatBuffer) {}

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * count) }

    var inputCount: Int { count }
    var outputCount: Int { count }

    func forward(
        _ input: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, _ record: Record, _ place: SamplePlace,
        _ batch: Batch
    ) {
        batch.instructionSet.kernels.pointee.softplus(input, out, count)
    }

    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch
    ) {
        guard let inputGradient else { return }
        if inputGradient != gradient { inputGradient.update(from: gradient, count: count) }
        batch.instructionSet.kernels.pointee.softplus_gradient(input, inputGradient, count)
    }
}
