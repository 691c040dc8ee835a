import Kernels

/// The brightest of each window.
final class MaxPoolStage: SampleStage {
    let layers: Range<Int>
    private let input: Shape
    private let output: Shape
    private let window: (rows: Int, columns: Int)

    init(layer: Int, input: Shape, output: Shape, window: (rows: Int, columns: Int)) {
        layers = layer..<layer + 1
        self.input = input
        self.output = output
        self.window = window
    }

    func prepare(_ parameters: FloatBuffer) {}

    func makeRecord(capacity: Int) -> Record {
        Record(output: capacity * output.count, chosen: capacity * output.count)
    }

    private var pool: zdc_pool {
        zdc_pool(
            rows: input.rows, columns: input.columns, channels: input.channels, window_rows: window.rows,
            window_columns: window.columns, out_rows: output.rows, out_columns: output.columns)
    }

    var inputCount: Int { input.count }
    var outputCount: Int { output.count }

    func readsInput(hasParameters: Bool) -> Bool { false }

    func forward(
        _ image: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, _ record: Record, _ place: SamplePlace,
        _ batch: Batch
    ) {
        var pool = pool
        batch.instructionSet.kernels.pointee.max_pool(&pool, image, out, record.chosen + place.sample * output.count)
    }

    func backward(
        _ image: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch
    ) {
        guard let inputGradient else { return }
        var pool = pool
        batch.instructionSet.kernels.pointee.max_pool_gradient(
            &pool, gradient, record.chosen + place.sample * output.count, inputGradient)
    }
}

/// Every pixel several times along rows and columns; back, the sum of its copies.
final class UpsampleStage: Stage {
    let layers: Range<Int>
    private let input: Shape
    private let output: Shape
    private let factors: (rows: Int, columns: Int)

    init(layer: Int, input: Shape, output: Shape, factors: (rows: Int, columns: Int)) {
        layers = layer..<layer + 1
        self.input = input
        self.output = output
        self.factors = factors
    }

    func prepare(_ parameters: FloatBuffer) {}

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * output.count) }

    func forward(_ inputs: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        batch.workers.run(batch.tasks) { task, _ in
            for sample in batch.samples(ofTask: task) {
                forEachCopy { pixel, copy in
                    (record.output.pointer + sample * output.count + copy)
                        .update(from: inputs + sample * input.count + pixel, count: input.channels)
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
                let back = inputGradient + sample * input.count
                back.update(repeating: 0, count: input.count)
                forEachCopy { pixel, copy in
                    batch.kernels.add(gradient + sample * output.count + copy, back + pixel, input.channels)
                }
            }
        }
    }

    /// Calls `body` with the place of every pixel of the small image and of each of its copies in the large one.
    private func forEachCopy(_ body: (_ pixel: Int, _ copy: Int) -> Void) {
        for y in 0..<output.rows {
            for x in 0..<output.columns {
                let pixel = (y / factors.rows * input.columns + x / factors.columns) * input.channels
                body(pixel, (y * output.columns + x) * input.channels)
            }
        }
    }
}

/// The mean over all pixels of each channel; back, an equal share to each.
final class MeanStage: Stage {
    let layers: Range<Int>
    private let input: Shape

    init(layer: Int, input: Shape) {
        layers = layer..<layer + 1
        self.input = input
    }

    private var pixels: Int { input.rows * input.columns }

    func prepare(_ parameters: FloatBuffer) {}

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * input.channels) }

    func forward(_ inputs: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        let share = 1 / Float(pixels)
        for sample in 0..<batch.count {
            let out = record.output.pointer + sample * input.channels
            out.update(repeating: 0, count: input.channels)
            batch.kernels.add_rows(inputs + sample * input.count, pixels, input.channels, out)
            for c in 0..<input.channels { out[c] *= share }
        }
    }

    func backward(
        _ inputs: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        guard let inputGradient else { return }
        let share = 1 / Float(pixels)
        for sample in 0..<batch.count {
            for index in 0..<input.count {
                inputGradient[sample * input.count + index] =
                    gradient[sample * input.channels + index % input.channels] * share
            }
        }
    }
}

/// The conditions set behind the numbers of the network; back, their part is kept apart.
final class ConcatenateStage: Stage {
    let layers: Range<Int>
    private let input: Int
    private let added: Int

    init(layer: Int, input: Int, added: Int) {
        layers = layer..<layer + 1
        self.input = input
        self.added = added
    }

    func prepare(_ parameters: FloatBuffer) {}

    func makeRecord(capacity: Int) -> Record { Record(output: capacity * (input + added)) }

    func forward(_ inputs: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        guard let conditions = batch.conditions else { return }
        for sample in 0..<batch.count {
            let out = record.output.pointer + sample * (input + added)
            out.update(from: inputs + sample * input, count: input)
            (out + input).update(from: conditions + sample * added, count: added)
        }
    }

    func backward(
        _ inputs: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        for sample in 0..<batch.count {
            let row = gradient + sample * (input + added)
            if let inputGradient { (inputGradient + sample * input).update(from: row, count: input) }
            if let target = batch.conditionGradient { (target + sample * added).update(from: row + input, count: added) }
        }
    }
}
