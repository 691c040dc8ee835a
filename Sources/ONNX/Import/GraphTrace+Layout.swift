import Text

/// Nodes that move numbers without changing them: reshape, transpose, resize.
extension GraphTrace {
    mutating func reshape(_ node: Onnx_NodeProto) throws(ONNXError) {
        let value = try value(0, of: node)
        var target: [TracedValue.Extent] = []
        if let shape = node.integers("shape") {
            target = shape.prefix(Self.integerLimit).map { .known($0) }
        } else {
            guard case .integers(let extents) = try self.value(1, of: node) else {
                throw node.refused("its shape is no list of integers, expected one")
            }
            target = extents
        }
        guard node.integer("allowzero", default: 0) == 0 || !target.contains(.known(0)) else {
            throw node.refused("found a shape with an extent of 0, expected positive ones")
        }
        switch value {
        case .features: try reshape(try features(0, of: node), to: target, node)
        case .inputs(let columns):
            guard let shape = resolve(target, from: [columns.count]), shape == [columns.count] else {
                throw node.refused("found noise or conditions reshaped, expected them as they are")
            }
            set(value, by: node)
        case .integers: set(value, by: node)
        case .numbers(var numbers):
            let known = target.compactMap { if case .known(let extent) = $0, extent > 0 { extent } else { nil } }
            guard known.count == target.count,
                known.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) == numbers.values.count
            else { throw node.refused("found constants reshaped to \(target.count) indices, expected known extents") }
            numbers.shape = known
            set(.numbers(numbers), by: node)
        }
    }

    mutating func flatten(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard node.integer("axis", default: 1) == 1 else {
            throw node.refused("the axis is not 1, expected one row for each sample")
        }
        try reshape(try features(0, of: node), to: [.batch, .known(-1)], node)
    }

    /// The extents without the batch; nil if a shape does not fit these features.
    private func resolve(_ target: [TracedValue.Extent], from old: [Int]) -> [Int]? {
        guard target.count >= 2, let first = target.first else { return nil }
        switch first {
        case .batch, .known(0), .known(-1): break
        case .known(let rows): guard rows == fixedBatch else { return nil }
        }
        let total = old.reduce(1, *)
        var (shape, unknown, product): ([Int], Int?, Int) = ([], nil, 1)
        for (place, extent) in target.enumerated().dropFirst() {
            guard case .known(var extent) = extent else { return nil }
            if extent == 0 {
                guard place <= old.count else { return nil }
                extent = old[place - 1]
            }
            if extent == -1 {
                guard unknown == nil, first != .known(-1) else { return nil }
                unknown = place - 1
            } else {
                let (next, overflow) = product.multipliedReportingOverflow(by: extent)
                guard extent > 0, !overflow, next <= total else { return nil }
                product = next
            }
            shape.append(extent)
        }
        if let unknown {
            guard total % product == 0 else { return nil }
            shape[unknown] = total / product
            product = total
        }
        return product == total ? shape : nil
    }

    private mutating func reshape(_ features: Features, to target: [TracedValue.Extent], _ node: Onnx_NodeProto) throws(ONNXError)
    {
        guard let shape = resolve(target, from: features.extents) else {
            throw node.refused(
                "cannot make \(Self.text(target)) of features of \(features.extents), expected the same count in each row")
        }
        var features = features
        let wide = features.axes.filter { $0.extent != 1 }
        if shape.filter({ $0 != 1 }) == wide.map(\.extent) {
            // Indices of extent 1 may be added and removed.
            var rest = wide[...]
            features.axes = shape.map { $0 == 1 ? .init(origin: nil, extent: 1) : rest.removeFirst() }
        } else if shape.count == 1, features.flattened == nil {
            features.flattened = wide
            features.axes = [.init(origin: nil, extent: shape[0])]
        } else if features.isVector, features.axes.count == 1 {
            features.origin = shape
            features.repeats = shape.map { _ in 1 }
            features.axes = shape.enumerated().map { .init(origin: $0, extent: $1) }
        } else {
            throw node.refused("found features of \(features.extents) reshaped to \(shape), expected a vector made an image once")
        }
        set(.features(features), by: node)
    }

    static func text(_ extents: [TracedValue.Extent]) -> String {
        "[" + extents.prefix(8).map { if case .known(let extent) = $0 { "\(extent)" } else { "rows" } }.joined(separator: ", ")
            + "]"
    }

    /// The indices that an operator names, by attribute or as its second input, as numbers from 0 to `count` − 1.
    private mutating func axes(_ node: Onnx_NodeProto, count: Int) throws(ONNXError) -> Set<Int>? {
        guard let axes = try integers("axes", orInput: 1, of: node) else { return nil }
        var places: Set<Int> = []
        for axis in axes.prefix(Self.integerLimit) {
            let place = axis < 0 ? axis + count : axis
            guard (0..<count).contains(place) else { throw node.refused("found the axis \(axis), expected one of \(count)") }
            places.insert(place)
        }
        return places
    }

    mutating func squeeze(_ node: Onnx_NodeProto) throws(ONNXError) {
        switch try value(0, of: node) {
        case .integers(let extents): set(.integers(extents), by: node)
        case .numbers(var numbers):
            let places =
                try axes(node, count: numbers.shape.count)
                ?? Set(numbers.shape.indices.filter { numbers.shape[$0] == 1 })
            guard places.allSatisfy({ numbers.shape[$0] == 1 }) else {
                throw node.refused("found an extent that is not 1, expected 1")
            }
            numbers.shape = numbers.shape.indices.filter { !places.contains($0) }.map { numbers.shape[$0] }
            set(.numbers(numbers), by: node)
        default:
            var features = try features(0, of: node)
            guard let places = try axes(node, count: features.axes.count + 1), !places.contains(0),
                places.allSatisfy({ features.axes[$0 - 1].extent == 1 })
            else { throw node.refused("found indices taken away from \(features.extents), expected named ones of extent 1") }
            features.axes = features.axes.indices.filter { !places.contains($0 + 1) }.map { features.axes[$0] }
            set(.features(features), by: node)
        }
    }

    mutating func unsqueeze(_ node: Onnx_NodeProto) throws(ONNXError) {
        switch try value(0, of: node) {
        case .integers(let extents): set(.integers(extents), by: node)
        case .numbers(var numbers):
            let added = try integers("axes", orInput: 1, of: node)?.count ?? 0
            guard numbers.shape.count + added <= 8 else { throw node.refused("found too many indices, expected at most 8") }
            let places = try axes(node, count: numbers.shape.count + added) ?? []
            var rest = numbers.shape[...]
            numbers.shape = (0..<numbers.shape.count + added).compactMap { places.contains($0) ? 1 : rest.popFirst() }
            set(.numbers(numbers), by: node)
        default:
            var features = try features(0, of: node)
            let added = try integers("axes", orInput: 1, of: node)?.count ?? 0
            guard features.axes.count + added <= 8, let places = try axes(node, count: features.axes.count + 1 + added),
                !places.contains(0)
            else { throw node.refused("found indices added before the rows, expected them behind") }
            var rest = features.axes[...]
            features.axes = (1..<features.axes.count + added + 1).compactMap {
                places.contains($0) ? .init(origin: nil, extent: 1) : rest.popFirst()
            }
            set(.features(features), by: node)
        }
    }

    mutating func transpose(_ node: Onnx_NodeProto) throws(ONNXError) {
        let value = try value(0, of: node)
        if case .numbers(var numbers) = value {
            let order = node.integers("perm") ?? Array(numbers.shape.indices.reversed())
            guard numbers.shape.count == 2, order == [1, 0] else {
                throw node.refused("found a constant with \(numbers.shape.count) indices turned, expected a matrix")
            }
            try spend(numbers.values.count)
            numbers.values = Self.transposed(numbers.values, rows: numbers.shape[0], columns: numbers.shape[1])
            numbers.shape.swapAt(0, 1)
            return set(.numbers(numbers), by: node)
        }
        var features = try features(0, of: node)
        let order = node.integers("perm") ?? []
        guard order.count == features.axes.count + 1, order.first == 0, order.sorted() == Array(order.indices) else {
            throw node.refused(
                "found the order \(order.prefix(8)) for \(features.axes.count + 1) indices, expected the rows first")
        }
        features.axes = order.dropFirst().map { features.axes[$0 - 1] }
        set(.features(features), by: node)
    }

    // MARK: - Resizing

    /// More rows or columns than any face has.
    static let extentLimit = 4096

    mutating func resize(_ node: Onnx_NodeProto) throws(ONNXError) {
        var features = try features(0, of: node)
        guard node.string("mode", default: "nearest") == "nearest" else {
            throw node.refused("found the mode \(quoted(node.string("mode", default: ""), limit: 40)), expected nearest")
        }
        let factors = try factors(of: features, node)
        let isOld = node.opType == "Upsample" || opset < 11
        let sampling = Sampling(
            coordinate: node.string("coordinate_transformation_mode", default: isOld ? "asymmetric" : "half_pixel"),
            rounding: node.string("nearest_mode", default: isOld ? "floor" : "round_prefer_floor"))
        for (place, factor) in factors.enumerated() where factor != 1 {
            let axis = features.axes[place]
            guard factor > 1, factor <= 16, axis.extent * factor <= Self.extentLimit, let origin = axis.origin,
                features.flattened == nil
            else {
                throw node.refused(
                    "found a factor of \(factor) along index \(place + 1), expected a small one along rows or columns")
            }
            guard sampling.repeats(axis.extent, times: factor) else {
                throw node.refused(
                    "found the sampling \(quoted(sampling.coordinate, limit: 40)), \(quoted(sampling.rounding, limit: 40)), "
                        + "expected one that repeats every pixel")
            }
            features.axes[place].extent *= factor
            features.repeats[origin] *= factor
        }
        enlarger = node.description
        set(.features(features), by: node)
    }

    /// How often each index of the features is repeated.
    private mutating func factors(of features: Features, _ node: Onnx_NodeProto) throws(ONNXError) -> [Int] {
        let all = features.axes.count + 1
        let chosen = node.integers("axes") ?? Array(0..<all)
        let scaleInput = node.opType == "Upsample" || opset < 11 ? 1 : 2
        var factors = Array(repeating: 1.0, count: all)
        guard chosen.count <= all, chosen.allSatisfy({ (-all..<all).contains($0) }) else {
            throw node.refused("found the axes \(chosen.prefix(8)), expected those of \(all) indices")
        }
        let places = chosen.map { $0 < 0 ? $0 + all : $0 }
        if node.optionalInput(3) != nil {
            guard case .integers(let sizes) = try value(3, of: node), sizes.count == places.count,
                node.string("keep_aspect_ratio_policy", default: "stretch") == "stretch"
            else { throw node.refused("found no \(places.count) sizes, expected one for each index") }
            for (place, size) in zip(places, sizes) {
                guard case .known(let extent) = size else {
                    guard place == 0 else { throw node.refused("found the number of rows as the size of an image") }
                    continue
                }
                factors[place] = Double(extent) / Double(place == 0 ? fixedBatch ?? extent : features.extents[place - 1])
            }
        } else {
            let scales =
                if let attribute = node.attribute("scales") { attribute.floats } else { try numbers(scaleInput, of: node).values }
            guard scales.count == places.count else {
                throw node.refused("found \(scales.count) scales, expected \(places.count)")
            }
            for (place, scale) in zip(places, scales) { factors[place] = Double(scale) }
        }
        guard factors[0] == 1, factors.allSatisfy({ $0 >= 1 && $0 <= 1000 && $0 == $0.rounded() }) else {
            throw node.refused("found the factors \(factors.prefix(8)), expected whole ones and 1 for the rows")
        }
        return factors.dropFirst().map { Int($0) }
    }
}

