import Foundation
import Random
import Testing

@testable import Networks

/// The gradients of Σ r·output, r fixed random numbers, against central differences of the naive network in double.
/// Returns the largest differences, as parts of the largest gradient: of the parameters and of the input.
func gradientErrors(
    _ network: Network, count: Int, mode: TrainableNetwork.Mode = .training, isSpectral: Bool = false,
    inner: Int? = nil,
    workers: Workers = Workers(count: 2), on set: InstructionSet = .best, samples: Int = 60
) throws -> (forward: Double, parameters: Double, input: Double) {
    var parameters = Parameters.glorot(network, seed: 3)
    let noise = normals(network.trainableCount, seed: 8)
    for index in parameters.values.indices { parameters.values[index] += 0.1 * noise[index] }
    for index in parameters.statistics.indices { parameters.statistics[index] += 0.3 * abs(noise[index]) }
    let trainable = try TrainableNetwork(
        network: network, parameters: parameters, isSpectral: isSpectral, workers: workers, instructionSet: set)
    var naive = NaiveNetwork(trainable, mode: mode, dropoutSeed: 5)

    let added = network.layers.reduce(0) { if case .concatenate(let n) = $1 { $0 + n } else { $0 } }
    let inputs = FloatBuffer(normals(count * network.input.count, seed: 21))
    let conditions = FloatBuffer(normals(count * added, seed: 22))
    let direction = FloatBuffer(normals(count * network.output.count, seed: 23))
    let innerDirection = inner.map { FloatBuffer(normals(count * network.shapes[$0 + 1].count, seed: 24)) }
    let tape = trainable.makeTape(capacity: count)
    trainable.forward(inputs, conditions: conditions, count: count, on: tape, mode: mode, dropoutSeed: 5)
    let inputGradient = FloatBuffer(count: inputs.count)
    trainable.backward(
        tape, gradient: direction, inner: inner.flatMap { layer in innerDirection.map { (layer, $0) } },
        inputGradient: inputGradient)

    func loss(_ naive: NaiveNetwork, _ inputs: [Double]) -> Double {
        let outputs = naive.forward(inputs, conditions: conditions.values.map(Double.init), count: count)
        var sum = zip(outputs[outputs.count - 1], direction.values).reduce(0.0) { $0 + $1.0 * Double($1.1) }
        if let inner, let innerDirection {
            sum += zip(outputs[inner + 1], innerDirection.values).reduce(0.0) { $0 + $1.0 * Double($1.1) }
        }
        return sum
    }
    var start = inputs.values.map(Double.init)
    let outputs = naive.forward(start, conditions: conditions.values.map(Double.init), count: count)
    let forward = relativeError(tape.output.values, outputs[outputs.count - 1])

    var random = RandomStream(seed: 1, purpose: .noise)
    let step = 1e-5
    var (found, expected): ([Float], [Double]) = ([], [])
    for tensor in network.tensors {
        for _ in 0..<min(samples / max(network.tensors.count, 1) + 2, tensor.count) {
            let place = tensor.offset + Int(random.uniform() * Double(tensor.count))
            let value = naive.values[place]
            naive.values[place] = value + step
            let high = loss(naive, start)
            naive.values[place] = value - step
            let low = loss(naive, start)
            naive.values[place] = value
            found.append(trainable.gradients.pointer[place])
            expected.append((high - low) / (2 * step))
        }
    }
    let parameterError = relativeError(found, expected)
    (found, expected) = ([], [])
    for _ in 0..<min(samples, start.count) {
        let place = Int(random.uniform() * Double(start.count))
        let value = start[place]
        start[place] = value + step
        let high = loss(naive, start)
        start[place] = value - step
        let low = loss(naive, start)
        start[place] = value
        found.append(inputGradient.pointer[place])
        expected.append((high - low) / (2 * step))
    }
    return (forward, parameterError, relativeError(found, expected))
}

private let image = Shape(rows: 5, columns: 7, channels: 3)

