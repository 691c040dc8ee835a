import Calorimeter
import FastSimulation
import Foundation
import Networks
import Testing

@testable import ONNX

@Suite("A generator imported from ONNX")
struct ImportTests {
    static let names = [
        "torch-traced", "torch-exported", "torch-swapped", "torch-fixed", "torch-plain", "keras-like", "keras-like-turned",
    ]

    /// The generator of an imported graph, with identity scales, so that it takes standardised conditions.
    private func generator(_ graph: Data, _ order: PixelOrder? = nil) throws -> Generator {
        let ones = [Float](repeating: 1, count: 9)
        let encoding = try #require(ConditionEncoding(kind: .raw, detector: .zn, mean: ones.map { $0 - 1 }, scale: ones))
        let imported = try ImportedGenerator(graph, detector: .zn, pixelOrder: order)
        return try Generator(imported.weightFile(name: "imported", encoding: encoding), file: "imported")
    }

    /// The images for noise and standardised conditions, the inputs of a graph.
    private func images(_ generator: Generator, _ cases: [String: WeightFile.Tensor]) throws -> [Float] {
        let (noise, conditions) = (try #require(cases["noise"]), try #require(cases["conditions"]))
        let count = noise.shape[0]
        let inputs = (0..<count).flatMap { row in
            var screen = [Float](repeating: 0, count: 9)
            for (place, parameter) in Parameter.publishedOrder.enumerated() {
                screen[parameter.rawValue] = conditions.values[row * 9 + place]
            }
            return noise.values[row * 10..<(row + 1) * 10] + screen
        }
        return GeneratorCases.run(generator, inputs, count: count)
    }

    @Test("gives the same images as in the program that wrote it", arguments: names)
    func sameImages(name: String) throws {
        let cases = try Fixtures.tensors(name)
        let expected = try #require(cases["expected"]).values
        // The transposed graph outputs its image in the order of ALICE O2.
        let generator = try generator(Fixtures.graph(name), name.hasSuffix("turned") ? .o2 : nil)
        #expect(generator.channels == SmallGenerator.channels)
        #expect(largestDifference(try images(generator, cases), expected) <= 1e-4)
        #expect(expected.contains { $0 > 0.1 })
    }

    @Test("with an encoding, and its constants stored as lists of numbers")
    func listedConstants() throws {
        var model = try Onnx_ModelProto(serializedBytes: Fixtures.graph("derived"))
        let packed: Data = try model.serializedBytes()
        for index in model.graph.initializer.indices {
            let tensor = model.graph.initializer[index]
            if tensor.isInteger {
                model.graph.initializer[index].int64Data = try tensor.integers(limit: 1000).map(Int64.init)
            } else {
                let numbers = try tensor.numbers().values
                if tensor.dataType == NumberKind.double {
                    model.graph.initializer[index].doubleData = numbers.map(Double.init)
                } else {
                    model.graph.initializer[index].floatData = numbers
                }
            }
            model.graph.initializer[index].rawData = Data()
        }
        let listed: Data = try model.serializedBytes()
        for graph in [packed, listed] {
            #expect(try ImportedGenerator(graph, detector: .zn).encodingKind == .derived)
        }
    }

    @Test("is refused with a flow before it")
    func flow() throws {
        let error = #expect(throws: ONNXError.self) { try generator(Fixtures.graph("flow")) }
        #expect(
            error?.description
                == "the graph has a flow before its generator, which is not read from graphs; expected a generator alone, or the weight file"
        )
    }

    @Test("gives transposed images if rows and columns are exchanged")
    func otherPixelOrder() throws {
        let cases = try Fixtures.tensors("torch-plain")
        let expected = try #require(cases["expected"]).values
        let found = try images(generator(Fixtures.graph("torch-plain"), .o2), cases)
        let (rows, pixels) = (Detector.zn.rows, Detector.zn.pixelCount)
        let turned = found.indices.map { found[$0 / pixels * pixels + $0 % rows * rows + $0 % pixels / rows] }
        #expect(largestDifference(turned, expected) <= 1e-4)
    }

