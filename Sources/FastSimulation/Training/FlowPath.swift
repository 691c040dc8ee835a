import Networks

/// A batch on its way along a flow in training, kept so that a gradient finds the way back.
///
/// The steps are those of `LatentFlow`: each moves the point along the velocity at its middle.
final class FlowPath {
    private let network: TrainableNetwork
    private let steps: Int
    /// One for each evaluation: at the start of a step, then at its middle.
    private let tapes: [Tape]
    /// The network's inputs at each evaluation: latent numbers, conditions, time.
    private let inputs: [FloatBuffer]
    private let velocityGradient: FloatBuffer
    private let inputGradient: FloatBuffer

    init(network: TrainableNetwork, steps: Int = LatentFlow.usualSteps, capacity: Int) {
        (self.network, self.steps) = (network, steps)
        tapes = (0..<2 * steps).map { _ in network.makeTape(capacity: capacity) }
        let (latent, width) = (network.network.output.count, network.network.input.count)
        inputs = (0..<2 * steps).map { _ in FloatBuffer(count: capacity * width) }
        velocityGradient = FloatBuffer(count: capacity * latent)
        inputGradient = FloatBuffer(count: capacity * width)
    }

    private var latent: Int { network.network.output.count }
    private var width: Int { network.network.input.count }

    /// Replaces the noise at the start of each row by its latent numbers; the conditions follow it.
    func follow(_ rows: FloatBuffer, count: Int) {
        let pitch = width - LatentFlow.timeCount
        for evaluation in 0..<2 * steps {
            let time = LatentFlow.time(ofEvaluation: evaluation, steps: steps)
            let isStart = evaluation.isMultiple(of: 2)
            for row in 0..<count {
                let input = inputs[evaluation].pointer + row * width
                input.update(from: rows.pointer + row * pitch, count: pitch)
                LatentFlow.writeTime(time, into: input + pitch)
                if !isStart { move(input, along: evaluation - 1, row: row) }
            }
            network.forward(inputs[evaluation], count: count, on: tapes[evaluation])
            guard !isStart else { continue }
            for row in 0..<count { move(rows.pointer + row * pitch, along: evaluation, row: row) }
        }
    }

    /// Moves a point at the start of a step along the velocity of an evaluation.
    private func move(_ point: UnsafeMutablePointer<Float>, along evaluation: Int, row: Int) {
        let velocity = tapes[evaluation].output.pointer + row * latent
        let duration = LatentFlow.duration(ofEvaluation: evaluation, steps: steps)
        for n in 0..<latent { point[n] += duration * velocity[n] }
    }

    /// Adds the gradients of the flow's parameters. `gradient` is that of the rows after the way; its latent numbers become those of the
    /// noise.
    func goBack(_ gradient: FloatBuffer, count: Int) {
        let pitch = width - LatentFlow.timeCount
        for step in (0..<steps).reversed() {
            for evaluation in [2 * step + 1, 2 * step] {
                let duration = LatentFlow.duration(ofEvaluation: evaluation, steps: steps)
                let isMiddle = evaluation > 2 * step
                for row in 0..<count {
                    // The start's velocity matters by the middle alone.
                    let source = isMiddle ? gradient.pointer + row * pitch : inputGradient.pointer + row * width
                    let slope = velocityGradient.pointer + row * latent
                    for n in 0..<latent { slope[n] = duration * source[n] }
                }
                network.backward(tapes[evaluation], gradient: velocityGradient, inputGradient: inputGradient)
                for row in 0..<count {
                    let (point, slope) = (gradient.pointer + row * pitch, inputGradient.pointer + row * width)
                    for n in 0..<latent { point[n] += slope[n] }
                }
            }
        }
    }
}
