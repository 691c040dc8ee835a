/// Stages that a sample runs through one after the other, while its numbers are in the cache, before the next sample does.
///
/// What is soon made again is not kept for the way back: to write it to memory and read it again would take longer.
struct SampleChain {
    private var links: [Link]

    private struct Link {
        let stage: any SampleStage
        let record: Record
        /// Whether its output is in the record; that of the last one always is.
        var isKept: Bool
    }

    /// Room of one worker for numbers of a sample between the stages.
    struct Scratch {
        let output: FloatBuffer
        let gradients: (FloatBuffer, FloatBuffer)

        /// `count` is that of the widest.
        init(count: Int) {
            output = FloatBuffer(count: count)
            gradients = (FloatBuffer(count: count), FloatBuffer(count: count))
        }
    }

    init(_ stage: any SampleStage, _ record: Record) {
        links = [Link(stage: stage, record: record, isKept: true)]
    }

    mutating func append(_ stage: any SampleStage, _ record: Record) {
        let last = links.count - 1
        // It is made of what is kept.
        if links[last].stage.isCheap, last == 0 || links[last - 1].isKept { links[last].isKept = false }
        links.append(Link(stage: stage, record: record, isKept: true))
    }

    /// Whether the gradient of the input may overwrite that of the output.
    var worksInPlace: Bool { links.allSatisfy(\.stage.worksInPlace) }

    /// `scratch` is that of each worker; a chain of one stage needs none.
    func forward(_ inputs: UnsafePointer<Float>, _ scratch: [Scratch], _ batch: Batch) {
        for link in links { link.stage.start(link.record, batch) }
        batch.workers.run(batch.tasks) { task, worker in
            for sample in batch.samples(ofTask: task) {
                let place = SamplePlace(sample: sample, task: task, worker: worker)
                for index in links.indices {
                    let link = links[index]
                    let isInputKept = index == 0 || links[index - 1].isKept
                    link.stage.forward(
                        isInputKept ? keptInput(index, inputs, sample) : UnsafePointer(scratch[worker].output.pointer),
                        into: link.isKept ? kept(index, sample) : scratch[worker].output.pointer, link.record, place, batch)
                }
            }
        }
    }

    /// The way back, as `Stage.backward` goes it.
    func backward(
        _ inputs: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>,
        into inputGradient: UnsafeMutablePointer<Float>?, parameters gradients: UnsafeMutablePointer<Float>?,
        _ scratch: [Scratch], _ batch: Batch
    ) {
        let last = links.count - 1
        let (width, lastWidth) = (links[0].stage.inputCount, links[last].stage.outputCount)
        let hasParameters = gradients != nil
        if hasParameters { for link in links { link.stage.startBackward(batch) } }
        batch.workers.run(batch.tasks) { task, worker in
            if hasParameters { for link in links { link.stage.startTask(task) } }
            for sample in batch.samples(ofTask: task) {
                let place = SamplePlace(sample: sample, task: task, worker: worker)
                var current = gradient + sample * lastWidth
                for index in links.indices.reversed() {
                    let stage = links[index].stage
                    var input = keptInput(index, inputs, sample)
                    if index > 0, !links[index - 1].isKept, stage.readsInput(hasParameters: hasParameters) {
                        let (before, again) = (links[index - 1], scratch[worker].output.pointer)
                        before.stage.forward(keptInput(index - 1, inputs, sample), into: again, before.record, place, batch)
                        input = UnsafePointer(again)
                    }
                    var target = inputGradient.map { $0 + sample * width }
                    if index > 0 {
                        let (one, other) = scratch[worker].gradients
                        target = stage.worksInPlace ? current : current == one.pointer ? other.pointer : one.pointer
                    }
                    stage.backward(
                        input, links[index].record, gradient: current, into: target, hasParameters: hasParameters, place, batch)
                    if let target { current = target }
                }
            }
        }
        guard let gradients else { return }
        for link in links.reversed() { link.stage.finishBackward(link.record, to: gradients, batch) }
    }

    /// The place of a sample's output in the record of a link.
    private func kept(_ index: Int, _ sample: Int) -> UnsafeMutablePointer<Float> {
        links[index].record.output.pointer + sample * links[index].stage.outputCount
    }

    /// Where a link finds the input of a sample, if it is kept.
    private func keptInput(_ index: Int, _ inputs: UnsafePointer<Float>, _ sample: Int) -> UnsafePointer<Float> {
        index == 0 ? inputs + sample * links[0].stage.inputCount : UnsafePointer(kept(index - 1, sample))
    }
}
