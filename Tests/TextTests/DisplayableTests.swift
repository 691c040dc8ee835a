import Testing
import Text

@Suite("Text of unknown origin")
struct DisplayableTests {
    @Test(
        "What a terminal would obey is shown as a question mark",
        arguments: [
            ("\u{1B}[31mred", "?[31mred"), ("\u{9B}31m", "?31m"), ("a\u{7}b\u{8}c\u{7F}", "a?b?c?"),
            ("two\nlines\tand\r", "two?lines?and?"),
            ("\u{202E}evil", "?evil"), ("\u{2028}\u{200B}\u{FEFF}", "???"), ("\u{E000}\u{10FFFF}", "??"), ("\0", "?"),
        ])
    func controls(text: String, shown: String) { #expect(displayable(text) == shown) }

    @Test("Everything else stays as it is", arguments: ["", "a b~", "π⁻ ▒ 字 é", "e\u{301}"])
    func plain(text: String) { #expect(displayable(text) == text) }

    @Test("Long text is cut, and says so")
    func long() {
        #expect(displayable("abcdef", limit: 3) == "abc...")
        #expect(displayable("abc", limit: 3) == "abc")
        #expect(quoted(String(repeating: "x", count: 1000)).count == 65)
    }

    @Test("No scalar below 0x20, between 0x7F and 0xA0, or of formatting passes")
    func everyScalar() {
        for value in 0...0x10FFFF as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value), scalar.isDisplayable else { continue }
            #expect(value >= 0x20 && !(0x7F..<0xA0).contains(value) && ![0xAD, 0x61C, 0x200E, 0x202E, 0x2066].contains(value))
        }
    }
}