@Suite struct GradientsAgreeWithCentralDifferences {
    static let layers: [(input: Shape, layers: [Layer])] = [
        (Shape(9), [.dense(outputs: 37)]),
        (Shape(130), [.dense(outputs: 150)]),
        (image, [.convolution(size: 3, outputs: 5)]),
        (image, [.convolution(size: 3, outputs: 18, bias: false)]),
        (image, [.convolution(size: 1, outputs: 8)]),
        (image, [.convolution(size: 2, outputs: 1)]),
        (Shape(rows: 6, columns: 5, channels: 1), [.convolution(size: 3, outputs: 17)]),
        (image, [.convolution(size: 2, outputs: 11)]),
        (Shape(rows: 4, columns: 6, channels: 16), [.convolution(size: 2, outputs: 8)]),
        (image, [.upsample(rows: 2, columns: 2), .convolution(size: 3, outputs: 9)]),
        (Shape(rows: 4, columns: 4, channels: 17), [.upsample(rows: 2, columns: 2), .convolution(size: 3, outputs: 33)]),
        (image, [.upsample(rows: 2, columns: 2)]),
        (image, [.upsample(rows: 3, columns: 1)]),
        (image, [.convolution(rows: 2, columns: 7, outputs: 1)]),
        (image, [.convolution(rows: 3, columns: 2, outputs: 9)]),
        (image, [.upsample(rows: 3, columns: 2), .convolution(size: 2, outputs: 9)]),
        (image, [.upsample(rows: 1, columns: 2), .convolution(size: 2, outputs: 16)]),
        (
            Shape(rows: 7, columns: 3, channels: 17),
            [.upsample(rows: 1, columns: 3), .convolution(rows: 2, columns: 4, outputs: 9)]
        ),
        (
            Shape(rows: 2, columns: 2, channels: 4),
            [.upsample(rows: 1, columns: 2), .convolution(size: 2, outputs: 20, bias: false)]
        ),
        (Shape(rows: 3, columns: 9, channels: 8), [.convolution(size: 2, outputs: 17)]),
        (
            Shape(rows: 2, columns: 3, channels: 9),
            [.upsample(rows: 2, columns: 2), .convolution(rows: 3, columns: 2, outputs: 5, bias: false)]
        ),
        (image, [.batchNorm]),
        (Shape(33), [.batchNorm]),
        (image, [.dropout(rate: 0.3)]),
        (image, [.leakyReLU(slope: 0.1)]),
        (image, [.relu]),
        (image, [.softplus]),
        (image, [.convolution(size: 2, outputs: 1), .softplus]),
        (image, [.batchNorm, .dropout(rate: 0.2), .leakyReLU(slope: 0.1)]),
        (Shape(rows: 3, columns: 2, channels: 20), [.batchNorm, .dropout(rate: 0.2), .leakyReLU(slope: 0.1)]),
        // Few channels, several pixels to a vector, some left over.
        (Shape(rows: 3, columns: 3, channels: 8), [.batchNorm, .dropout(rate: 0.2), .leakyReLU(slope: 0.1)]),
        (Shape(rows: 5, columns: 3, channels: 2), [.batchNorm, .leakyReLU(slope: 0.1)]),
        (Shape(rows: 5, columns: 5, channels: 3), [.convolution(size: 2, outputs: 8)]),
        (image, [.maxPool(rows: 2, columns: 2)]),
        (image, [.maxPool(rows: 2, columns: 1)]),
        (image, [.maxPool(rows: 2, columns: 3, keepsRest: true)]),
        (image, [.averagePool(rows: 2, columns: 2)]),
        (image, [.averagePool(rows: 3, columns: 2, keepsRest: true)]),
        (image, [.mean]),
        (image, [.reshape(Shape(105)), .concatenate(4), .dense(outputs: 3)]),
    ]

    @Test(arguments: InstructionSet.available, layers)
    func ofEveryLayer(set: InstructionSet, layer: (input: Shape, layers: [Layer])) throws {
        let network = try Network(input: layer.input, layers: layer.layers)
        for mode in [TrainableNetwork.Mode.training, .inference] {
            let errors = try gradientErrors(network, count: 19, mode: mode, on: set)
            #expect(errors.forward < 1e-5)
            #expect(errors.parameters < 1e-4)
            #expect(errors.input < 1e-4)
        }
    }

