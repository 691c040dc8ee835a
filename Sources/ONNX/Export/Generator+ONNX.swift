public import FastSimulation
public import Foundation
import Networks

extension Generator {
    /// The generator as an ONNX model, in the form that ALICE O2 loads.
    ///
    /// Inputs in this order: `noise`, single precision [batch, noise numbers of the model], normal; `conditions`, single precision [batch, 9], in the
    /// published order, standardised with the model's means and scales. Output: `logarithms`, [batch, pixels], ln(1 + photons),
    /// from 0 to `Generator.logLimit`. The batch size is symbolic. The operators are those of opset 13, which ONNX Runtime
    /// supports since 1.7. The graph includes everything that the encoding derives from the particle.
    public func onnx(pixelOrder: PixelOrder, version: String) throws(ONNXError) -> Data {
        guard detector.kind == .neutron || encoding.kind == .raw else {
            throw ONNXError(
                "the encoding \(encoding.kind.rawValue) of the \(detector.name) follows the particle through the magnets, which no "
                    + "graph does; expected a model with raw conditions or one of the ZN")
        }
        let network: Network
        let file: WeightFile
        do {
            network = try Network.generator(detector: detector, conditions: encoding.count, channels: channels, link: link)
            file = try weightFile()
        } catch {
            throw ONNXError(error.description)
        }
        var builder = GraphBuilder(name: "generator")
        let noise = builder.input("noise", count: channels.noise)
        let columns = builder.encode(builder.input("conditions", count: encoding.mean.count), encoding)
        let latent = flow.map { builder.follow($0, from: noise, conditions: columns) } ?? noise
        let inputs = builder.add("Concat", name: "inputs", [latent] + columns, [.integer("axis", 1)])
        var image = try builder.append(network, conditions: encoding.count, file.tensors, to: inputs)
        let limit = builder.constant("limit", [], [Generator.logLimit])
        image = builder.add("Clip", name: "limited", [image, "", limit])
        if pixelOrder == .o2 { image = builder.add("Transpose", name: "turned", [image], [.integers("perm", [0, 1, 3, 2])]) }
        let flat = builder.constant("flat", integers: [-1, detector.pixelCount])
        builder.output(builder.add("Reshape", name: "logarithms", [image, flat]), count: detector.pixelCount)

        var model = Onnx_ModelProto()
        model.irVersion = 7
        model.opsetImport = [Onnx_OperatorSetIdProto.with { $0.version = 13 }]
        model.producerName = "zdc"
        model.producerVersion = version
        model.docString =
            "Generator \(name) for the \(detector.name): noise and standardised conditions (Energy, Vx, Vy, Vz, Px, Py, Pz, "
            + "mass, charge) to ln(1 + photons), pixel (x, y) at "
            + (pixelOrder == .o2 ? "y * \(detector.rows) + x." : "x * \(detector.columns) + y.")
        model.graph = builder.graph
        model.metadataProps = [
            (Words.model, name), (Words.detector, file.metadata["detector"] ?? detector.name),
            (Words.encoding, encoding.kind.rawValue), (Words.means, encoding.mean.map { "\($0)" }.joined(separator: " ")),
            (Words.scales, encoding.scale.map { "\($0)" }.joined(separator: " ")),
            (Words.pixelOrder, pixelOrder.rawValue),
        ].map { word in .with { ($0.key, $0.value) = word } }
        if statistics != .rounded {
            model.metadataProps.append(.with { ($0.key, $0.value) = (Words.photons, statistics.rawValue) })
        }
        if let flow { model.metadataProps.append(.with { ($0.key, $0.value) = (Words.flow, "\(flow.steps)") }) }
        do {
            return try model.serializedData()
        } catch {
            throw ONNXError("the graph cannot be written: \(error)")
        }
    }
}