/// How an operator maps a pixel of the larger image to the pixel it repeats. Source: ONNX, operator Resize.
private struct Sampling {
    let coordinate: String
    let rounding: String

    /// Whether pixel i of the larger image always is pixel ⌊i / factor⌋ of the smaller one.
    func repeats(_ count: Int, times factor: Int) -> Bool {
        (0..<count * factor).allSatisfy { source(of: $0, count: count, factor: factor) == $0 / factor }
    }

    private func source(of index: Int, count: Int, factor: Int) -> Int? {
        let (place, scale) = (Double(index), Double(factor))
        let original: Double
        switch coordinate {
        case "asymmetric": original = place / scale
        case "half_pixel", "half_pixel_symmetric": original = (place + 0.5) / scale - 0.5
        case "pytorch_half_pixel": original = count * factor > 1 ? (place + 0.5) / scale - 0.5 : 0
        case "tf_half_pixel_for_nn": original = (place + 0.5) / scale
        case "align_corners": original = count * factor > 1 ? place * Double(count - 1) / Double(count * factor - 1) : 0
        default: return nil
        }
        let rounded: Double
        switch rounding {
        case "floor": rounded = original.rounded(.down)
        case "ceil": rounded = original.rounded(.up)
        case "round_prefer_floor": rounded = (original - 0.5).rounded(.up)
        case "round_prefer_ceil": rounded = (original + 0.5).rounded(.down)
        default: return nil
        }
        return Int(min(max(rounded, 0), Double(count - 1)))
    }
}
