import Foundation
import Testing

@testable import Networks

/// A network of one sum and one activation, compiled, against the naive version.
private func compiled(
    _ layers: [Layer], input: Shape, count: Int, batch: Int = 64, on set: InstructionSet,
    naive: ([Double], [Double]) -> [Double]
) throws -> Double {
    let network = try Network(input: input, layers: layers)
    let parameters = Parameters(values: normals(network.trainableCount, seed: 2), statistics: [])
    let plan = try InferencePlan(network: network, parameters: parameters)
    let inputs = normals(count * input.count)
    let found = run(plan, inputs, count: count, batch: batch, on: set)
    let weights = try #require(network.tensors.first).range
    let bias = parameters.values[weights.upperBound...].map(Double.init)
    var expected: [Double] = []
    for sample in 0..<count {
        let image = inputs[sample * input.count..<(sample + 1) * input.count].map(Double.init)
        let sum = naive(image, parameters.values[weights].map(Double.init))
        expected += Naive.activate(sum, bias: bias, slope: Double(Float(0.1)))
    }
    return relativeError(found, expected)
}

func run(_ plan: InferencePlan, _ inputs: [Float], count: Int, batch: Int, on set: InstructionSet) -> [Float] {
    let session = InferenceSession(plan: plan, batch: batch, instructionSet: set)
    var outputs = [Float](repeating: .nan, count: count * plan.network.output.count)
    outputs.withUnsafeMutableBufferPointer { outputs in
        inputs.withUnsafeBufferPointer { inputs in
            if let inputs = inputs.baseAddress, let outputs = outputs.baseAddress {
                session.run(inputs: inputs, count: count, into: outputs)
            }
        }
    }
    return outputs
}

@Suite struct CompiledLayersAgreeWithTheNaiveOnes {
    @Test(
        arguments: InstructionSet.available,
        [(1, 1, 1), (3, 7, 5), (13, 19, 33), (1, 28, 300), (25, 64, 17), (64, 40, 128)])
    func dense(set: InstructionSet, size: (count: Int, depth: Int, outputs: Int)) throws {
        let error = try compiled(
            [.dense(outputs: size.outputs), .leakyReLU(slope: 0.1)], input: Shape(size.depth), count: size.count,
            on: set
        ) { image, weight in
            Naive.multiply(image, weight, rows: 1, depth: size.depth, columns: size.outputs)
        }
        #expect(error < 1e-5)
    }

    @Test(arguments: InstructionSet.available, [(1, 3), (2, 4), (3, 16), (2, 8), (5, 33)])
    func upsampleAndConvolution(set: InstructionSet, size: (channels: Int, outputs: Int)) throws {
        for (rows, columns) in [(2, 2), (3, 5), (6, 4), (13, 13), (8, 3)] {
            let input = Shape(rows: rows, columns: columns, channels: size.channels)
            let doubled = Shape(rows: 2 * rows, columns: 2 * columns, channels: size.channels)
            let error = try compiled(
                [.upsample(rows: 2, columns: 2), .convolution(size: 3, outputs: size.outputs), .leakyReLU(slope: 0.1)],
                input: input,
                count: 2, on: set
            ) { image, weight in
                Naive.convolve(Naive.upsample(image, input), doubled, weight, size: 3, outputs: size.outputs)
            }
            #expect(error < 1e-5, "\(input)")
        }
    }

