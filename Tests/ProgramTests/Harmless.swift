import Foundation
import Networks
import PseudoTerminal
import Testing

/// Whether a terminal would obey a scalar, or turn the direction of text, instead of showing it.
private func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x202E
}

/// Text of which a terminal would obey nothing but the ends of lines.
///
/// - Parameter isShown: the text holds what came from outside, with `?` for what was taken out of it.
func expectHarmless(_ text: String, isShown: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!text.unicodeScalars.contains { isObeyed($0) && $0 != "\n" }, "\(text.debugDescription)", sourceLocation: sourceLocation)
    guard isShown else { return }
    #expect(text.contains("?"), "what was replaced is still seen: \(text.debugDescription)", sourceLocation: sourceLocation)
}

extension PtySession {
    /// Whether nothing that came from outside has steered the terminal: its title, its modes, its cells.
    func expectUnsteered(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(screen.title == "" && screen.unknown == [] && screen.clipboard == [], sourceLocation: sourceLocation)
        #expect(!screen.cells.contains { isObeyed($0.glyph) }, "\(screen.text.debugDescription)", sourceLocation: sourceLocation)
    }
}

extension CommandFolder {
    /// A folder with `assets/models/a.safetensors`, a shipped model that calls itself as it likes.
    convenience init(withModelNamed name: String, change: (inout WeightFile) -> Void = { _ in }) throws {
        try self.init()
        try FileManager.default.createDirectory(atPath: path("assets/models"), withIntermediateDirectories: true)
        let shipped = Self.program.deletingLastPathComponent().appendingPathComponent("zdc_Assets.resources/assets/models/gan.safetensors")
        var weights = try WeightFile(contentsOf: shipped)
        weights.metadata["model"] = name
        weights.metadata["note"] = "interim \(name)"
        change(&weights)
        try weights.encoded().write(to: url.appendingPathComponent("assets/models/a.safetensors"))
    }

    func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
}
