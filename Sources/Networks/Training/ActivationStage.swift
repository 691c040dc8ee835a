import Kernels

/// Batch normalisation, dropout and LeakyReLU, those of the three that follow one another, in one pass.
///
/// With x̂ = (x − μ)/σ over batch and pixels, y = leaky(kept·(γ·x̂ + β)). The way back, g being the gradient of γ·x̂ + β
/// and ⟨⟩ the mean over batch and pixels: dβ = Σ g, dγ = Σ g·x̂, dx = γ/σ·(g − ⟨g⟩ − x̂·⟨g·x̂⟩)
/// (Ioffe and Szegedy, arXiv 1502.03167). With running statistics dx = γ/σ·g.
final class ActivationStage: SampleStage {
    let layers: Range<Int>
    private let index: Int
    private let pixels: Int
    private let channels: Int
    private let norm: Norm?
    private let dropout: UInt32
    private let slope: Float
    private var parameters: FloatBuffer
    private let statistics: FloatBuffer
    private let sums: PartialSums<Double>

    struct Norm {
        let scale: Network.Tensor
        let shift: Network.Tensor
        let mean: Network.Tensor
        let variance: Network.Tensor
    }

    /// `index` is its place among the stages: the row of the dropout keys.
    init(
        layers: Range<Int>, index: Int, shape: Shape, norm: Norm?, dropout: Float, slope: Float,
        parameters: FloatBuffer,
        statistics: FloatBuffer
    ) {
        self.layers = layers
        self.index = index
        pixels = shape.rows * shape.columns
        channels = shape.channels
        self.norm = norm
        self.dropout = UInt32(min(max(Double(dropout), 0), 0.999) * 0x1p32)
        self.slope = slope
        self.parameters = parameters
        self.statistics = statistics
        sums = PartialSums(width: 2 * shape.channels)
    }

    var worksInPlace: Bool { true }

