/// ln(1 + eˣ), number by number; back, the logistic function of x.
final class SoftplusStage: Stage {
    let layers: Range<Int>
    private let count: Int

    init(layer: Int, count: Int) {
        layers = layer..<layer + 1
        self.count = count
    }

    var worksInPlace: Bool { true }

    func prepare(_ parameters: FloatBuffer) {}

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * count) }

    func forward(_ inputs: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        batch.workers.run(batch.tasks) { task, _ in
            let samples = batch.samples(ofTask: task)
            let first = samples.lowerBound * count
            batch.kernels.softplus(inputs + first, record.output.pointer + first, samples.count * count)
        }
    }

    func backward(
        _ inputs: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        guard let inputGradient else { return }
        batch.workers.run(batch.tasks) { task, _ in
            let samples = batch.samples(ofTask: task)
            let (first, size) = (samples.lowerBound * count, samples.count * count)
            if inputGradient != gradient { (inputGradient + first).update(from: gradient + first, count: size) }
            batch.kernels.softplus_gradient(inputs + first, inputGradient + first, size)
        }
    }
}