    @Test(
        arguments: InstructionSet.available,
        [(3, 2, 2, 2), (1, 2, 2, 2), (1, 3, 2, 4), (1, 1, 2, 2), (1, 2, 2, 1), (2, 2, 2, 3), (4, 1, 3, 2), (2, 2, 1, 1)])
    func anyUpsampleAndConvolution(
        set: InstructionSet, form: (upRows: Int, upColumns: Int, rows: Int, columns: Int)
    ) throws {
        for (rows, columns, channels, outputs) in [(2, 2, 1, 3), (3, 5, 16, 9), (4, 3, 7, 16), (20, 10, 5, 24)] {
            let input = Shape(rows: rows, columns: columns, channels: channels)
            let factors = (form.upRows, form.upColumns)
            let enlarged = Shape(rows: form.upRows * rows, columns: form.upColumns * columns, channels: channels)
            let error = try compiled(
                [
                    .upsample(rows: form.upRows, columns: form.upColumns),
                    .convolution(rows: form.rows, columns: form.columns, outputs: outputs), .leakyReLU(slope: 0.1),
                ], input: input, count: 2, on: set
            ) { image, weight in
                Naive.convolve(
                    Naive.upsample(image, input, factors: factors), enlarged, weight, window: (form.rows, form.columns),
                    outputs: outputs)
            }
            #expect(error < 1e-5, "\(input)")
        }
    }

    @Test(arguments: InstructionSet.available, [(2, 7, 1), (2, 7, 8), (3, 1, 5)])
    func convolutionWithAWindowThatIsNotSquare(set: InstructionSet, size: (rows: Int, columns: Int, outputs: Int)) throws {
        let input = Shape(rows: 9, columns: 12, channels: 10)
        let error = try compiled(
            [.convolution(rows: size.rows, columns: size.columns, outputs: size.outputs), .leakyReLU(slope: 0.1)], input: input,
            count: 2, on: set
        ) { image, weight in
            Naive.convolve(image, input, weight, window: (size.rows, size.columns), outputs: size.outputs)
        }
        #expect(error < 1e-5)
    }

    @Test(
        arguments: InstructionSet.available,
        [(1, 2, 1), (2, 3, 5), (2, 16, 8), (3, 1, 32), (3, 7, 2), (2, 9, 1), (3, 5, 1)])
    func convolution(set: InstructionSet, size: (window: Int, channels: Int, outputs: Int)) throws {
        for (rows, columns) in [(3, 3), (4, 7), (5, 2), (9, 6), (17, 19)] where columns >= size.window {
            let input = Shape(rows: rows, columns: columns, channels: size.channels)
            let error = try compiled(
                [.convolution(size: size.window, outputs: size.outputs), .leakyReLU(slope: 0.1)], input: input,
                count: 2, on: set
            ) { image, weight in
                Naive.convolve(image, input, weight, size: size.window, outputs: size.outputs)
            }
            #expect(error < 1e-5, "\(input)")
        }
    }

    /// Blocks of tiles shorter than the image, as wide networks have them, give the same as a whole one.
    @Test(arguments: InstructionSet.available)
    func manyBlocks(set: InstructionSet) throws {
        let input = Shape(rows: 41, columns: 30, channels: 40)
        #expect(TileBlocks(form: .plain, input: input, outputs: 24).blockCount > 1)
        let error = try compiled(
            [.convolution(size: 2, outputs: 24), .leakyReLU(slope: 0.1)], input: input, count: 1, on: set
        ) { image, weight in
            Naive.convolve(image, input, weight, size: 2, outputs: 24)
        }
        #expect(error < 1e-5)

        let rows = TileForm.rows(upColumns: 2, windowColumns: 3)
        #expect(TileBlocks(form: rows, input: input, outputs: 24).blockCount > 1)
        let enlarged = Shape(rows: input.rows, columns: 2 * input.columns, channels: input.channels)
        let rowError = try compiled(
            [.upsample(rows: 1, columns: 2), .convolution(rows: 2, columns: 3, outputs: 24), .leakyReLU(slope: 0.1)],
            input: input, count: 1, on: set
        ) { image, weight in
            Naive.convolve(Naive.upsample(image, input, factors: (1, 2)), enlarged, weight, window: (2, 3), outputs: 24)
        }
        #expect(rowError < 1e-5)
    }

