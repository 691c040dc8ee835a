import Testing
import Text

@Suite("Lines in which texts differ")
struct DifferingLinesTests {
    @Test(
        "The first line that differs is told, of the one and of the other",
        arguments: [
            ("zdc\nseed 1", "zdc\nseed 2", "\"seed 1\"", "\"seed 2\""), ("a", "a\nb", "nothing", "\"b\""), ("a\n\nb", "a\nb", "\"\"", "\"b\""),
            ("a\nb", "a", "\"b\"", "nothing"), ("", "a", "\"\"", "\"a\""), ("a\u{1B}[2J", "a", "\"a?[2J\"", "\"a\""),
        ])
    func first(texts: (String, String, own: String, other: String)) throws {
        let (own, other) = try #require(differingLines(texts.0, texts.1))
        #expect((own, other) == (texts.own, texts.other))
    }

    @Test("Texts that are the same differ in no line", arguments: ["", "a", "a\nb\n"])
    func same(text: String) {
        #expect(differingLines(text, text) == nil)
    }

    @Test("A long line is cut")
    func long() throws {
        let (own, _) = try #require(differingLines(String(repeating: "(", count: 5000), ""))
        #expect(own == "\"" + String(repeating: "(", count: 80) + "...\"")
    }
}
