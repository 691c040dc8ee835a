import Foundation
import Networks

extension CommandFolder {
    /// A folder with `assets/models/a.safetensors`, a shipped model that calls itself as it likes.
    convenience init(withModelNamed name: String, change: (inout WeightFile) -> Void = { _ in }) throws {
        try self.init()
        try FileManager.default.createDirectory(atPath: path("assets/models"), withIntermediateDirectories: true)
        let shipped = Self.program.deletingLastPathComponent().appendingPathComponent(
            "zdc_Assets.resources/assets/models/gan.safetensors")
        var weights = try WeightFile(contentsOf: shipped)
        weights.metadata["model"] = name
        weights.metadata["note"] = "\(name) of a test"
        change(&weights)
        try weights.encoded().write(to: url.appendingPathComponent("assets/models/a.safetensors"))
    }

    func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
}
