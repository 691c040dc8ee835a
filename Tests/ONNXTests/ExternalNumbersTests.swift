import Calorimeter
import FastSimulation
import Foundation
import Networks
import Testing

@testable import ONNX

@Suite("Graphs whose numbers are in files beside them")
struct ExternalNumbersTests {
    /// A graph with its large constants in another file, as PyTorch writes it; `places` may change what it says of each.
    private func split(
        _ name: String, location: String = "model.onnx.data", alignment: Int = 64,
        places: (inout [Onnx_StringStringEntryProto]) -> Void = { _ in }
    ) throws -> (graph: Data, numbers: Data) {
        var model = try Onnx_ModelProto(serializedBytes: Fixtures.graph(name))
        var numbers = Data()
        for index in model.graph.initializer.indices where model.graph.initializer[index].rawData.count > 64 {
            numbers.append(Data(count: (alignment - numbers.count % alignment) % alignment))
            let bytes = model.graph.initializer[index].rawData
            var entries = [("location", location), ("offset", "\(numbers.count)"), ("length", "\(bytes.count)")].map { word in
                Onnx_StringStringEntryProto.with { ($0.key, $0.value) = word }
            }
            places(&entries)
            numbers.append(bytes)
            model.graph.initializer[index].rawData = Data()
            model.graph.initializer[index].dataLocation = 1
            model.graph.initializer[index].externalData = entries
        }
        return (try model.serializedBytes(), numbers)
    }

    private func tensors(_ graph: Data, external: ExternalNumbers.Loader? = nil) throws -> [String: WeightFile.Tensor] {
        let ones = [Float](repeating: 1, count: 9)
        let encoding = try #require(ConditionEncoding(kind: .raw, detector: .zn, mean: ones.map { $0 - 1 }, scale: ones))
        return try ImportedGenerator(graph, detector: .zn, external: external).weightFile(name: "x", encoding: encoding).tensors
    }

    @Test("give the same model", arguments: ["torch-traced", "torch-exported", "torch-plain", "keras-like", "raw"])
    func same(name: String) throws {
        let expected = try tensors(Fixtures.graph(name))
        let (graph, numbers) = try split(name)
        #expect(numbers.count > 1000)
        #expect(ExternalNumbers.locations(in: graph) == ["model.onnx.data"])
        #expect(try tensors(graph) { location throws(ONNXError) in location == "model.onnx.data" ? numbers : Data() } == expected)
        // A slice of other data, as a file that was mapped would be.
        let padded = Data([1, 2, 3]) + numbers
        #expect(try tensors(graph) { _ throws(ONNXError) in padded.dropFirst(3) } == expected)
    }

    @Test("may leave the offset out, and the length where the numbers end the file")
    func defaults() throws {
        let expected = try tensors(Fixtures.graph("raw"))
        var model = try Onnx_ModelProto(serializedBytes: Fixtures.graph("raw"))
        let index = try #require(model.graph.initializer.firstIndex { $0.name == "dense1.weight" })
        let bytes = model.graph.initializer[index].rawData
        model.graph.initializer[index].rawData = Data()
        model.graph.initializer[index].dataLocation = 1
        model.graph.initializer[index].externalData = [.with { ($0.key, $0.value) = ("location", "weights/dense1") }]
        #expect(try tensors(model.serializedBytes()) { _ throws(ONNXError) in bytes } == expected)
    }