    /// A few layers in a row, with a second gradient from the middle.
    @Test(arguments: [false, true])
    func ofAChain(isSpectral: Bool) throws {
        let network = try Network(
            input: image,
            layers: [
                .convolution(size: 3, outputs: 6), .leakyReLU(slope: 0.1), .maxPool(rows: 1, columns: 2),
                .reshape(Shape(36)), .concatenate(5), .dense(outputs: 12), .leakyReLU(slope: 0.1), .dense(outputs: 1),
            ])
        let errors = try gradientErrors(network, count: 11, isSpectral: isSpectral, inner: 6)
        #expect(errors.forward < 1e-5)
        #expect(errors.parameters < 1e-4)
        #expect(errors.input < 1e-4)
    }
}

@Suite struct TrainingDoesNotDependOnThreads {
    @Test func bitForBit() throws {
        let network = try Network(
            input: Shape(6),
            layers: [
                .dense(outputs: 64), .batchNorm, .dropout(rate: 0.2), .leakyReLU(slope: 0.1),
                .reshape(Shape(rows: 4, columns: 4, channels: 4)),
                .upsample(rows: 2, columns: 2), .convolution(size: 3, outputs: 6), .batchNorm, .leakyReLU(slope: 0.1),
                .convolution(size: 3, outputs: 4),
                .convolution(size: 2, outputs: 5), .maxPool(rows: 1, columns: 1), .mean, .dense(outputs: 2),
            ])
        var expected: Parameters?
        for threads in [1, 2, 3, 8] {
            let trainable = try TrainableNetwork(
                network: network, parameters: .glorot(network, seed: 1), workers: Workers(count: threads))
            let optimiser = Adam(settings: .init(rate: 1e-3), network: network)
            let inputs = FloatBuffer(normals(60 * 6))
            let direction = FloatBuffer(normals(60 * 2, seed: 2))
            let tape = trainable.makeTape(capacity: 60)
            for step in 0..<3 {
                trainable.forward(inputs, count: 60, on: tape, dropoutSeed: 9, firstIndex: UInt64(60 * step))
                trainable.clearGradients()
                trainable.backward(tape, gradient: direction)
                optimiser.step(trainable)
            }
            if let expected { #expect(trainable.parameters == expected, "\(threads) threads") }
            expected = trainable.parameters
        }
    }
}

@Suite struct Optimisation {
    /// Three steps by hand, the formulas of the paper.
    @Test func adamFollowsItsPaper() throws {
        let network = try Network(input: Shape(3), layers: [.dense(outputs: 7)])
        let trainable = try TrainableNetwork(network: network, parameters: .glorot(network, seed: 1))
        let optimiser = Adam(settings: .init(rate: 0.01), network: network)
        var values = trainable.parameters.values.map(Double.init)
        var first = [Double](repeating: 0, count: values.count)
        var second = first
        for step in 1...3 {
            let gradient = normals(values.count, seed: UInt64(step))
            trainable.gradients.pointer.update(from: gradient, count: gradient.count)
            optimiser.step(trainable)
            for i in values.indices {
                let g = Double(gradient[i])
                first[i] = 0.9 * first[i] + 0.1 * g
                second[i] = 0.999 * second[i] + 0.001 * g * g
                let corrected = (first[i] / (1 - pow(0.9, Double(step))), second[i] / (1 - pow(0.999, Double(step))))
                values[i] -= 0.01 * corrected.0 / (corrected.1.squareRoot() + 1e-7)
            }
        }
        #expect(relativeError(trainable.parameters.values, values) < 1e-5)
        #expect(optimiser.state.steps == 3)
    }

    /// A line through points: the loss falls to nothing.
    @Test func learnsALinearMap() throws {
        let network = try Network(input: Shape(4), layers: [.dense(outputs: 2)])
        let trainable = try TrainableNetwork(network: network, parameters: .glorot(network, seed: 1))
        let optimiser = Adam(settings: .init(rate: 0.02), network: network)
        let inputs = FloatBuffer(normals(64 * 4))
        let wanted = Naive.multiply(
            inputs.values.map(Double.init), normals(8, seed: 4).map(Double.init), rows: 64, depth: 4, columns: 2)
        let tape = trainable.makeTape(capacity: 64)
        let gradient = FloatBuffer(count: 128)
        var losses: [Double] = []
        for _ in 0..<500 {
            trainable.forward(inputs, count: 64, on: tape)
            for i in 0..<128 { gradient.pointer[i] = (tape.output.pointer[i] - Float(wanted[i])) / 64 }
            losses.append(gradient.values.reduce(0) { $0 + Double($1 * $1) })
            trainable.clearGradients()
            trainable.backward(tape, gradient: gradient)
            optimiser.step(trainable)
        }
        #expect(losses[499] < 1e-6 * losses[0])
    }

