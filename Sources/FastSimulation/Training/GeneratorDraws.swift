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
        /// Noise, or the latent numbers that a flow made of it, then conditions: [capacity][input count].
        let inputs: FloatBuffer
        let tape: Tape
        /// The photons counted, if they are counted by chance.
        let counted: CountedImages?
        /// The gradient of the images; after `leaveImages` that of the generator's outputs.
        let gradient: FloatBuffer
        /// The way from the noise to the latent numbers, with room for the gradient of these.
        struct Way {
            let path: FlowPath
            let gradient: FloatBuffer
        }
        /// Made when a flow is followed first.
        private var way: Way?

        init(settings: TrainingSettings, generator: TrainableNetwork) {
            let pixels = generator.network.output.count
            inputs = FloatBuffer(count: settings.batch * generator.network.input.count)
            tape = generator.makeTape(capacity: settings.batch)
            counted = settings.statistics.clump.map {
                CountedImages(capacity: settings.batch, pixels: pixels, clump: $0)
            }
            gradient = FloatBuffer(count: settings.batch * pixels)
        }

        /// The way along a flow, which must be the same each time.
        func way(along flow: TrainableNetwork) -> Way {
            if let way { return way }
            let new = Way(
                path: FlowPath(network: flow, capacity: tape.capacity), gradient: FloatBuffer(count: inputs.count))
            way = new
            return new
        }

        /// ln(1 + photons): the network's outputs, or what was counted from them.
        var images: FloatBuffer { counted?.images ?? tape.output }
    }

    let first: Draw
    let second: Draw
    /// The counted photons of both; nil if they are not counted by chance.
    var counted: (CountedImages, CountedImages)? {
        guard let first = first.counted, let second = second.counted else { return nil }
        return (first, second)
    }
    /// The conditions that the images are generated for: [capacity][conditions].
    let wanted: FloatBuffer
    private let settings: TrainingSettings
    private let generator: TrainableNetwork
    private let conditionCount: Int

    init(settings: TrainingSettings, generator: TrainableNetwork, conditions: Int) {
        self.settings = settings
        self.generator = generator
        conditionCount = conditions
        first = Draw(settings: settings, generator: generator)
        second = Draw(settings: settings, generator: generator)
        wanted = FloatBuffer(count: settings.batch * conditions)
    }

    /// Draws noise twice for every sample, and an image of each (of the first only unless `twice`). Sample k of the batch has the
    /// streams of index `firstIndex` + k. With a flow, the latent numbers at its end take the place of the noise.
    func make(
        _ batch: TrainingBatch, twice: Bool, mode: TrainableNetwork.Mode, firstIndex: UInt64, along flow: TrainableNetwork? = nil
    ) {
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
        if let flow {
            for draw in twice ? [first, second] : [first] { draw.way(along: flow).path.follow(draw.inputs, count: batch.count) }
        }
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
    /// the flow's that the draws were made along.
    func goBack(_ batch: TrainingBatch, twice: Bool, along flow: TrainableNetwork? = nil) {
        generator.clearGradients()
        for draw in twice ? [first, second] : [first] {
            let way = flow.map(draw.way)
            generator.backward(draw.tape, gradient: draw.gradient, inputGradient: way?.gradient)
            if let way { way.path.goBack(way.gradient, count: batch.count) }
        }
    }
}