    @Test(
        "never name a file outside of their folder",
        arguments: ["../model.onnx.data", "/etc/passwd", "a/../../b", "", "..", "a//b", "a\\..\\b", "./../x"])
    func escapes(location: String) throws {
        let (graph, _) = try split("raw", location: location)
        #expect(ExternalNumbers.locations(in: graph) == [])
        let error = #expect(throws: ONNXError.self) {
            try tensors(graph) { _ throws(ONNXError) in
                Issue.record("\(location) was read")
                return Data()
            }
        }
        #expect(error?.description.hasSuffix("expected one in the folder of the graph") == true)
    }

    @Test(
        "are refused where they lie about places",
        arguments: [
            ("offset", "-1"), ("offset", "99999999"), ("length", "99999999"), ("length", "x"), ("length", "9223372036854775807"),
            ("offset", "1e3"),
        ])
    func places(key: String, value: String) throws {
        let (graph, numbers) = try split("raw") { entries in
            for index in entries.indices where entries[index].key == key { entries[index].value = value }
        }
        let error = #expect(throws: ONNXError.self) { try tensors(graph) { _ throws(ONNXError) in numbers } }
        #expect(error?.description.contains("tensor \"dense1.weight\"") == true)
        let cut = numbers.prefix(numbers.count / 2)
        let (sound, _) = try split("raw")
        #expect(throws: ONNXError.self) { try tensors(sound) { _ throws(ONNXError) in cut } }
    }

    @Test("do not fill the memory by naming the same bytes over and over")
    func repeated() throws {
        var (graph, _) = try split("raw") { $0.removeLast(2) }
        var model = try Onnx_ModelProto(serializedBytes: graph)
        let tensor = try #require(model.graph.initializer.first { $0.dataLocation == 1 })
        for number in 0..<100 {
            var other = tensor
            other.name = "extra\(number)"
            model.graph.initializer.append(other)
        }
        graph = try model.serializedBytes()
        let file = Data(count: 1 << 24)
        let error = #expect(throws: ONNXError.self) { try tensors(graph) { _ throws(ONNXError) in file } }
        #expect(error?.description == "the constants have more than the 67108864 bytes of a generator")
    }
}

@Suite("Graphs as exporters write them")
struct ExporterFormsTests {
    private func model(_ name: String = "raw") throws -> Onnx_ModelProto {
        try Onnx_ModelProto(serializedBytes: Fixtures.graph(name))
    }

    private func node(_ operation: String, _ inputs: [String], _ output: String, _ attributes: [Onnx_AttributeProto] = [])
        -> Onnx_NodeProto
    {
        .with { ($0.opType, $0.name, $0.input, $0.output, $0.attribute) = (operation, output, inputs, [output], attributes) }
    }

    private func channels(_ model: Onnx_ModelProto) throws -> GeneratorChannels {
        try ImportedGenerator(model.serializedBytes(), detector: .zn).channels
    }

    @Test("Sizes computed from shapes, rounded down in the end", arguments: ["Floor", "Ceil", "Round"])
    func computedSizes(rounding: String) throws {
        var model = try model()
        for name in ["upsample1", "upsample2"] {
            let place = try #require(model.graph.node.firstIndex { $0.name == name })
            let image = model.graph.node[place].input[0]
            let scales = try #require(model.graph.initializer.first { $0.name == "\(name).scales" })
            var factors = scales
            (factors.name, factors.dims, factors.rawData) = ("\(name).factors", [2], Data(scales.rawData.suffix(8)))
            model.graph.initializer.append(factors)
            model.graph.node[place].input = [image, "", "", "\(name).sizes"]
            model.graph.node.insert(
                contentsOf: [
                    node("Shape", [image], "\(name).kept", [.integer("end", 2)]),
                    node("Shape", [image], "\(name).image", [.integer("start", 2)]),
                    node("Cast", ["\(name).image"], "\(name).real", [.integer("to", 1)]),
                    node("Mul", ["\(name).real", "\(name).factors"], "\(name).product"),
                    node(rounding, ["\(name).product"], "\(name).whole"),
                    node("Cast", ["\(name).whole"], "\(name).extents", [.integer("to", 7)]),
                    node("Concat", ["\(name).kept", "\(name).extents"], "\(name).sizes", [.integer("axis", 0)]),
                ], at: place)
        }
        #expect(try channels(model) == SmallGenerator.channels)
    }

