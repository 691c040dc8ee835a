import Foundation
import Testing

/// What is imported comes from the folder of its graph, and what was exported comes back.
@Suite("Files that are imported")
struct ImportFilesTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "ONNXTests/Fixtures")

    @Test("A model that was exported comes back, and makes the same responses")
    func roundTrip() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("export", "--model", "sdi-gan", "--output", "m.onnx").status == 0)
        let imported = try folder.run("import", "m.onnx", "--name", "again", "--output", "again.safetensors")
        #expect(imported.status == 0 && imported.errors.contains("ONNX does not hold how a model was trained"), "\(imported)")
        let needless = try folder.run(
            "import", "m.onnx", "--name", "again", "--scales", "m_scales.txt", "--output", "x.safetensors")
        #expect(needless.status == 64 && needless.errors.contains("leave --scales out"), "\(needless)")
        for model in ["sdi-gan", "again.safetensors"] {
            let words = [
                "generate", "--model", model, "--sampler", "200", "--format", "csv", "--quiet", "--output", "\(model).csv",
            ]
            #expect(try folder.run(CommandFolder.program, words).status == 0)
        }
        let (one, two) = (
            String(decoding: try folder.bytes("sdi-gan.csv"), as: UTF8.self),
            String(decoding: try folder.bytes("again.safetensors.csv"), as: UTF8.self)
        )
        let equal = zip(one.split(separator: "\n"), two.split(separator: "\n")).count { $0 == $1 }
        // Rounding of the folded normalisations moves a photon now and then.
        #expect(equal > 150, "\(equal) of 201 lines")
    }

    @Test(
        "Other files are named as what they are",
        arguments: [
            ("gzip", [0x1F, 0x8B, 8, 0], "compressed with gzip"),
            ("lfs", Array("version https://git-lfs.github.com/spec/v1\n".utf8), "a Git LFS pointer"),
            ("pickle", [0x80, 4, 0x95, 0], "a Python pickle"), ("page", Array("<!DOCTYPE html>".utf8), "an HTML page"),
        ] as [(String, [UInt8], String)])
    func others(name: String, bytes: [UInt8], kind: String) throws {
        let folder = try CommandFolder()
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("m.onnx")))
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("m.safetensors")))
        let graph = try folder.run("import", "m.onnx", "--name", "x", "--output", "x.safetensors")
        #expect(graph.status == 1 && graph.errors.hasPrefix("Error: m.onnx: is \(kind)"), "\(graph)")
        let weights = try folder.run("generate", "--model", "m.safetensors", "--sampler", "1", "--output", "x.npz")
        #expect(weights.status == 1 && weights.errors.hasPrefix("Error: m.safetensors: is \(kind)"), "\(weights)")
    }
}
