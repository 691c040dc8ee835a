import Testing
import Text

@Suite("Lines in which texts differ")
struct DifferingLinesTests {
    @Test(
        "The first differing lines of both texts are returned",
        arguments: [
            ("zdc\nseed 1", "zdc\nseed 2", "\"seed 1\"", "\"seed 2\""), ("a", "a\nb", "nothing", "\"b\""),
            ("a\n\nb", "a\nb", "\"\"", "\"b\""),
            ("a\nb", "a", "\"b\"", "nothing"), ("", "a", "\"\"", "\"a\""), ("a\u{1B}[2J", "a", "\"a?[2J\"", "\"a\""),
        ])
    func first(texts: (String, String, own: String, other: String)) throws {
        let (own, other) = try #require(differingLines(texts.0, texts.1))
        #expect((own, other) == (texts.own, texts.other))
    }

    @Test("Equal texts have no differing line", arguments: ["", "a", "a\nb\n"])
    func same(text: String) {
        #expect(differingLines(text, text) == nil)
    }

    @Test("Long lines are shortened around the difference")
    func long() throws {
        let particle = "particle " + (0..<20).map { "0.12345678\($0)" }.joined(separator: " ")
        let (own, other) = try #require(differingLines(particle + " 0", particle + " 1"))
        #expect(own == "\"...\((particle + " 0").suffix(41))\"" && other == "\"...\((particle + " 1").suffix(41))\"")
        let (open, nothing) = try #require(differingLines("a\n" + String(repeating: "(", count: 5000), "a"))
        #expect(open == "\"" + String(repeating: "(", count: 80) + "...\"" && nothing == "nothing")
    }
}