    @Test(
        "Symbolic extents have a sentence of their own",
        arguments: [("features", "the symbolic extent \"features\""), ("", "an unknown extent")])
    func symbolic(name: String, found: String) throws {
        var model = try model()
        model.graph.input[0].type.tensorType.shape.dim[1] = .with { if !name.isEmpty { $0.dimParam = name } }
        let error = #expect(throws: ONNXError.self) { try channels(model) }
        #expect(
            error?.description
                == "input \"noise\" has \(found), expected 10 numbers of noise or 9 conditions; export it with a dynamic number of rows alone"
        )
    }

    @Test("Rows of any name are as good as another", arguments: ["batch", "s0", "N", "unk__0", ""])
    func rows(name: String) throws {
        var model = try model()
        for index in model.graph.input.indices {
            model.graph.input[index].type.tensorType.shape.dim[0] = .with { if !name.isEmpty { $0.dimParam = name } }
        }
        #expect(try channels(model) == SmallGenerator.channels)
    }

    @Test(
        "Numbers in other precisions are named",
        arguments: [
            (10, "half precision (float16)"), (16, "half precision (bfloat16)"),
            (3, "integers of 8 or 16 bits, as a quantised model has them"), (17, "numbers of 8 bits (float8)"),
        ] as [(Int32, String)])
    func precisions(type: Int32, name: String) throws {
        var model = try model()
        model.graph.initializer[0].dataType = type
        let error = #expect(throws: ONNXError.self) { try channels(model) }
        #expect(
            error?.description
                == "tensor \"dense1.weight\" holds \(name), expected single or double precision; export the model in single precision"
        )
    }
}

@Suite("What an export wrote, read back")
struct RoundTripTests {
    private static let models = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "assets/models")

    static let shipped: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? []
        return files.filter { $0.hasSuffix(".safetensors") && !$0.hasPrefix("zp-") }.sorted()
    }()

    private func again(_ original: Generator, _ order: PixelOrder) throws -> Generator {
        let imported = try ImportedGenerator(original.onnx(pixelOrder: order, version: "test"), detector: .zn)
        #expect(imported.encodingKind == original.encoding.kind)
        let (means, scales) = (try #require(imported.means), try #require(imported.scales))
        let encoding = try #require(ConditionEncoding(kind: imported.encodingKind, detector: .zn, mean: means, scale: scales))
        return try Generator(imported.weightFile(name: "again", encoding: encoding), file: "again")
    }

    private func check(_ original: Generator, _ order: PixelOrder) throws {
        let again = try again(original, order)
        #expect(again.encoding == original.encoding && again.statistics == original.statistics)
        let (found, expected) = (GeneratorCases(again, count: 8), GeneratorCases(original, count: 8))
        #expect(largestDifference(found.logarithms, expected.logarithms) <= 1e-3)
        #expect(expected.logarithms.contains { $0 > 0.1 })
    }

    @Test("Every shipped model for the ZN makes the same images", arguments: shipped)
    func shippedModels(name: String) throws {
        #expect(Self.shipped.count >= 4)
        let original = try Generator(contentsOf: Self.models.appending(path: name))
        guard original.flow == nil else {
            // A flow is exported, and not read again.
            let error = #expect(throws: ONNXError.self) { try again(original, .o2) }
            #expect(error?.description.contains("flow") == true)
            return
        }
        try check(original, .o2)
    }

    @Test("So does every encoding, in either order", arguments: ConditionEncoding.Kind.allCases, PixelOrder.allCases)
    func encodings(kind: ConditionEncoding.Kind, order: PixelOrder) throws { try check(SmallGenerator.make(kind), order) }

    @Test("An encoding that was changed is refused", arguments: ["node", "constant", "means", "kind"])
    func changed(what: String) throws {
        var model = try Onnx_ModelProto(serializedBytes: SmallGenerator.make(.located).onnx(pixelOrder: .o2, version: "test"))
        func set(_ key: String, _ value: String) {
            for index in model.metadataProps.indices where model.metadataProps[index].key == key {
                model.metadataProps[index].value = value
            }
        }
        switch what {
        case "node": model.graph.node[1].opType = "Add"
        case "constant":
            let index = try #require(model.graph.initializer.firstIndex { $0.name == "energy.usual" })
            model.graph.initializer[index].rawData = Data([0, 0, 0, 0])
        case "means": set("zdc.means", "1 2 3 4 5 6 7 8 9")
        default: set("zdc.encoding", "derived")
        }
        #expect(throws: ONNXError.self) { try ImportedGenerator(model.serializedBytes(), detector: .zn) }
    }
}