    @Test(arguments: InstructionSet.available)
    func batchNormIsFolded(set: InstructionSet) throws {
        let network = try Network(
            input: Shape(6), layers: [.dense(outputs: 5), .batchNorm, .dropout(rate: 0.2), .relu])
        let statistics = normals(5, seed: 4) + normals(5, seed: 5).map { $0 * $0 + 0.1 }
        let values = normals(network.trainableCount, seed: 3)
        let plan = try InferencePlan(network: network, parameters: Parameters(values: values, statistics: statistics))
        let inputs = normals(6)
        let found = run(plan, inputs, count: 1, batch: 1, on: set)
        let sum = Naive.multiply(inputs.map(Double.init), values[..<30].map(Double.init), rows: 1, depth: 6, columns: 5)
        let expected = (0..<5).map { n in
            let x = sum[n] + Double(values[30 + n])
            let normal = (x - Double(statistics[n])) / (Double(statistics[5 + n]) + 1e-5).squareRoot()
            return max(Double(values[35 + n]) * normal + Double(values[40 + n]), 0)
        }
        #expect(relativeError(found, expected) < 1e-5)
    }
}

/// Networks with every kind of narrow layer: outputs that fill no vector, or half of one; odd sizes and channels.
private let narrowNetworks: [[Layer]] = [
    [
        .upsample(rows: 2, columns: 2), .convolution(size: 3, outputs: 10), .leakyReLU(slope: 0.1),
        .convolution(size: 2, outputs: 1), .relu,
    ],
    [
        .upsample(rows: 2, columns: 2), .convolution(size: 3, outputs: 16), .leakyReLU(slope: 0.1),
        .convolution(size: 2, outputs: 8), .leakyReLU(slope: 0.1), .convolution(size: 2, outputs: 1), .relu,
    ],
    [
        .upsample(rows: 3, columns: 2), .convolution(size: 2, outputs: 7), .leakyReLU(slope: 0.1),
        .upsample(rows: 1, columns: 2), .convolution(size: 2, outputs: 5), .leakyReLU(slope: 0.1),
        .convolution(rows: 2, columns: 7, outputs: 1), .relu,
    ],
    [.convolution(size: 3, outputs: 8), .leakyReLU(slope: 0.1), .convolution(size: 2, outputs: 3), .relu],
]

@Suite struct NarrowNetworks {
    private func plan(_ layers: [Layer]) throws -> InferencePlan {
        let image = Shape(rows: 7, columns: 5, channels: 6)
        let network = try Network(
            input: Shape(7),
            layers: [
                .dense(outputs: 20), .leakyReLU(slope: 0.1), .dense(outputs: image.count), .leakyReLU(slope: 0.1),
                .reshape(image),
            ] + layers)
        let parameters = Parameters(values: normals(network.trainableCount, seed: 2), statistics: [])
        return try InferencePlan(network: network, parameters: parameters)
    }

    @Test(arguments: InstructionSet.available, narrowNetworks)
    func giveTheSameBitsInEveryBatch(set: InstructionSet, layers: [Layer]) throws {
        let plan = try plan(layers)
        let inputs = normals(70 * 7)
        let expected = run(plan, inputs, count: 70, batch: 64, on: set)
        for batch in [1, 2, 5, 7, 25, 70, 100] {
            #expect(run(plan, inputs, count: 70, batch: batch, on: set) == expected, "batch \(batch)")
        }
    }

    @Test(arguments: narrowNetworks)
    func agreeBetweenInstructionSetsToRounding(layers: [Layer]) throws {
        let plan = try plan(layers)
        let inputs = normals(7 * 7)
        let expected = run(plan, inputs, count: 7, batch: 7, on: InstructionSet.available[0]).map(Double.init)
        for set in InstructionSet.available.dropFirst() {
            #expect(relativeError(run(plan, inputs, count: 7, batch: 7, on: set), expected) < 1e-5, "\(set)")
        }
    }
}

