import Networks
import Random

extension RandomStream.Purpose {
    /// The noise of a generator in training; two draws per sample.
    static let trainingNoise = RandomStream.Purpose(rawValue: 18)
}

/// Two draws of a generator for every sample of a batch: what went in, the images, and the way of their gradients back.
final class GeneratorDraws {
    /// One of the two.
    final class Draw {
        /// Noise, then conditions: [capacity][input count].
        let inputs: FloatBuffer
        let tape: Tape
        /// The photons counted, if they are counted by chance.
        let counted: CountedImages?
        /// The gradient of the images; after `leaveImages` that of the generator's outputs.
        let gradient: FloatBuffer
        /// The way of the noise to the latent numbers, and the gradient of these; only with a flow.
        let path: FlowPath?
        let inputGradient: FloatBuffer?

        init(settings: TrainingSettings, generator: TrainableNetwork, flow: TrainableNetwork?) {
            let pixels = generator.network.output.count
            inputs = FloatBuffer(count: settings.batch * generator.network.input.count)
            tape = generator.makeTape(capacity: settings.batch)
            counted = settings.statistics == .poisson ? CountedImages(capacity: settings.batch, pixels: pixels) : nil
            gradient = FloatBuffer(count: settings.batch * pixels)
            path = flow.map { FlowPath(network: $0, capacity: settings.batch) }
            inputGradient = flow == nil ? nil : FloatBuffer(count: inputs.count)
        }

        /// ln(1 + photons): the network's outputs, or what was counted from them.
        var images: FloatBuffer { counted?.images ?? tape.output }
    }

    let first: Draw
    let second: Draw
    /// The conditions that the images are generated for: [capacity][conditions].
    let wanted: FloatBuffer
    private let settings: TrainingSettings
    private let generator: TrainableNetwork
    private let conditionCount: Int

    /// With a flow, latent numbers take the place of the noise that is drawn.
    init(settings: TrainingSettings, generator: TrainableNetwork, flow: TrainableNetwork? = nil, conditions: Int) {
        self.settings = settings
        self.generator = generator
        conditionCount = conditions
        first = Draw(settings: settings, generator: generator, flow: flow)
        second = Draw(settings: settings, generator: generator, flow: flow)
        wanted = FloatBuffer(count: settings.batch * conditions)
    }

    /// Draws noise twice for every sample, and an image of each (of the first only unless `twice`). Sample k of the batch has the
    /// streams of index `firstIndex` + k.
    func make(_ batch: TrainingBatch, twice: Bool, mode: TrainableNetwork.Mode, firstIndex: UInt64) {
        let noise = settings.channels.noise
        let width = noise + conditionCount
        for sample in 0..<batch.count {
            let wanted = wanted.pointer + sample * conditionCount
            let source = settings.isAsPublished ? (sample + 1) % batch.count : sample
            wanted.update(from: batch.conditions.pointer + source * conditionCount, count: conditionCount)
            var random = RandomStream(seed: settings.seed, purpose: .trainingNoise, index: firstIndex + UInt64(sample))
            for draw in [first, second] {
                let row = draw.inputs.pointer + sample * width
                for n in 0..<noise { row[n] = Float(random.normal()) }
                (row + noise).update(from: wanted, count: conditionCount)
            }
        }
        first.path?.follow(first.inputs, count: batch.count)
        if twice { second.path?.follow(second.inputs, count: batch.count) }
        run(first, batch, mode: mode, pass: 1, seed: settings.seed, firstIndex: firstIndex)
        if twice { run(second, batch, mode: mode, pass: 2, seed: settings.seed &+ 1, firstIndex: firstIndex) }
    }

    private func run(
        _ draw: Draw, _ batch: TrainingBatch, mode: TrainableNetwork.Mode, pass: UInt64, seed: UInt64, firstIndex: UInt64
    ) {
        generator.forward(
            draw.inputs, count: batch.count, on: draw.tape, mode: mode, dropoutSeed: settings.dropoutSeed(pass),
            firstIndex: firstIndex)
        guard let counted = draw.counted else { return }
        batch.forEachTask(generator.workers) { samples, _ in
            counted.count(
                draw.tape.output, samples: samples, limit: Generator.logLimit, set: generator.instructionSet, seed: seed,
                firstIndex: firstIndex)
        }
    }

    /// Turns the gradients of the images into those of the generator's outputs.
    func leaveImages(_ batch: TrainingBatch, twice: Bool) {
        for draw in twice ? [first, second] : [first] {
            guard let counted = draw.counted else { continue }
            batch.forEachTask(generator.workers) { samples, _ in counted.leave(draw.gradient, samples: samples) }
        }
    }

    /// Sets the gradients of the generator's parameters to those of both draws (of the first only unless `twice`), and adds those of
    /// the flow's.
    func goBack(twice: Bool, count: Int) {
        generator.clearGradients()
        for draw in twice ? [first, second] : [first] {
            generator.backward(draw.tape, gradient: draw.gradient, inputGradient: draw.inputGradient)
            if let path = draw.path, let gradient = draw.inputGradient { path.goBack(gradient, count: count) }
        }
    }
}