    @Test("is unchanged after an export and an import", arguments: PixelOrder.allCases, OutputLink.allCases)
    func roundTrip(order: PixelOrder, link: OutputLink) throws {
        let original = try SmallGenerator.make(.raw, link: link)
        let graph = try original.onnx(pixelOrder: order, version: "test")
        let imported = try ImportedGenerator(graph, detector: .zn)
        #expect(imported.means == original.encoding.mean)
        #expect(imported.scales == original.encoding.scale)
        let again = try Generator(imported.weightFile(name: "again", encoding: original.encoding), file: "again")
        #expect(again.link == link)
        let (found, expected) = (GeneratorCases(again, count: 8), GeneratorCases(original, count: 8))
        #expect(largestDifference(found.logarithms, expected.logarithms) <= 1e-4)
    }
}

@Suite("A graph that is no generator")
struct RefusalTests {
    struct Damage: Sendable, CustomTestStringConvertible {
        let sentence: String
        let graph: String
        let apply: @Sendable (inout Onnx_ModelProto) -> Void
        var testDescription: String { sentence }
        init(_ sentence: String, of graph: String = "raw", _ apply: @escaping @Sendable (inout Onnx_ModelProto) -> Void) {
            (self.sentence, self.graph, self.apply) = (sentence, graph, apply)
        }
    }

    private static func change(
        _ name: String, _ apply: @escaping @Sendable (inout Onnx_NodeProto) -> Void
    ) -> @Sendable (inout Onnx_ModelProto) -> Void {
        { model in
            for index in model.graph.node.indices where model.graph.node[index].name == name { apply(&model.graph.node[index]) }
        }
    }

