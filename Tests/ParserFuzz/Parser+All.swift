#if DEBUG || FUZZING
import Foundation

extension Parser {
    private static let makers: [(name: String, make: @Sendable (String) throws -> Parser)] = [
        ("npy", npy), ("npz", npz), ("data-set", dataSet), ("channel-sums", channelSums), ("generated", generated),
        ("parts", parts), ("particles", particles),
        ("particle-arrays", particleArrays), ("records", records), ("scales", scales),
        ("config", config), ("figures", figures),
        ("decimal", decimal),
        ("quantity", quantity), ("weights", weights), ("checkpoint", checkpoint), ("note", note), ("onnx", onnx),
        ("session", session), ("history", history),
        ("cut", cut), ("range", range), ("input", input), ("terminal", terminal),
    ]

    /// Every reader of outside input.
    static var names: [String] { makers.map(\.name) }

    static func named(_ name: String) throws -> Parser? { try makers.first { $0.name == name }?.make(name) }

    /// The files of a folder of test data, sorted by name.
    static func fixtures(of target: String, _ endings: String...) throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "\(target)/Fixtures")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { endings.contains($0.pathExtension) }.sorted { $0.path < $1.path }.map {
            Array(try Data(contentsOf: $0))
        }
    }
}
#endif
