@testable import PseudoTerminal
import Testing

/// The terminal that other tests trust.
@Suite struct VTScreenTests {
    private func screen(_ text: String, width: Int = 10, height: Int = 4) -> VTScreen {
        var screen = VTScreen(width: width, height: height)
        screen.feed(text.utf8)
        return screen
    }

    @Test(arguments: [
        ("abc\r\ndef", "abc\ndef"),
        ("0123456789ab", "0123456789\nab"),
        ("\u{1B}[?7l0123456789ab", "012345678b"),
        ("a\u{1B}[3;5Hx\u{1B}[2dy", "a\n     y\n    x"),
        ("abc\u{08}\u{08}X", "aXc"),
        ("a\tb", "a       b"),
        ("x\u{1B}[3b", "xxxx"),
        ("abcdef\u{1B}[1;3H\u{1B}[2P", "abef"),
        ("abcdef\u{1B}[1;3H\u{1B}[2@", "ab  cdef"),
        ("abcdef\u{1B}[1;3H\u{1B}[2X", "ab  ef"),
        ("abcdef\u{1B}[1;3H\u{1B}[K", "ab"),
        ("abcdef\u{1B}[1;3H\u{1B}[1K", "   def"),
        ("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[J", "a"),
        ("a\r\nb\r\nc\r\nd\r\ne", "b\nc\nd\ne"),
        ("a\r\nb\r\nc\u{1B}[1;1H\u{1B}[L", "\na\nb\nc"),
        ("a\r\nb\r\nc\u{1B}[1;1H\u{1B}[M", "b\nc"),
        ("a\u{1B}[1;1H\u{1B}M", "\na"),
        ("▀π−", "▀π−"),
        ("a\u{AD}b", "a\u{AD}b"),
    ])
    func drawsWhatItIsTold(bytes: String, picture: String) {
        let screen = screen(bytes)
        var lines = screen.text.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.last == "" { lines.removeLast() }
        #expect(lines.joined(separator: "\n") == picture)
        #expect(screen.unknown.isEmpty)
    }

    @Test func scrollsOnlyBetweenItsMargins() {
        let screen = screen("a\r\nb\r\nc\r\nd\u{1B}[2;3r\u{1B}[3;1H\nx")
        #expect(screen.text == "a\nc\nx\nd")
    }

    @Test func remembersColoursAndAttributes() {
        let screen = screen("\u{1B}[1;31;48;5;208ma\u{1B}[22;38;2;1;2;3;49mb\u{1B}[0;7;4;2;97mc\u{1B}[md")
        #expect(screen[0, 0].pen == VTScreen.Pen(foreground: .indexed(1), background: .indexed(208), isBold: true))
        #expect(screen[1, 0].pen == VTScreen.Pen(foreground: .rgb(1, 2, 3)))
        #expect(screen[2, 0].pen == VTScreen.Pen(foreground: .indexed(15), isDim: true, isReverse: true, isUnderlined: true))
        #expect(screen[3, 0].pen == VTScreen.Pen())
    }

    @Test func keepsTheMainScreenBehindTheAlternateOne() {
        var screen = screen("main\u{1B}[?1049h\u{1B}[Hother\u{1B}[?25l\u{1B}[?1002;1006h")
        #expect(screen.isAlternate)
        #expect(screen.text.hasPrefix("other"))
        #expect(!screen.isCursorVisible)
        #expect(screen.modes == [1049, 1002, 1006])
        screen.feed("\u{1B}[?1002;1006l\u{1B}[?25h\u{1B}[?1049l!".utf8)
        #expect(screen.line(0) == "main!")
        #expect(screen.modes == [25])
    }

    @Test func findsText() {
        let screen = screen("abc\r\nxabcx")
        #expect(screen.place(of: "bcx").map { [$0.x, $0.y] } == [2, 1])
        #expect(screen.place(of: "abd") == nil)
        #expect(!screen.contains("c\nx"))
    }

    @Test func readsTitleAndClipboard() {
        let screen = screen("\u{1B}]2;zdc; explore\u{07}\u{1B}]52;c;cXE=\u{1B}\\x")
        #expect(screen.title == "zdc; explore")
        #expect(screen.clipboard == ["cXE="])
        #expect(screen.line(0) == "x")
    }

    @Test(arguments: [
        "\u{1B}[5z", "\u{1B}[?9999h", "\u{1B}]7;x\u{07}", "\u{1B}[99m", "\u{1B}%", "\u{1B}[38;9m", "a\u{301}", "\u{1B}[4h",
    ])
    func recordsWhatItDoesNotKnow(bytes: String) {
        #expect(screen(bytes).unknown.count == 1)
    }

    @Test func growsAndShrinksFromTheUpperLeft() {
        var screen = screen("abc\r\ndef\u{1B}[4;10H")
        screen.resize(width: 2, height: 1)
        #expect(screen.text == "ab")
        #expect(screen.cursor == (1, 0))
        screen.resize(width: 5, height: 2)
        screen.feed("x".utf8)
        #expect(screen.text == "ax\n")
    }
}