    static let damages: [Damage] = [
        Damage(
            #"node "activation2" (Softmax): found an operator that no generator of the published topology needs"#,
            change("activation2") { $0.opType = "Softmax" }),
        Damage(
            #"node "activation1" (LeakyRelu): found a leaky ReLU of slope 0.2, expected a leaky ReLU of slope 0.1"#,
            change("activation1") { $0.attribute[0].f = 0.2 }),
        Damage(
            #"node "conv2" (Conv): found pads [1, 1, 1, 1], expected 0"#,
            change("conv2") { $0.attribute.append(.integers("pads", [1, 1, 1, 1])) }),
        Damage(
            #"node "upsample2" (Resize): found the mode "linear", expected nearest"#,
            change("upsample2") { $0.attribute[0] = .string("mode", "linear") }),
        Damage(
            #"node "upsample1" (Resize): found the sampling "asymmetric", "ceil", expected one that repeats every pixel"#,
            change("upsample1") { $0.attribute[2] = .string("nearest_mode", "ceil") }),
        Damage(
            #"node "conv2" (Conv): its window is larger than the image"#,
            { model in
                for index in model.graph.node.indices where model.graph.node[index].opType == "Resize" {
                    model.graph.node[index].opType = "Identity"
                }
                model.graph.initializer[9].dims = [3, 4, 60, 1]
                model.graph.initializer[9].rawData = Data(count: 3 * 4 * 60 * 4)
            }),
        Damage(
            #"node "dense2" (Gemm): its input "missing" is made by no node before it, expected a value or a constant"#,
            change("dense2") { $0.input[0] = "missing" }),
        Damage(
            #"node "activation1" (org.example.Swish): an operator of "org.example", expected standard ones alone"#,
            change("activation1") { ($0.opType, $0.domain) = ("org.example.Swish", "org.example") }),
        Damage("tensor \"dense1.weight\" is in the file \"\", expected one in the folder of the graph") {
            $0.graph.initializer[0].dataLocation = 1
            $0.graph.initializer[0].rawData = Data()
        },
        Damage("tensor \"dense1.weight\" is in the file \"w.data\", expected all numbers within the graph") {
            $0.graph.initializer[0].dataLocation = 1
            $0.graph.initializer[0].externalData = [.with { ($0.key, $0.value) = ("location", "w.data") }]
            $0.graph.initializer[0].rawData = Data()
        },
        Damage("tensor \"dense1.weight\" has 608 bytes, expected those of 4611686018427387904 numbers") {
            $0.graph.initializer[0].dims = [1 << 31, 1 << 31]
        },
        Damage("tensor \"dense1.weight\" has the shape [9223372036854775807, 2], expected extents that a file can hold") {
            $0.graph.initializer[0].dims = [.max, 2]
        },
        Damage("value 1 of tensor \"dense1.weight\" is nan, expected a finite number") {
            $0.graph.initializer[0].rawData.replaceSubrange(0..<4, with: [0, 0, 0xC0, 0x7F])
        },
        Damage("input \"noise\" has 5000 numbers, expected 10 of noise or 9 conditions") {
            $0.graph.input[0].type.tensorType.shape.dim[1].dimValue = 5000
        },
        Damage("found 2 outputs, expected one: the image") { $0.graph.output.append($0.graph.output[0]) },
        Damage("found no graph with nodes, expected an ONNX model") { $0.graph.node = [] },
        Damage("found a model with functions of its own, expected standard operators alone; export it with them inlined") {
            $0.functions = [Data([0])]
        },
        Damage(
            "the graph computes the encoding \"derived\" in another way than zdc export writes it, expected it unchanged; take the model's safetensors file instead",
            of: "derived"
        ) { $0.graph.node.swapAt(0, 1) },
        Damage(
            "tensor \"conditions.scale\" holds half precision (float16), expected double precision, as zdc export writes it; take the model's safetensors file instead",
            of: "derived"
        ) { model in
            for index in model.graph.initializer.indices where model.graph.initializer[index].name == "conditions.scale" {
                model.graph.initializer[index].dataType = 10
            }
        },
        Damage(
            "node \"conditions.scaled\" (Mul): found noise or conditions changed, expected them as they come, standardised",
            of: "derived"
        ) { $0.metadataProps = [] },
        Damage("the output \"image\" is not what the last layer makes, expected one chain of layers") {
            $0.graph.output[0].name = "image"
        },
    ]

    @Test("is refused in one sentence that names what is wrong", arguments: damages)
    func damage(_ damage: Damage) throws {
        var model = try Onnx_ModelProto(serializedBytes: Fixtures.graph(damage.graph))
        damage.apply(&model)
        let bytes: Data = try model.serializedBytes()
        let error = #expect(throws: ONNXError.self) { try ImportedGenerator(bytes, detector: .zn) }
        #expect(error?.description == damage.sentence)
    }

    @Test("is refused before millions of empty messages fill the memory")
    func emptyMessages() {
        // A graph (field 7) of empty nodes (field 1), two bytes each.
        let nodes = Data(Array(repeating: [0x0A, 0x00], count: 3_000_000).joined())
        let bytes =
            Data([
                0x3A, 0x80 | UInt8(nodes.count & 0x7F), 0x80 | UInt8(nodes.count >> 7 & 0x7F),
                0x80 | UInt8(nodes.count >> 14 & 0x7F), UInt8(nodes.count >> 21),
            ]) + nodes
        let error = #expect(throws: ONNXError.self) { try ImportedGenerator(bytes, detector: .zn) }
        #expect(error?.description == "found 6000005 bytes of nodes and names, expected at most the 4194304 of a generator")
    }

    @Test(arguments: [Data(), Data("not a model".utf8), Data(repeating: 0xFF, count: 100)])
    func foreignBytes(bytes: Data) {
        #expect(throws: ONNXError.self) { try ImportedGenerator(bytes, detector: .zn) }
    }
}
