import Foundation
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
    #expect(
        !text.unicodeScalars.contains { isObeyed($0) && $0 != "\n" }, "\(text.debugDescription)", sourceLocation: sourceLocation)
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
