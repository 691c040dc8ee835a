/// Arithmetic on shapes: exporters compute shapes from those of other values instead of storing them as constants.
extension GraphTrace {
    mutating func takeShape(_ node: Onnx_NodeProto) throws(ONNXError) {
        let shape: [TracedValue.Extent]
        switch try value(0, of: node) {
        case .features(let features): shape = [.batch] + features.extents.map { .known($0) }
        case .inputs(let columns): shape = [.batch, .known(columns.count)]
        case .numbers(let numbers): shape = numbers.shape.map { .known($0) }
        case .integers(let extents): shape = [.known(extents.count)]
        }
        let start = Self.place(node.integer("start", default: 0), count: shape.count)
        let end = Self.place(node.integer("end", default: shape.count), count: shape.count)
        set(.integers(start < end ? Array(shape[start..<end]) : []), by: node)
    }

    /// An index into a list of `count`; negative ones count from the end.
    private static func place(_ index: Int, count: Int) -> Int {
        let place = index < 0 ? index.addingReportingOverflow(count).partialValue : index
        return min(max(place, 0), count)
    }

    mutating func gather(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard case .integers(let extents) = try value(0, of: node), node.integer("axis", default: 0) == 0 else {
            throw node.refused("found numbers picked out, expected them all in the order of the inputs")
        }
        var picked: [TracedValue.Extent] = []
        for index in try integers(1, of: node) {
            guard (-extents.count..<extents.count).contains(index) else {
                throw node.refused("found the index \(index), expected one of \(extents.count)")
            }
            picked.append(extents[index < 0 ? index + extents.count : index])
        }
        set(.integers(picked), by: node)
    }

    mutating func slice(_ node: Onnx_NodeProto) throws(ONNXError) {
        guard case .integers(let extents) = try value(0, of: node) else {
            throw node.refused("found numbers cut out, expected them all in the order of the inputs")
        }
        let starts = try integers("starts", orInput: 1, of: node) ?? []
        let ends = try integers("ends", orInput: 2, of: node) ?? []
        let axes = try integers("axes", orInput: 3, of: node) ?? [0]
        let steps = try integers("steps", orInput: 4, of: node) ?? [1]
        guard starts.count == 1, ends.count == 1, axes == [0] || axes == [-1], steps == [1] else {
            throw node.refused("found a list cut in several ways, expected a piece of it")
        }
        let (start, end) = (Self.place(starts[0], count: extents.count), Self.place(ends[0], count: extents.count))
        set(.integers(start < end ? Array(extents[start..<end]) : []), by: node)
    }
}
