public import Random

extension RandomStream.Purpose {
    /// Dropout masks.
    public static let dropout = RandomStream.Purpose(rawValue: 16)
    /// First values of weights.
    public static let initialisation = RandomStream.Purpose(rawValue: 17)
}

/// A network that learns: its parameters, their gradients, and forward and backward over batches.
///
/// One thread calls it; the work of a batch is shared among the workers, and every result is the same bit for bit for
/// any number of them.
///
///     let tape = critic.makeTape(capacity: 128)
///     critic.forward(images, conditions: conditions, count: 128, on: tape)
///     let loss = Loss.crossEntropy(tape.output, count: 128, isReal: true, gradient: gradient)
///     critic.clearGradients()
///     critic.backward(tape, gradient: gradient)
public final class TrainableNetwork {
    public enum Mode: Hashable, Sendable {
        /// Statistics of the batch, dropout; running statistics follow.
        case training
        /// Running statistics, no dropout.
        case inference
    }

    public let network: Network
    public let workers: Workers
    public let instructionSet: InstructionSet
    let values: FloatBuffer
    let statistics: FloatBuffer
    /// Of the learnt parameters, summed since they were last cleared.
    public let gradients: FloatBuffer
    let stages: [any Stage]
    private let spectral: SpectralNormalization?
    private var backwardBuffers: [FloatBuffer] = []

    /// `isSpectral` divides every weight by its largest singular value before use (see `SpectralNormalization`).
    ///
    /// Throws if a layer cannot be trained.
    public init(
        network: Network, parameters: Parameters, isSpectral: Bool = false, workers: Workers = Workers(),
        instructionSet: InstructionSet = .best
    ) throws(NetworkError) {
        precondition(parameters.values.count == network.trainableCount, "the parameters are those of another network")
        precondition(
            parameters.statistics.count == network.statisticsCount, "the statistics are those of another network")
        self.network = network
        self.workers = workers
        self.instructionSet = instructionSet
        values = FloatBuffer(parameters.values)
        statistics = FloatBuffer(parameters.statistics)
        gradients = FloatBuffer(count: network.trainableCount)
        spectral = isSpectral ? SpectralNormalization(network: network) : nil
        let used = spectral?.effective ?? values
        stages = try StageList.stages(of: network, parameters: used, statistics: statistics, workers: workers)
        update()
    }

    /// The numbers as they are now.
    public var parameters: Parameters {
        get { Parameters(values: values.values, statistics: statistics.values) }
        set {
            precondition(newValue.values.count == values.count && newValue.statistics.count == statistics.count)
            values.pointer.update(from: newValue.values, count: values.count)
            statistics.pointer.update(from: newValue.statistics, count: statistics.count)
            update()
        }
    }

    /// Looks at the numbers as they are now: learnt ones and running statistics.
    public func withParameters(_ body: (UnsafeBufferPointer<Float>, UnsafeBufferPointer<Float>) -> Void) {
        body(
            UnsafeBufferPointer(start: values.pointer, count: values.count),
            UnsafeBufferPointer(start: statistics.pointer, count: statistics.count))
    }

    /// What spectral normalisation remembers between steps; empty without it.
    public var singularVectors: [Float] {
        get { spectral?.vectors ?? [] }
        set {
            spectral?.vectors = newValue
            spectral?.normalize(values, iterating: false)
            prepare()
        }
    }

    /// Takes changed parameters into use.
    func update() {
        spectral?.normalize(values, iterating: true)
        prepare()
    }

    private func prepare() {
        for stage in stages { stage.prepare(spectral?.effective ?? values) }
    }

    /// Room for batches of up to `capacity` samples.
    public func makeTape(capacity: Int) -> Tape { Tape(stages: stages, capacity: capacity) }

    public func clearGradients() { gradients.clear() }

    /// Runs a batch. The inputs and conditions must stay as they are until after the backward.
    ///
    /// Sample i takes its dropout masks from the stream (dropoutSeed, .dropout, firstIndex + i).
    public func forward(
        _ inputs: FloatBuffer, conditions: FloatBuffer? = nil, count: Int, on tape: Tape, mode: Mode = .training,
        dropoutSeed: UInt64 = 0, firstIndex: UInt64 = 0
    ) {
        precondition(count <= tape.capacity && count * network.input.count <= inputs.count, "the batch does not fit")
        tape.start(
            inputs, conditions: conditions, count: count, mode: mode, workers: workers, instructionSet: instructionSet,
            dropoutSeed: dropoutSeed, firstIndex: firstIndex)
        guard let batch = tape.batch else { return }
        var current = UnsafePointer(inputs.pointer)
        for (stage, record) in zip(stages, tape.records) {
            stage.forward(current, record, batch)
            current = UnsafePointer(record.output.pointer)
        }
    }

