/// One layer of a traced network, and the node that it came from.
struct TracedLayer {
    enum Kind {
        /// Weight [out, in].
        case dense(Sum)
        /// Weight [out, in, rows, columns].
        case convolution(Sum, rows: Int, columns: Int)
        /// Repeats every pixel along rows and columns.
        case upsample(rows: Int, columns: Int)
        case leakyReLU(slope: Float)
        case softplus
    }

    /// A weighted sum of inputs plus a bias.
    struct Sum {
        var weight: [Float]
        var bias: [Float]
        var inputs: Int
        var outputs: Int { bias.count }
    }

    var kind: Kind
    /// The node as `node "conv1" (Conv)`, for messages.
    let node: String

    var text: String {
        switch kind {
        case .dense(let sum): "a dense layer of \(sum.outputs) outputs"
        case .convolution(let sum, let rows, let columns): "a convolution of \(rows)×\(columns) to \(sum.outputs) channels"
        case .upsample(let rows, let columns): "an upsampling of \(rows)×\(columns)"
        case .leakyReLU(let slope): slope == 0 ? "a ReLU" : "a leaky ReLU of slope \(slope)"
        case .softplus: "a softplus"
        }
    }
}

extension TracedLayer.Sum {
    /// Multiplies every output by a factor and adds a shift.
    mutating func apply(factors: [Double], shifts: [Double]) {
        let depth = weight.count / max(bias.count, 1)
        for row in bias.indices {
            for index in row * depth..<(row + 1) * depth { weight[index] = Float(Double(weight[index]) * factors[row]) }
            bias[row] = Float(Double(bias[row]) * factors[row] + shifts[row])
        }
    }

    /// Reorders the outputs: the old output `order[k]` becomes output k.
    mutating func reorder(outputs order: [Int]) {
        let (old, depth) = (self, weight.count / max(bias.count, 1))
        for (row, source) in order.enumerated() {
            bias[row] = old.bias[source]
            for index in 0..<depth { weight[row * depth + index] = old.weight[source * depth + index] }
        }
    }

    /// Reorders the inputs: the old input `order[k]` becomes input k.
    mutating func reorder(inputs order: [Int]) {
        let (old, depth) = (weight, inputs)
        for row in bias.indices {
            for (column, source) in order.enumerated() { weight[row * depth + column] = old[row * depth + source] }
        }
    }

    /// Transposes windows [rows, columns] to [columns, rows].
    mutating func turnWindows(rows: Int, columns: Int) {
        let (old, window) = (weight, rows * columns)
        for start in stride(from: 0, to: weight.count, by: max(window, 1)) {
            for row in 0..<rows {
                for column in 0..<columns { weight[start + column * rows + row] = old[start + row * columns + column] }
            }
        }
    }
}
