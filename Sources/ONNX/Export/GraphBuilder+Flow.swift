import Calorimeter
import FastSimulation
import Networks

extension GraphBuilder {
    /// The latent numbers that a flow makes of the noise, its steps one after the other. The network's weights are shared by all
    /// of them; the time of a step is in the bias of its first layer. Returns the name of the last value.
    mutating func follow(_ flow: LatentFlow, from noise: String, conditions columns: [String]) -> String {
        let layers = FlowLayer.all(of: flow)
        let weights = layers.enumerated().map { place, layer in
            constant("flow.dense\(place + 1).weight", [layer.depth, layer.outputs], layer.weight)
        }
        let biases = layers.enumerated().dropFirst().map { place, layer in
            constant("flow.dense\(place + 1).bias", [layer.outputs], layer.bias)
        }
        let half = constant("flow.half", [], [0.5 / Float(flow.steps)])
        let whole = constant("flow.whole", [], [1 / Float(flow.steps)])
        let conditions = add("Concat", name: "flow.conditions", columns, [.integer("axis", 1)])
        var point = noise
        for step in 0..<flow.steps {
            let start = point
            for (name, evaluation, duration) in [
                ("flow.step\(step + 1).middle", 2 * step, half), ("flow.step\(step + 1)", 2 * step + 1, whole),
            ] {
                let bias = constant("\(name).bias", [layers[0].outputs], layers[0].bias(at: flow.time(ofEvaluation: evaluation)))
                var value = add("Concat", name: "\(name).inputs", [point, conditions], [.integer("axis", 1)])
                for place in layers.indices {
                    value = add(
                        "Gemm", name: "\(name).dense\(place + 1)", [value, weights[place], place == 0 ? bias : biases[place - 1]])
                    if let slope = layers[place].slope {
                        value = add("LeakyRelu", name: "\(name).activation\(place + 1)", [value], [.float("alpha", slope)])
                    }
                }
                point = add("Add", name: name, [start, add("Mul", name: "\(name).way", [value, duration])])
            }
        }
        return point
    }
}

/// A dense layer of a flow: [depth][outputs].
private struct FlowLayer {
    var depth: Int
    let outputs: Int
    var weight: [Float]
    let bias: [Float]
    /// Of the activation behind it; nil at the end.
    let slope: Float?
    /// The rows of the first layer that the time goes into.
    private var timeWeight: [Float] = []

    private init(_ flow: LatentFlow, layer: Int) {
        let parameters = flow.parameters.values
        let (weight, bias) = (flow.network.tensor(.weight, layer: layer), flow.network.tensor(.bias, layer: layer))
        depth = weight?.depth ?? 0
        outputs = weight?.outputs ?? 0
        self.weight = weight.map { Array(parameters[$0.range]) } ?? []
        self.bias = bias.map { Array(parameters[$0.range]) } ?? []
        let next = layer + 1 < flow.network.layers.count ? flow.network.layers[layer + 1] : nil
        slope = if case .leakyReLU(let slope)? = next { slope } else { nil }
    }

    /// The layers; in the first, conditions are in the published order, and rows of the time stand apart.
    static func all(of flow: LatentFlow) -> [FlowLayer] {
        var layers = flow.network.layers.indices.filter { if case .dense = flow.network.layers[$0] { true } else { false } }
            .map { FlowLayer(flow, layer: $0) }
        layers[0].takeTimeOut(latent: flow.network.output.count)
        return layers
    }

    private mutating func takeTimeOut(latent: Int) {
        depth -= LatentFlow.timeNumbers(0).count
        timeWeight = Array(weight[(depth * outputs)...])
        let old = weight
        weight.removeLast(timeWeight.count)
        for (place, parameter) in Parameter.publishedOrder.enumerated() {
            for output in 0..<outputs {
                weight[(latent + place) * outputs + output] = old[(latent + parameter.rawValue) * outputs + output]
            }
        }
    }

    /// The bias with a time in it.
    func bias(at time: Float) -> [Float] {
        let numbers = LatentFlow.timeNumbers(time)
        return (0..<outputs).map { output in
            Float(
                numbers.indices.reduce(Double(bias[output])) {
                    $0 + Double(numbers[$1]) * Double(timeWeight[$1 * outputs + output])
                }
            )
        }
    }
}
