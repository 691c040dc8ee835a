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
    /// One for each worker.
    private let scratch: [SampleChain.Scratch]

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
        let widest = network.shapes.map(\.count).max() ?? 0
        scratch = (0..<workers.count).map { _ in SampleChain.Scratch(count: widest) }
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
        for piece in tape.pieces(batch) {
            switch piece.work {
            case .whole(let stage): stage.forward(current, tape.records[piece.last], batch)
            case .samples(let chain): chain.forward(current, scratch, batch)
            }
            current = UnsafePointer(tape.records[piece.last].output.pointer)
        }
    }

    /// Goes back through the batch on the tape.
    ///
    /// `gradient` is that of the output; `inner` adds one of the output of a layer in the middle, which the tape gives. The parameters'
    /// gradients are added to `gradients` unless `isFrozen`; those of the input and of the conditions are written if
    /// asked for.
    public func backward(
        _ tape: Tape, gradient: FloatBuffer, inner: (layer: Int, gradient: FloatBuffer)? = nil,
        inputGradient: FloatBuffer? = nil, conditionGradient: FloatBuffer? = nil, isFrozen: Bool = false
    ) {
        guard var batch = tape.batch else { return }
        precondition(
            inner.map { tape.output(ofLayer: $0.layer) != nil } ?? true, "the output of the layer in the middle is not kept")
        batch.conditionGradient = conditionGradient?.pointer
        reserveBackward(batch.count)
        var current = backwardBuffers[0].pointer
        var other = backwardBuffers[1].pointer
        current.update(from: gradient.pointer, count: batch.count * network.output.count)
        if let spectral, !isFrozen { spectral.startGradients() }
        let sums = isFrozen ? nil : (spectral?.gradients ?? gradients).pointer
        for piece in tape.pieces(batch, endingAt: inner?.layer).reversed() {
            let input =
                piece.first == 0 ? UnsafePointer(tape.inputPointer) : UnsafePointer(tape.records[piece.first - 1].output.pointer)
            if let inner, stages[piece.last].layers.upperBound == inner.layer + 1 {
                let count = batch.count * network.shapes[inner.layer + 1].count
                instructionSet.kernels.pointee.add(inner.gradient.pointer, current, count)
            }
            let target = piece.first == 0 ? inputGradient?.pointer : (piece.worksInPlace ? current : other)
            if target != nil || sums != nil {
                switch piece.work {
                case .whole(let stage):
                    stage.backward(input, tape.records[piece.last], gradient: current, into: target, parameters: sums, batch)
                case .samples(let chain):
                    chain.backward(input, gradient: current, into: target, parameters: sums, scratch, batch)
                }
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
        guard let index = stages.firstIndex(where: { $0.layers.upperBound == layer + 1 }) else { return nil }
        if index + 1 < stages.count, stages[index + 1] is any SampleStage, (stages[index] as? any SampleStage)?.isCheap == true {
            return nil
        }
        return records[index].output
    }

    /// Stages that go together: one that works on the whole batch, or a chain of those that work sample by sample.
    struct Piece {
        enum Work {
            case whole(any Stage)
            case samples(SampleChain)
        }
        var work: Work
        /// Places of its first and last stage.
        let first: Int
        var last: Int

        var worksInPlace: Bool {
            switch work {
            case .whole(let stage): stage.worksInPlace
            case .samples(let chain): chain.worksInPlace
            }
        }
    }

    /// All stages in pieces; one ends with the layer `end`.
    func pieces(_ batch: Batch, endingAt end: Int? = nil) -> [Piece] {
        var pieces: [Piece] = []
        for (index, stage) in stages.enumerated() {
            guard let stage = stage as? any SampleStage, stage.isSamplewise(batch) else {
                pieces.append(Piece(work: .whole(stage), first: index, last: index))
                continue
            }
            let isNew = index > 0 && stages[index - 1].layers.upperBound - 1 == end
            if !isNew, let last = pieces.last, case .samples(var chain) = last.work {
                chain.append(stage, records[index])
                pieces[pieces.count - 1] = Piece(work: .samples(chain), first: last.first, last: index)
            } else {
                pieces.append(Piece(work: .samples(SampleChain(stage, records[index])), first: index, last: index))
            }
        }
        return pieces
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