    func prepare(_ parameters: FloatBuffer) { self.parameters = parameters }

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * pixels * channels, statistics: 4 * channels) }

    var inputCount: Int { pixels * channels }
    var outputCount: Int { pixels * channels }

    /// Statistics of the batch need all samples.
    func isSamplewise(_ batch: Batch) -> Bool { norm == nil || batch.mode == .inference }

    func start(_ record: Record, _ batch: Batch) { setConstants(record, sums: nil, batch) }

    func forward(_ input: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        setConstants(record, sums: sumInputs(input, batch), batch)
        batch.workers.run(batch.tasks) { task, worker in
            for sample in batch.samples(ofTask: task) {
                forward(
                    input + sample * inputCount, into: record.output.pointer + sample * outputCount, record,
                    SamplePlace(sample: sample, task: task, worker: worker), batch)
            }
        }
    }

    var isCheap: Bool { true }

    func forward(
        _ input: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, _ record: Record, _ place: SamplePlace,
        _ batch: Batch
    ) {
        var activation = activation(record, place.sample, batch)
        batch.instructionSet.kernels.pointee.activation(&activation, input, out)
    }

    private func activation(_ record: Record, _ sample: Int, _ batch: Batch) -> zdc_activation {
        let key = batch.keys.map { $0[index * batch.count + sample] }
        return zdc_activation(
            pixels: pixels, channels: channels, scale: record.statistics.pointer,
            shift: record.statistics.pointer + channels,
            slope: slope, key: key ?? 0, dropped: batch.mode == .training && key != nil ? dropout : 0,
            is_constant: norm != nil && batch.mode == .inference)
    }

    /// Fills the record: scale, shift, mean and 1/σ, from the sums over the batch or else from the running statistics.
    private func setConstants(_ record: Record, sums total: UnsafeMutablePointer<Double>?, _ batch: Batch) {
        let scale = record.statistics.pointer
        let (shift, mean, inverse) = (scale + channels, scale + 2 * channels, scale + 3 * channels)
        guard let norm else {
            scale.update(repeating: 1, count: channels)
            shift.update(repeating: 0, count: channels)
            return
        }
        let runningMean = statistics.pointer + norm.mean.offset
        let runningVariance = statistics.pointer + norm.variance.offset
        let count = Double(batch.count * pixels)
        for c in 0..<channels {
            var (m, v) = (Double(runningMean[c]), Double(runningVariance[c]))
            if let total {
                m = total[c] / count
                v = max(total[channels + c] / count - m * m, 0)
                runningMean[c] += Float((1 - Network.normMomentum) * (m - Double(runningMean[c])))
                runningVariance[c] += Float((1 - Network.normMomentum) * (v - Double(runningVariance[c])))
            }
            let inverseDeviation = 1 / (v + Network.normEpsilon).squareRoot()
            let factor = Double(parameters.pointer[norm.scale.offset + c]) * inverseDeviation
            mean[c] = Float(m)
            inverse[c] = Float(inverseDeviation)
            scale[c] = Float(factor)
            shift[c] = Float(Double(parameters.pointer[norm.shift.offset + c]) - m * factor)
        }
    }

    private func sumInputs(_ input: UnsafePointer<Float>, _ batch: Batch) -> UnsafeMutablePointer<Double> {
        sums.reserve(batch.tasks)
        batch.workers.run(batch.tasks) { task, _ in
            let part = sums.start(task)
            let samples = batch.samples(ofTask: task)
            batch.kernels.channel_sums(
                input + samples.lowerBound * pixels * channels, samples.count * pixels, channels, part, part + channels)
        }
        return sums.total(tasks: batch.tasks)
    }

    func startBackward(_ batch: Batch) { sums.reserve(batch.tasks) }

    func startTask(_ task: Int) { _ = sums.start(task) }

    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch
    ) {
        let target = inputGradient ?? gradient
        if target != gradient { target.update(from: gradient, count: inputCount) }
        let part = hasParameters && norm != nil ? sums[place.task] : nil
        var activation = activation(record, place.sample, batch)
        batch.instructionSet.kernels.pointee.activation_gradient(
            &activation, input, target, part, part.map { $0 + channels })
    }

    func finishBackward(_ record: Record, to gradients: UnsafeMutablePointer<Float>, _ batch: Batch) {
        addGradients(record, sums: sums.total(tasks: batch.tasks), to: gradients)
    }

    /// The way back through the statistics of the batch.
    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        let (count, target) = (inputCount, inputGradient ?? gradient)
        startBackward(batch)
        batch.workers.run(batch.tasks) { task, worker in
            startTask(task)
            for sample in batch.samples(ofTask: task) {
                backward(
                    input + sample * count, record, gradient: gradient + sample * count, into: target + sample * count,
                    hasParameters: true, SamplePlace(sample: sample, task: task, worker: worker), batch)
            }
        }
        let total = sums.total(tasks: batch.tasks)
        if let gradients { addGradients(record, sums: total, to: gradients) }
        guard inputGradient != nil else { return }
        let scale = record.statistics.pointer
        let (mean, inverse) = (scale + 2 * channels, scale + 3 * channels)
        let samples = Double(batch.count * pixels)
        let offset = UnsafeMutablePointer<Float>.allocate(capacity: 2 * channels)
        defer { offset.deallocate() }
        let factor = offset + channels
        for c in 0..<channels {
            let deviation = Double(inverse[c])
            let product = (total[channels + c] - Double(mean[c]) * total[c]) * deviation
            offset[c] = Float(total[c] / samples)
            factor[c] = Float(product * deviation / samples)
        }
        batch.workers.run(batch.tasks) { task, _ in
            let samples = batch.samples(ofTask: task)
            let first = samples.lowerBound * count
            batch.kernels.norm_gradient(
                input + first, samples.count * pixels, channels, scale, offset, mean, factor, target + first)
        }
    }

    /// Adds the gradients of γ and β from the sums of g and g·x.
    private func addGradients(
        _ record: Record, sums total: UnsafeMutablePointer<Double>, to gradients: UnsafeMutablePointer<Float>
    ) {
        guard let norm else { return }
        let mean = record.statistics.pointer + 2 * channels
        let inverse = mean + channels
        for c in 0..<channels {
            gradients[norm.shift.offset + c] += Float(total[c])
            gradients[norm.scale.offset + c] += Float((total[channels + c] - Double(mean[c]) * total[c]) * Double(inverse[c]))
        }
    }
}
