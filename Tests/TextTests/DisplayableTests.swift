import Testing
import Text

@Suite("Text of unknown origin")
struct DisplayableTests {
    @Test(
        "Scalars that a terminal would obey are shown as question marks",
        arguments: [
            ("\u{1B}[31mred", "?[31mred"), ("\u{9B}31m", "?31m"), ("a\u{7}b\u{8}c\u{7F}", "a?b?c?"),
            ("two\nlines\tand\r", "two?lines?and?"),
            ("\u{202E}evil", "?evil"), ("\u{2028}\u{200B}\u{FEFF}", "???"), ("\u{E000}\u{10FFFF}", "??"), ("\0", "?"),
        ])
    func controls(text: String, shown: String) { #expect(displayable(text) == shown) }

    @Test("Everything else is unchanged", arguments: ["", "a b~", "π⁻ ▒ 字 é", "e\u{301}"])
    func plain(text: String) { #expect(displayable(text) == text) }

    @Test("Long text is shortened and ends in dots")
    func long() {
        #expect(displayable("abcdef", limit: 3) == "abc...")
        #expect(displayable("abc", limit: 3) == "abc")
        #expect(quoted(String(repeating: "x", count: 1000)).count == 65)
    }

    @Test("No control or formatting character passes")
    func everyScalar() {
        for value in 0...0x10FFFF as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value), scalar.isDisplayable else { continue }
            #expect(value >= 0x20 && !(0x7F..<0xA0).contains(value) && ![0xAD, 0x61C, 0x200E, 0x202E, 0x2066].contains(value))
        }
    }
}
