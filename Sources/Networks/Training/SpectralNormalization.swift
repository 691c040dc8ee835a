import Random

/// Weights divided by their largest singular value, which is followed by one power iteration a step
/// (Miyato et al., arXiv 1802.05957).
///
/// With W as a matrix [outputs][depth], unit vectors u and v and σ = uᵀWv, the weight in use is W/σ. The gradient G of
/// that becomes (G − ⟨G, W/σ⟩·u·vᵀ)/σ, u and v held fixed.
final class SpectralNormalization {
    /// The parameters in use.
    let effective: FloatBuffer
    /// Gradients of the parameters in use.
    let gradients: FloatBuffer
    private let weights: [Network.Tensor]
    private let network: Network
    /// u of every weight, then v of every weight.
    private var left: [[Float]]
    private var right: [[Float]]
    private var sigma: [Double]

    init(network: Network) {
        self.network = network
        weights = network.tensors.filter { $0.kind == .weight }
        effective = FloatBuffer(count: network.trainableCount)
        gradients = FloatBuffer(count: network.trainableCount)
        left = weights.enumerated().map { index, weight in
            var random = RandomStream(seed: 0, purpose: .initialisation, index: UInt64(index))
            return Self.unit((0..<weight.outputs).map { _ in random.normal() })
        }
        right = weights.map { Array(repeating: 0, count: $0.depth) }
        sigma = Array(repeating: 1, count: weights.count)
    }

    var vectors: [Float] {
        get { left.flatMap(\.self) + right.flatMap(\.self) }
        set {
            precondition(newValue.count == vectors.count, "the vectors are those of another network")
            var rest = newValue[...]
            for index in left.indices {
                left[index] = Array(rest.prefix(left[index].count))
                rest = rest.dropFirst(left[index].count)
            }
            for index in right.indices {
                right[index] = Array(rest.prefix(right[index].count))
                rest = rest.dropFirst(right[index].count)
            }
        }
    }

    private static func unit(_ vector: [Double]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { Float($0 / max(length, 1e-12)) }
    }

    /// Sets `effective`, after a power iteration if asked for.
    func normalize(_ values: FloatBuffer, iterating: Bool) {
        effective.pointer.update(from: values.pointer, count: values.count)
        for (index, weight) in weights.enumerated() {
            let w = values.pointer + weight.offset
            if iterating {
                right[index] = Self.unit(
                    (0..<weight.depth).map { k in
                        (0..<weight.outputs).reduce(0.0) {
                            $0 + Double(w[k * weight.outputs + $1]) * Double(left[index][$1])
                        }
                    })
            }
            var product = [Double](repeating: 0, count: weight.outputs)
            for k in 0..<weight.depth {
                for n in 0..<weight.outputs {
                    product[n] += Double(w[k * weight.outputs + n]) * Double(right[index][k])
                }
            }
            if iterating { left[index] = Self.unit(product) }
            sigma[index] = max(zip(product, left[index]).reduce(0) { $0 + $1.0 * Double($1.1) }, 1e-12)
            for place in weight.range { effective.pointer[place] = Float(Double(values.pointer[place]) / sigma[index]) }
        }
    }

    func startGradients() { gradients.clear() }

    /// Adds the gradients of the parameters behind those in use.
    func addGradients(to target: FloatBuffer) {
        for (index, weight) in weights.enumerated() {
            let (g, w) = (gradients.pointer + weight.offset, effective.pointer + weight.offset)
            let product = (0..<weight.count).reduce(0.0) { $0 + Double(g[$1]) * Double(w[$1]) }
            for k in 0..<weight.depth {
                for n in 0..<weight.outputs {
                    let place = k * weight.outputs + n
                    let outer = product * Double(right[index][k]) * Double(left[index][n])
                    g[place] = Float((Double(g[place]) - outer) / sigma[index])
                }
            }
        }
        for place in 0..<target.count { target.pointer[place] += gradients.pointer[place] }
    }
}