    /// Goes back through the batch on the tape.
    ///
    /// `gradient` is that of the output; `inner` adds one of the output of a layer in the middle. The parameters'
    /// gradients are added to `gradients` unless `isFrozen`; those of the input and of the conditions are written if
    /// asked for.
    public func backward(
        _ tape: Tape, gradient: FloatBuffer, inner: (layer: Int, gradient: FloatBuffer)? = nil,
        inputGradient: FloatBuffer? = nil, conditionGradient: FloatBuffer? = nil, isFrozen: Bool = false
    ) {
        guard var batch = tape.batch else { return }
        batch.conditionGradient = conditionGradient?.pointer
        reserveBackward(batch.count)
        var current = backwardBuffers[0].pointer
        var other = backwardBuffers[1].pointer
        current.update(from: gradient.pointer, count: batch.count * network.output.count)
        if let spectral, !isFrozen { spectral.startGradients() }
        for index in stages.indices.reversed() {
            let stage = stages[index]
            let input =
                index == 0 ? UnsafePointer(tape.inputPointer) : UnsafePointer(tape.records[index - 1].output.pointer)
            if let inner, stage.layers.upperBound == inner.layer + 1 {
                let count = batch.count * network.shapes[stage.layers.upperBound].count
                instructionSet.kernels.pointee.add(inner.gradient.pointer, current, count)
            }
            let target = index == 0 ? inputGradient?.pointer : (stage.worksInPlace ? current : other)
            let sums = isFrozen ? nil : (spectral?.gradients ?? gradients).pointer
            if target != nil || sums != nil {
                stage.backward(input, tape.records[index], gradient: current, into: target, parameters: sums, batch)
            }
            if target == other { swap(&current, &other) }
        }
        if let spectral, !isFrozen { spectral.addGradients(to: gradients) }
    }

    private func reserveBackward(_ count: Int) {
        let needed = count * (network.shapes.map(\.count).max() ?? 0)
        guard (backwardBuffers.first?.count ?? 0) < needed else { return }
        backwardBuffers = [FloatBuffer(count: needed), FloatBuffer(count: needed)]
    }
}

/// What one forward leaves behind for its backward.
public final class Tape {
    public let capacity: Int
    let records: [Record]
    private(set) var batch: Batch?
    private var inputs: FloatBuffer?
    private var conditions: FloatBuffer?
    private let keys: UnsafeMutablePointer<UInt32>
    private let stages: [any Stage]

    init(stages: [any Stage], capacity: Int) {
        self.capacity = capacity
        self.stages = stages
        records = stages.map { $0.makeRecord(capacity: capacity) }
        keys = .allocate(capacity: max(stages.count * capacity, 1))
        keys.initialize(repeating: 0, count: max(stages.count * capacity, 1))
    }

    deinit { keys.deallocate() }

    /// The output of the network for the last batch.
    public var output: FloatBuffer { records[records.count - 1].output }

    /// The output of layer `layer` for the last batch, or nil if it is joined to the layer after it.
    public func output(ofLayer layer: Int) -> FloatBuffer? {
        zip(stages, records).first { $0.0.layers.upperBound == layer + 1 }?.1.output
    }

    var inputPointer: UnsafeMutablePointer<Float> { inputs?.pointer ?? output.pointer }

    func start(
        _ inputs: FloatBuffer, conditions: FloatBuffer?, count: Int, mode: TrainableNetwork.Mode, workers: Workers,
        instructionSet: InstructionSet, dropoutSeed: UInt64, firstIndex: UInt64
    ) {
        self.inputs = inputs
        self.conditions = conditions
        if mode == .training {
            for sample in 0..<count {
                var random = RandomStream(seed: dropoutSeed, purpose: .dropout, index: firstIndex &+ UInt64(sample))
                for stage in stages.indices {
                    keys[stage * count + sample] = UInt32(truncatingIfNeeded: random.next() >> 32)
                }
            }
        }
        batch = Batch(
            count: count, mode: mode, workers: workers, instructionSet: instructionSet,
            conditions: conditions.map { UnsafePointer($0.pointer) }, keys: UnsafePointer(keys))
    }
}
