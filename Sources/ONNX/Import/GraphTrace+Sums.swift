import Networks

/// Dense layers and convolutions.
extension GraphTrace {
    mutating func gemm(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard node.integer("transA", default: 0) == 0 else {
            throw node.refused("found its input transposed, expected rows of numbers")
        }
        let weight = try numbers(1, of: node)
        var sum = try sum(weight, isTransposed: node.integer("transB", default: 0) != 0, node)
        let (alpha, beta) = (node.float("alpha", default: 1), node.float("beta", default: 1))
        if node.optionalInput(2) != nil {
            let bias = try numbers(2, of: node)
            guard bias.values.count == 1 || (bias.values.count == sum.outputs && bias.shape.last == sum.outputs) else {
                throw node.refused("its bias has the shape \(bias.shape.prefix(8)), expected \(sum.outputs) numbers")
            }
            for row in sum.bias.indices { sum.bias[row] = beta * bias.values[bias.values.count == 1 ? 0 : row] }
        }
        if alpha != 1 { for index in sum.weight.indices { sum.weight[index] *= alpha } }
        try appendDense(sum, node)
    }

    mutating func multiplyMatrices(_ node: Onnx_NodeProto) throws(ONNXError) {
        try appendDense(try sum(try numbers(1, of: node), isTransposed: false, node), node)
    }

    /// The sum, without bias, for a weight [in, out], or [out, in] if transposed.
    private mutating func sum(
        _ weight: ConstantNumbers, isTransposed: Bool, _ node: Onnx_NodeProto
    ) throws(ONNXError) -> TracedLayer.Sum {
        guard weight.shape.count == 2, !weight.values.isEmpty else {
            throw node.refused("its weight has the shape \(weight.shape.prefix(8)), expected two extents")
        }
        let (first, second) = (weight.shape[0], weight.shape[1])
        try spend(weight.values.count)
        return TracedLayer.Sum(
            weight: isTransposed ? weight.values : Self.transposed(weight.values, rows: first, columns: second),
            bias: Array(repeating: 0, count: isTransposed ? first : second), inputs: isTransposed ? second : first)
    }