@Suite struct Photons {
    @Test(arguments: InstructionSet.available)
    func areTheExponentialLessOne(set: InstructionSet) {
        var values: [Float] = [
            0, -1, .nan, .infinity, -.infinity, 1e-6, 1e-3, 0.5, 0.6931472, 1, 3.3, 11.999, 12, 13, 1e30,
        ]
        values += (0..<1000).map { Float($0) * 0.012 }
        var photons = values
        photons.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { set.photons(fromLogarithms: base, limit: 12, count: buffer.count) }
        }
        for (logarithm, found) in zip(values, photons) {
            let expected = logarithm > 0 ? expm1(Double(min(logarithm, 12))) : 0
            #expect(abs(Double(found) - expected) <= 3e-7 * expected, "\(logarithm)")
        }
    }
}

@Suite struct ANetworkIsAListOfLayers {
    @Test func shapesAndCountsFollow() throws {
        let network = try Network(input: Shape(19), layers: [.dense(outputs: 256), .batchNorm, .leakyReLU(slope: 0.1)])
        #expect(network.output == Shape(256))
        #expect(network.parameterCount == 6144)
        #expect(network.trainableCount == 5632)
    }

    @Test func aLayerThatDoesNotFitIsNamed() {
        let error = #expect(throws: NetworkError.self) {
            try Network(
                input: Shape(rows: 2, columns: 2, channels: 1), layers: [.relu, .convolution(size: 3, outputs: 4)])
        }
        #expect(
            error?.description
                == "layer 2 (convolution(rows: 3, columns: 3, outputs: 4, bias: true)) cannot take an input of 2×2×1"
        )
    }

    @Test func trainingLayersHaveNoCompiledForm() throws {
        let network = try Network(
            input: Shape(rows: 4, columns: 4, channels: 1), layers: [.maxPool(rows: 2, columns: 2)])
        #expect(throws: NetworkError.self) {
            try InferencePlan(network: network, parameters: Parameters(values: [], statistics: []))
        }
    }
}

@Suite struct TheSoftplus {
    @Test(arguments: InstructionSet.available)
    func isTheLogarithmOfOnePlusTheExponential(set: InstructionSet) {
        let values = (-1000...1000).map { Float($0) * 0.1 } + [-1e30, 1e30, -1e-3, 1e-3, 0]
        let found = FloatBuffer(values)
        set.kernels.pointee.softplus(found.pointer, found.pointer, values.count)
        let slopes = FloatBuffer(Array(repeating: 2, count: values.count))
        set.kernels.pointee.softplus_gradient(values, slopes.pointer, values.count)
        for (index, value) in values.enumerated() {
            let (x, decay) = (Double(value), exp(-abs(Double(value))))
            let expected = max(x, 0) + log1p(decay)
            let slope = 2 * (x > 0 ? 1 : decay) / (1 + decay)
            // Below −87 single precision ends: both are cut off there.
            #expect(abs(Double(found.pointer[index]) - expected) <= 4e-7 * expected + 2e-38, "\(value)")
            #expect(abs(Double(slopes.pointer[index]) - slope) <= 4e-7 * slope + 4e-38, "\(value)")
        }
    }

    /// At the end of a network, behind every form of its last layer.
    @Test(arguments: InstructionSet.available)
    func endsANetwork(set: InstructionSet) throws {
        let image = Shape(rows: 5, columns: 4, channels: 3)
        for layers: [Layer] in [
            [.convolution(size: 2, outputs: 1), .softplus], [.convolution(size: 2, outputs: 5), .softplus],
            [.reshape(Shape(60)), .dense(outputs: 7), .softplus],
        ] {
            let network = try Network(input: image, layers: layers)
            let parameters = Parameters(values: normals(network.trainableCount, seed: 2), statistics: [])
            let naive = NaiveNetwork(try TrainableNetwork(network: network, parameters: parameters), mode: .inference)
            let inputs = normals(3 * image.count)
            let expected = naive.forward(inputs.map(Double.init), count: 3).last ?? []
            let plan = try InferencePlan(network: network, parameters: parameters)
            #expect(relativeError(run(plan, inputs, count: 3, batch: 2, on: set), expected) < 1e-5)
        }
    }
}
