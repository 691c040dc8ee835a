import FastSimulation

/// Elementwise nodes: normalisations, biases and factors, folded into the preceding sum, and activations.
extension GraphTrace {
    mutating func normalize(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard node.integer("training_mode", default: 0) == 0, node.output.dropFirst().allSatisfy(\.isEmpty) else {
            throw node.refused("found a normalisation in training, expected a model exported for inference")
        }
        let features = try features(0, of: node)
        var tensors: [[Float]] = []
        for index in 1...4 { tensors.append(try numbers(index, of: node).values) }
        guard let channels = features.axes.first, tensors.allSatisfy({ $0.count == channels.extent }) else {
            throw node.refused(
                "found \(tensors.map(\.count)) numbers, expected four times the \(features.extents.prefix(1)) channels")
        }
        let epsilon = Double(node.float("epsilon", default: 1e-5))
        var (factors, shifts): ([Double], [Double]) = ([], [])
        for index in 0..<channels.extent {
            let variance = Double(tensors[3][index]) + epsilon
            guard variance > 0 else { throw node.refused("variance \(index + 1) is \(tensors[3][index]), expected one above 0") }
            let factor = Double(tensors[0][index]) / variance.squareRoot()
            factors.append(factor)
            shifts.append(Double(tensors[1][index]) - Double(tensors[2][index]) * factor)
        }
        try fold(features, along: channels, factors: factors, shifts: shifts, node)
    }

    /// Combines features with a constant, or numbers of a shape with each other.
    mutating func calculate(_ node: Onnx_NodeProto) throws(ONNXError) {
        let (left, right) = (try value(0, of: node), try value(1, of: node))
        switch (left, right) {
        case (.features, .numbers(let constant)): try calculate(try features(0, of: node), constant, node)
        case (.numbers(let constant), .features) where node.opType == "Add" || node.opType == "Mul":
            try calculate(try features(1, of: node), constant, node)
        case (.integers(let first), .integers(let second)) where node.opType == "Mul":
            try multiply(first, second.map(Self.factor), node)
        case (.integers(let first), .numbers(let second)) where node.opType == "Mul":
            try multiply(first, second.values.map { $0 }, node)
        case (.inputs, _), (_, .inputs):
            throw node.refused("found noise or conditions changed, expected them as they come, standardised")
        default: throw node.refused("found no features and constant, expected one of each")
        }
    }

    private static func factor(_ extent: TracedValue.Extent) -> Float {
        if case .known(let integer) = extent { Float(integer) } else { .nan }
    }

    /// Multiplies extents by factors, if that gives whole numbers.
    private mutating func multiply(_ extents: [TracedValue.Extent], _ factors: [Float], _ node: Onnx_NodeProto) throws(ONNXError)
    {
        guard factors.count == extents.count || factors.count == 1 else {
            throw node.refused("found lists of \(extents.count) and \(factors.count), expected the same length")
        }
        var products: [TracedValue.Extent] = []
        for (index, extent) in extents.enumerated() {
            let factor = factors[factors.count == 1 ? 0 : index]
            switch extent {
            case .batch where factor == 1: products.append(.batch)
            case .known(let integer):
                let product = Double(integer) * Double(factor)
                guard product == product.rounded(), abs(product) < 1e9 else {
                    throw node.refused("found \(product), expected whole extents")
                }
                products.append(.known(Int(product)))
            default: throw node.refused("found the number of rows multiplied, expected it as it is")
            }
        }
        set(.integers(products), by: node)
    }