    static func transposed(_ values: [Float], rows: Int, columns: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: values.count) { turned, count in
            for column in 0..<columns {
                for row in 0..<rows { turned.initializeElement(at: column * rows + row, to: values[row * columns + column]) }
            }
            count = values.count
        }
    }

    private mutating func appendDense(_ sum: TracedLayer.Sum, _ node: Onnx_NodeProto) throws(ONNXError) {
        var sum = sum
        switch try value(0, of: node) {
        case .inputs(let columns):
            let all = Network.publishedNoiseCount + Self.conditionCount
            guard layers.isEmpty, columns.sorted() == Array(0..<all), sum.inputs == all else {
                throw node.refused(
                    "found a layer of \(sum.inputs) inputs on \(columns.count) numbers of a particle, expected one layer on all \(all)"
                )
            }
            sum.reorder(inputs: (0..<all).map { columns.firstIndex(of: $0) ?? $0 })
        default:
            let features = try features(0, of: node)
            guard features.isVector, features.axes.count == 1 else {
                throw node.refused("found a dense layer on an image, expected dense layers before images")
            }
            guard features.extents == [sum.inputs] else {
                throw node.refused("its weight takes \(sum.inputs) numbers, found \(features.extents)")
            }
        }
        try append(.dense(sum), node: node.description)
        let outputs = sum.outputs
        advance(
            Features(axes: [.init(origin: 0, extent: outputs)], origin: [outputs], repeats: [1], isLinear: true, version: 0),
            by: node)
    }

    mutating func convolve(_ node: Onnx_NodeProto) throws(ONNXError) {
        let features = try features(0, of: node)
        let weight = try numbers(1, of: node)
        guard weight.shape.count == 4, weight.shape.allSatisfy({ $0 > 0 }) else {
            throw node.refused("its weight has the shape \(weight.shape.prefix(8)), expected [out, in, rows, columns]")
        }
        guard features.flattened == nil, features.axes.count == 3, features.extents[0] == weight.shape[1] else {
            throw node.refused("found features of \(features.extents), expected \(weight.shape[1]) channels of an image")
        }
        let allowed: [(String, Int)] = [("strides", 1), ("dilations", 1), ("pads", 0)]
        for (name, value) in allowed {
            if let found = node.integers(name), !found.allSatisfy({ $0 == value }) {
                throw node.refused("found \(name) \(found.prefix(8)), expected \(value)")
            }
        }
        let padding = node.string("auto_pad", default: "NOTSET")
        guard padding == "NOTSET" || padding == "VALID", node.integer("group", default: 1) == 1 else {
            throw node.refused("found padding or groups, expected a window without them")
        }
        try settle(features, node)
        let outputs = weight.shape[0]
        var bias = [Float](repeating: 0, count: outputs)
        if node.optionalInput(2) != nil { bias = try numbers(2, of: node).values }
        guard bias.count == outputs else { throw node.refused("its bias has \(bias.count) numbers, expected \(outputs)") }
        let (rows, columns) = (features.extents[1] - weight.shape[2] + 1, features.extents[2] - weight.shape[3] + 1)
        guard rows > 0, columns > 0 else { throw node.refused("its window is larger than the image") }
        try spend(weight.values.count)
        let sum = TracedLayer.Sum(weight: weight.values, bias: bias, inputs: weight.shape[1])
        try append(.convolution(sum, rows: weight.shape[2], columns: weight.shape[3]), node: node.description)
        let extents = [outputs, rows, columns]
        advance(
            Features(
                axes: extents.enumerated().map { .init(origin: $0, extent: $1) }, origin: extents, repeats: [1, 1, 1],
                isLinear: true, version: 0),
            by: node)
    }

    /// Brings the features into the order that a convolution reads: channel, row, column.
    private mutating func settle(_ features: Features, _ node: Onnx_NodeProto) throws(ONNXError) {
        func repeats(_ place: Int) -> Int { features.axes[place].origin.map { features.repeats[$0] } ?? 1 }
        guard repeats(0) == 1 else { throw node.refused("found channels enlarged, expected rows and columns alone") }
        let enlarged = (rows: repeats(1), columns: repeats(2))
        if let last = layers.lastIndex(where: \.isSum), case .dense(var sum) = layers[last].kind {
            let origins = features.axes.map(\.origin)
            let image = (
                channels: features.extents[0], rows: features.extents[1] / enlarged.rows,
                columns: features.extents[2] / enlarged.columns
            )
            // The index of output (channel, row, column) among the outputs of the layer in their first shape.
            func stride(_ place: Int) -> Int {
                guard let origin = origins[place] else { return 0 }
                return features.origin[(origin + 1)...].reduce(1, *)
            }
            let strides = (stride(0), stride(1), stride(2))
            var order: [Int] = []
            order.reserveCapacity(sum.outputs)
            for channel in 0..<image.channels {
                for row in 0..<image.rows {
                    for column in 0..<image.columns { order.append(channel * strides.0 + row * strides.1 + column * strides.2) }
                }
            }
            guard order.count == sum.outputs else {
                throw node.refused("found an image of \(order.count) numbers, expected \(sum.outputs)")
            }
            sum.reorder(outputs: order)
            layers[last].kind = .dense(sum)
            startImage = image
        } else {
            guard features.axes[1].origin == 1, features.axes[2].origin == 2, features.axes[0].origin ?? 0 == 0 else {
                throw node.refused("found rows, columns and channels of the image exchanged, expected them in their places")
            }
        }
        if enlarged != (1, 1) { try append(.upsample(rows: enlarged.rows, columns: enlarged.columns), node: enlarger) }
    }
}

extension TracedLayer {
    var isSum: Bool {
        switch kind {
        case .dense, .convolution: true
        case .upsample, .leakyReLU, .softplus: false
        }
    }
}