    @Test func runningStatisticsFollowTheBatches() throws {
        let network = try Network(input: Shape(2), layers: [.batchNorm])
        let trainable = try TrainableNetwork(network: network, parameters: .glorot(network, seed: 1))
        let tape = trainable.makeTape(capacity: 4)
        trainable.forward(FloatBuffer([1, 10, 3, 10, 5, 10, 7, 10]), count: 4, on: tape)
        let statistics = trainable.parameters.statistics
        for (found, expected) in zip(statistics, [0.04, 0.1, 1.04, 0.99] as [Float]) {
            #expect(abs(found - expected) < 1e-6)
        }
        trainable.forward(FloatBuffer([1, 10, 3, 10, 5, 10, 7, 10]), count: 4, on: tape, mode: .inference)
        #expect(trainable.parameters.statistics == statistics)
    }

    @Test func dropoutKeepsTheMean() throws {
        let network = try Network(input: Shape(4000), layers: [.dropout(rate: 0.2)])
        let trainable = try TrainableNetwork(network: network, parameters: .glorot(network, seed: 1))
        let tape = trainable.makeTape(capacity: 8)
        let ones = FloatBuffer(Array(repeating: 1, count: 8 * 4000))
        trainable.forward(ones, count: 8, on: tape, dropoutSeed: 1)
        let first = tape.output.values
        #expect(Set(first) == [0, 1.25])
        let share = Double(first.count { $0 == 0 }) / 32000
        #expect(abs(share - 0.2) < 0.01)
        #expect(Array(first[..<4000]) != Array(first[4000..<8000]))
        trainable.forward(ones, count: 8, on: tape, dropoutSeed: 2)
        #expect(tape.output.values != first)
        trainable.forward(ones, count: 8, on: tape, dropoutSeed: 1)
        #expect(tape.output.values == first)
    }

    @Test func spectralNormalisationFindsTheLargestSingularValue() throws {
        let network = try Network(input: Shape(2), layers: [.dense(outputs: 2)])
        // Weight [in][out] = rotation of diag(3, 1): singular values 3 and 1.
        let trainable = try TrainableNetwork(
            network: network, parameters: Parameters(values: [0, 3, -1, 0, 0, 0], statistics: []), isSpectral: true)
        for _ in 0..<30 { trainable.update() }
        let tape = trainable.makeTape(capacity: 1)
        trainable.forward(FloatBuffer([1, 0]), count: 1, on: tape)
        #expect(abs(tape.output.values[1] - 1) < 1e-5)
    }
}

@Suite struct Losses {
    @Test(arguments: [-800.0, -3, -0.2, 0, 1.5, 30, 800])
    func haveTheirGradients(x: Double) {
        let (logit, gradient) = (FloatBuffer([Float(x)]), FloatBuffer(count: 1))
        for isReal in [true, false] {
            let sign = isReal ? -1.0 : 1.0
            let loss = Loss.crossEntropy(logit, count: 1, isReal: isReal, gradient: gradient)
            let x = Double(logit.values[0])
            let expected = sign * x > 30 ? sign * x : log1p(exp(sign * x))
            #expect(abs(loss - expected) <= 1e-9 * max(expected, 1))
            #expect(abs(Double(gradient.values[0]) - sign / (1 + exp(-sign * x))) < 1e-6)

            let hinge = Loss.hinge(logit, count: 1, isReal: isReal, gradient: gradient)
            #expect(hinge == max(0, 1 + sign * x))
            #expect(Double(gradient.values[0]) == (1 + sign * x > 0 ? sign : 0))
        }
    }

    @Test func areMeans() {
        let gradient = FloatBuffer(count: 4)
        #expect(Loss.negative(FloatBuffer([1, 2, 3, 6]), count: 4, gradient: gradient) == -3)
        #expect(gradient.values == [-0.25, -0.25, -0.25, -0.25])
    }
}
