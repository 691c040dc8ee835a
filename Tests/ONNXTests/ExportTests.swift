import Calorimeter
import FastSimulation
import Foundation
import Networks
import Testing

@testable import ONNX

@Suite("A generator exported as ONNX")
struct ExportTests {
    /// Encodings with their pixel orders; "fine" ends in a softplus, and has more noise than was published; "flow" has a flow too.
    static let kinds: [(name: String, kind: ConditionEncoding.Kind, order: PixelOrder)] = [
        ("raw", .raw, .image), ("derived", .derived, .image), ("located", .located, .o2), ("fine", .fine, .image),
        ("flow", .fine, .image),
    ]

    private func generator(_ name: String, _ kind: ConditionEncoding.Kind) throws -> Generator {
        kind == .fine
            ? try SmallGenerator.make(kind, link: .softplus, noise: 12, hasFlow: name == "flow") : try SmallGenerator.make(kind)
    }

    @Test("is byte for byte the stored graph that ONNX Runtime has run", arguments: kinds)
    func graph(name: String, kind: ConditionEncoding.Kind, order: PixelOrder) throws {
        let generator = try generator(name, kind)
        let graph = try generator.onnx(pixelOrder: order, version: "test")
        // ZDC_RECORD_ONNX rewrites the graphs and cases, for make_fixtures.py to run.
        if ProcessInfo.processInfo.environment["ZDC_RECORD_ONNX"] != nil {
            try graph.write(to: Fixtures.folder.appending(path: "\(name).onnx"))
            try GeneratorCases(generator, count: 8).file(pixels: generator.detector.pixelCount).encoded()
                .write(to: Fixtures.folder.appending(path: "\(name).safetensors"))
        }
        #expect(try graph == Fixtures.graph(name))
    }

    @Test("gives the same images in ONNX Runtime as here", arguments: kinds)
    func runtime(name: String, kind: ConditionEncoding.Kind, order: PixelOrder) throws {
        let generator = try generator(name, kind)
        let stored = try Fixtures.tensors(name)
        let cases = GeneratorCases(generator, count: 8)
        #expect(cases.standardised == stored["conditions"]?.values)
        #expect(cases.noise == stored["noise"]?.values)
        var runtime = try #require(stored["runtime"]).values
        if order == .o2 { runtime = turned(runtime, generator.detector) }
        let found = cases.logarithms.map { min($0, Generator.logLimit) }
        #expect(largestDifference(found, runtime) <= 1e-4)
        #expect(runtime.contains { $0 > 1 })
    }

    /// Images [y][x] as [x][y].
    private func turned(_ images: [Float], _ detector: Detector) -> [Float] {
        let pixels = detector.pixelCount
        return images.indices.map { index in
            let (image, x, y) = (index / pixels, index % pixels / detector.columns, index % detector.columns)
            return images[image * pixels + y * detector.rows + x]
        }
    }

    @Test("declares its inputs in the order of ALICE O2, with any number of rows")
    func declaration() throws {
        let model = try Onnx_ModelProto(serializedBytes: SmallGenerator.make(.located).onnx(pixelOrder: .o2, version: "1"))
        #expect(model.graph.input.map(\.name) == ["noise", "conditions"])
        #expect(model.graph.output.map(\.name) == ["logarithms"])
        let shapes = (model.graph.input + model.graph.output).map(\.type.tensorType.shape.dim)
        #expect(shapes.map { $0[1].dimValue } == [10, 9, 1936])
        #expect(shapes.allSatisfy { $0[0].dimParam == "batch" })
        #expect(model.opsetImport.map(\.version) == [13])
        #expect(Set(model.graph.node.map(\.name)).count == model.graph.node.count)
    }
}