    private mutating func calculate(_ features: Features, _ constant: ConstantNumbers, _ node: Onnx_NodeProto) throws(ONNXError) {
        // The indices of the constant align with the last ones of the features, of which the batch is the first.
        let extents = [1] + features.extents
        let shape = constant.shape
        let offset = extents.count - shape.count
        let places = shape.indices.filter { shape[$0] != 1 }
        guard offset >= 0, places.count <= 1, places.allSatisfy({ $0 + offset > 0 && extents[$0 + offset] == shape[$0] }) else {
            throw node.refused(
                "its constant has the shape \(shape.prefix(8)), expected one number for each channel of \(features.extents)")
        }
        let axis = places.first.map { features.axes[$0 + offset - 1] }
        let numbers = constant.values.map(Double.init)
        let (factors, shifts): ([Double], [Double])
        switch node.opType {
        case "Add": (factors, shifts) = (numbers.map { _ in 1 }, numbers)
        case "Sub": (factors, shifts) = (numbers.map { _ in 1 }, numbers.map { -$0 })
        case "Mul": (factors, shifts) = (numbers, numbers.map { _ in 0 })
        default: (factors, shifts) = (numbers.map { 1 / $0 }, numbers.map { _ in 0 })
        }
        try fold(features, along: axis, factors: factors, shifts: shifts, node)
    }

    /// Folds factors and shifts into the sum that makes the features. `axis` is the index they run along; nil means one
    /// factor for all.
    private mutating func fold(
        _ features: Features, along axis: Features.Axis?, factors: [Double], shifts: [Double], _ node: Onnx_NodeProto
    ) throws(ONNXError) {
        guard features.isLinear, features.flattened == nil, features.repeats.allSatisfy({ $0 == 1 }),
            let last = layers.indices.last
        else {
            throw node.refused("found factors or shifts behind an activation, expected them right behind a sum")
        }
        /// The factor of an output of the sum.
        func places(_ outputs: Int) -> [Int]? {
            guard let axis, factors.count > 1 else { return Array(repeating: 0, count: outputs) }
            guard let origin = axis.origin else { return nil }
            if features.origin.reduce(1, *) != outputs {
                // A convolution: its outputs are the channels.
                return origin == 0 ? Array(0..<outputs) : nil
            }
            let stride = features.origin[(origin + 1)...].reduce(1, *)
            return (0..<outputs).map { $0 / stride % features.origin[origin] }
        }
        func folded(_ sum: TracedLayer.Sum) throws(ONNXError) -> TracedLayer.Sum {
            guard let places = places(sum.outputs) else {
                throw node.refused("found factors along rows or columns, expected one for each channel")
            }
            var sum = sum
            sum.apply(factors: places.map { factors[$0] }, shifts: places.map { shifts[$0] })
            guard sum.bias.allSatisfy(\.isFinite), sum.weight.allSatisfy(\.isFinite) else {
                throw node.refused("found factors that leave no finite weights")
            }
            return sum
        }
        switch layers[last].kind {
        case .dense(let sum): layers[last].kind = .dense(try folded(sum))
        case .convolution(let sum, let rows, let columns):
            layers[last].kind = .convolution(try folded(sum), rows: rows, columns: columns)
        case .upsample, .leakyReLU, .softplus:
            throw node.refused("found factors behind an activation, expected them right behind a sum")
        }
        advance(features, by: node)
    }

    mutating func activate(_ node: Onnx_NodeProto, _ kind: TracedLayer.Kind) throws(ONNXError) {
        var features = try features(0, of: node)
        try append(kind, node: node.description)
        features.isLinear = false
        advance(features, by: node)
    }

    /// Limits beyond any ln(1 + photons) of an image have no effect.
    mutating func clip(_ node: Onnx_NodeProto) throws(ONNXError) {
        var features = try features(0, of: node)
        var (low, high) = (node.float("min", default: -.infinity), node.float("max", default: .infinity))
        if node.optionalInput(1) != nil { low = try numbers(1, of: node).values.first ?? low }
        if node.optionalInput(2) != nil { high = try numbers(2, of: node).values.first ?? high }
        guard !features.isLinear || low == 0, low <= 0, high >= Generator.logLimit else {
            throw node.refused("found limits \(low) and \(high), expected 0 and at least \(Generator.logLimit)")
        }
        if features.isLinear { try append(.leakyReLU(slope: 0), node: node.description) }
        features.isLinear = false
        advance(features, by: node)
    }
}
