import Kernels

/// A layer in training, or a few that go together, as a forward and a backward over a batch.
///
/// A stage owns what depends on the weights alone (packed weights, scratch); what depends on a batch is in the record
/// that goes with it.
protocol Stage: AnyObject {
    /// The layers it stands for.
    var layers: Range<Int> { get }

    /// Takes new parameters in.
    func prepare(_ parameters: FloatBuffer)

    /// Whether the gradient of the input may overwrite that of the output.
    var worksInPlace: Bool { get }

    /// What one batch of at most `capacity` samples leaves behind.
    func makeRecord(capacity: Int) -> Record

    /// input[count][input.count] → record.output[count][output.count]
    func forward(_ input: UnsafePointer<Float>, _ record: Record, _ batch: Batch)

    /// The gradient of the output (which may be used as scratch) → the gradient of the input, if wanted; adds those of
    /// the parameters to `gradients`, if wanted.
    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch)
}

extension Stage {
    var worksInPlace: Bool { false }
}

/// A stage whose samples need nothing of each other, so that one sample may run through several of them while it is in the cache
/// (see `SampleChain`). Pointers are to the numbers of that sample.
protocol SampleStage: Stage {
    /// Numbers of a sample before and behind the stage.
    var inputCount: Int { get }
    var outputCount: Int { get }

    /// Whether it is so in this batch.
    func isSamplewise(_ batch: Batch) -> Bool

    /// Once before the samples of a forward.
    func start(_ record: Record, _ batch: Batch)

    /// Whether its output is soon made again, so that the way back need not find it in the record.
    var isCheap: Bool { get }

    /// Whether the way back reads the input.
    func readsInput(hasParameters: Bool) -> Bool

    /// input → out, which is the sample's place in the record or one that is not kept.
    func forward(
        _ input: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>, _ record: Record, _ place: SamplePlace,
        _ batch: Batch)

    /// Once before a backward that wants gradients of the parameters.
    func startBackward(_ batch: Batch)

    /// Once before the samples of each of its tasks.
    func startTask(_ task: Int)

    /// What `Stage.backward` does, for one sample; the gradients of the parameters are kept until `finishBackward`.
    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, hasParameters: Bool, _ place: SamplePlace, _ batch: Batch)

    /// Once after all of its samples: adds the gradients of the parameters.
    func finishBackward(_ record: Record, to gradients: UnsafeMutablePointer<Float>, _ batch: Batch)
}

/// Which sample of a batch it is, in which piece of work, and on which thread.
struct SamplePlace {
    let sample: Int
    let task: Int
    let worker: Int
}

extension SampleStage {
    func isSamplewise(_ batch: Batch) -> Bool { true }
    var isCheap: Bool { false }
    func readsInput(hasParameters: Bool) -> Bool { true }
    func start(_ record: Record, _ batch: Batch) {}
    func startBackward(_ batch: Batch) {}
    func startTask(_ task: Int) {}
    func finishBackward(_ record: Record, to gradients: UnsafeMutablePointer<Float>, _ batch: Batch) {}
    func forward(_ input: UnsafePointer<Float>, _ record: Record, _ batch: Batch) {
        SampleChain(self, record).forward(input, [], batch)
    }
    func backward(
        _ input: UnsafePointer<Float>, _ record: Record, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ batch: Batch
    ) {
        SampleChain(self, record).backward(input, gradient: gradient, into: inputGradient, parameters: gradients, [], batch)
    }
}

/// What a batch is, for all stages.
struct Batch {
    let count: Int
    let mode: TrainableNetwork.Mode
    let workers: Workers
    let instructionSet: InstructionSet
    /// The numbers set behind those of the network by a `concatenate`: [count][…].
    var conditions: UnsafePointer<Float>?
    /// Where a backward leaves their gradient, if it is wanted: [count][…].
    var conditionGradient: UnsafeMutablePointer<Float>?
    /// Keys of the dropout masks: [stage][count].
    let keys: UnsafePointer<UInt32>?

    /// Samples in one piece of work. Fixed, because sums over the batch are sums over pieces.
    static let samplesPerTask = 8

    var tasks: Int { (count + Self.samplesPerTask - 1) / Self.samplesPerTask }

    func samples(ofTask task: Int) -> Range<Int> {
        task * Self.samplesPerTask..<min((task + 1) * Self.samplesPerTask, count)
    }

    var kernels: zdc_kernels { instructionSet.kernels.pointee }
}

/// What a stage keeps of one forward for its backward.
final class Record {
    let output: FloatBuffer
    /// Normalisation: scale, shift, mean and 1/σ of every channel.
    let statistics: FloatBuffer
    /// Pooling: which pixel of each window.
    var chosen: UnsafeMutablePointer<UInt8>

    init(output: Int, statistics: Int = 0, chosen: Int = 0) {
        self.output = FloatBuffer(count: output)
        self.statistics = FloatBuffer(count: statistics)
        self.chosen = .allocate(capacity: max(chosen, 1))
        self.chosen.initialize(repeating: 0, count: max(chosen, 1))
    }

    deinit { chosen.deallocate() }
}

/// Sums over a batch as sums over its tasks, then over these in order: the same whatever the number of threads.
final class PartialSums<Number: FloatingPoint> {
    let width: Int
    private var storage: UnsafeMutablePointer<Number>
    private var tasks = 0

    init(width: Int) {
        self.width = width
        storage = .allocate(capacity: 1)
    }

    deinit { storage.deallocate() }

    /// Makes room for so many tasks.
    func reserve(_ tasks: Int) {
        guard tasks > self.tasks else { return }
        storage.deallocate()
        storage = .allocate(capacity: max(tasks * width, 1))
        self.tasks = tasks
    }

    /// The sums of one task, set to zero.
    func start(_ task: Int) -> UnsafeMutablePointer<Number> {
        let start = storage + task * width
        start.initialize(repeating: 0, count: width)
        return start
    }

    subscript(task: Int) -> UnsafeMutablePointer<Number> { storage + task * width }
}

extension PartialSums where Number == Float {
    /// Adds the sums of all tasks to `out`.
    func add(tasks: Int, to out: UnsafeMutablePointer<Float>, _ batch: Batch) {
        let block = 16384
        batch.workers.run((width + block - 1) / block) { piece, _ in
            let first = piece * block
            let count = min(block, width - first)
            for task in 0..<tasks { batch.kernels.add(self[task] + first, out + first, count) }
        }
    }
}

extension PartialSums where Number == Double {
    /// The sums over all tasks, left in those of the first.
    func total(tasks: Int) -> UnsafeMutablePointer<Double> {
        for task in 1..<max(tasks, 1) {
            let part = self[task]
            for index in 0..<width { storage[index] += part[index] }
        }
        return storage
    }
}
