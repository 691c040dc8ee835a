import Glibc
import PseudoTerminal
import Testing

/// The terminal's seam, on a terminal: each test runs `screen-probe`, whose rows show what it is and what it was told.
@Suite(.serialized) struct ScreenSeamTests {
    /// The probe marks its last cell, the last to arrive.
    func isDrawn(_ screen: VTScreen) -> Bool {
        screen.contains("drawn 1") && screen[screen.width - 1, screen.height - 1].glyph == "%"
    }

    /// Starts the probe and waits for its first picture.
    func probe(
        _ arguments: [String] = [], width: Int = 80, height: Int = 24, environment: [String: String] = [:]
    ) throws -> PtySession {
        let session = try PtySession("screen-probe", arguments, width: width, height: height, environment: environment)
        session.expect("the probe is drawn", isDrawn)
        return session
    }

    func quit(_ session: PtySession) {
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
        #expect(session.screen.contains("ended in order"))
    }

    // MARK: Drawing

    @Test func drawsOnTheAlternateScreenAndLeavesIt() throws {
        let session = try probe()
        #expect(session.screen.isAlternate)
        #expect(!session.screen.isCursorVisible)
        #expect(session.screen.modes.isSuperset(of: [1002, 1006, 2004]))
        #expect(!session.modes.hasEcho)
        #expect(session.screen.line(0) == "probe 80x24 256 unicode")
        #expect(session.screen.line(1) == "fbfbfbfbfbfb")
        // A glyph of two columns has no place in a cell.
        #expect(session.screen.line(2) == "bold dim reverse under ▀π?")
        #expect(session.screen[0, 2].pen.isBold)
        #expect(session.screen[5, 2].pen.isDim)
        #expect(session.screen[9, 2].pen.isReverse)
        #expect(session.screen[17, 2].pen.isUnderlined)
        #expect(session.screen[23, 2].pen.foreground == .indexed(1))
        #expect(session.screen[23, 2].pen.background == .indexed(4))
        quit(session)
    }

    /// The colours of row 1: red, bright red, palette 208, (90, 170, 255), black, almost black blue.
    struct Depth: CustomTestStringConvertible, Sendable {
        var environment: [String: String]
        var options: [String] = []
        var level: String
        var tones: [VTScreen.Tone]
        var testDescription: String { "\(environment.sorted { $0.key < $1.key }) \(options)" }
    }

    static let direct: [VTScreen.Tone] = [
        .indexed(1), .indexed(9), .indexed(208), .rgb(90, 170, 255), .rgb(0, 1, 0), .rgb(0, 1, 7),
    ]
    static let palette: [VTScreen.Tone] = [.indexed(1), .indexed(9), .indexed(208), .indexed(75), .indexed(16), .indexed(16)]
    static let bright: [VTScreen.Tone] = [.indexed(1), .indexed(9), .indexed(3), .indexed(12), .indexed(0), .indexed(0)]
    static let eight: [VTScreen.Tone] = [.indexed(1), .indexed(1), .indexed(3), .indexed(4), .indexed(0), .indexed(0)]
    static let none = Array(repeating: VTScreen.Tone.standard, count: 6)

    @Test(arguments: [
        Depth(environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"], level: "direct", tones: direct),
        Depth(environment: ["TERM": "tmux-256color", "COLORTERM": "24bit"], level: "direct", tones: direct),
        Depth(
            environment: ["TERM": "xterm", "TERMINFO": "/nowhere"], options: ["--color", "direct"], level: "direct", tones: direct
        ),
        Depth(environment: ["TERM": "xterm-256color"], level: "256", tones: palette),
        Depth(environment: ["TERM": "tmux-256color"], level: "256", tones: palette),
        Depth(environment: ["TERM": "screen-256color"], level: "256", tones: palette),
        Depth(environment: ["TERM": "xterm"], options: ["--color", "256"], level: "256", tones: palette),
        Depth(environment: ["TERM": "xterm-256color"], options: ["--color", "16"], level: "16", tones: bright),
        Depth(environment: ["TERM": "vt100"], options: ["--color", "16"], level: "16", tones: bright),
        Depth(environment: ["TERM": "xterm"], level: "16", tones: eight),
        Depth(environment: ["TERM": "linux"], level: "16", tones: eight),
        Depth(environment: ["TERM": "vt100"], level: "mono", tones: none),
        Depth(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"], level: "mono", tones: none),
        Depth(environment: ["TERM": "xterm-256color"], options: ["--color", "mono"], level: "mono", tones: none),
    ])
    func drawsAtEveryDepth(_ depth: Depth) throws {
        let session = try probe(depth.options, environment: depth.environment)
        let glyphs = depth.environment["TERM"] == "linux" ? "ascii" : "unicode"
        #expect(session.screen.line(0) == "probe 80x24 \(depth.level) \(glyphs)")
        let foregrounds = stride(from: 0, to: 12, by: 2).map { session.screen[$0, 1].pen.foreground }
        let backgrounds = stride(from: 1, to: 12, by: 2).map { session.screen[$0, 1].pen.background }
        #expect(foregrounds == depth.tones)
        #expect(backgrounds == depth.tones)
        #expect(session.screen[79, 23].pen.isReverse)
        if depth.tones == Self.eight { #expect(session.screen[2, 1].pen.isBold, "bold stands for bright") }
        quit(session)
    }

    @Test(arguments: [("C", [], "ascii"), ("C", ["--unicode"], "unicode"), ("C.UTF-8", ["--ascii"], "ascii")])
    func usesTheGlyphsTheLocaleCarries(locale: String, options: [String], glyphs: String) throws {
        let session = try probe(options, environment: ["LC_ALL": locale])
        #expect(session.screen.line(0) == "probe 80x24 256 \(glyphs)")
        #expect(session.screen.line(2) == (glyphs == "unicode" ? "bold dim reverse under ▀π?" : "bold dim reverse under ???"))
        quit(session)
    }

    @Test func sendsOnlyWhatChanged() throws {
        let session = try probe()
        session.type("a")
        session.expect("the second picture") { $0.contains("key a") }
        let before = session.bytesWritten
        session.type("b")
        session.expect("the third picture") { $0.contains("drawn 3") && $0.contains("key b") }
        #expect(session.bytesWritten - before < 100)
        quit(session)
    }

    @Test func repaintsOnRequestWhatOthersHaveWritten() throws {
        let session = try probe(["redraw"])
        let clears = session.screen.clears
        session.type("!")
        session.expect("a whole new picture") { $0.contains("key !") && $0.clears > clears }
        #expect(session.screen.contains("probe 80x24"))
        quit(session)
    }

    @Test func drawsMoreColourPairsThanThereAre() throws {
        // 10 pictures of 16,000 pairs each: more than a table usually has, and than there can be in all.
        let session = try probe(["confetti"], width: 200, height: 80, environment: ["COLORTERM": "truecolor"])
        let clears = session.screen.clears
        session.type("!")
        session.expect("the last picture", within: .seconds(60)) { screen in
            (2..<80).allSatisfy { y in
                (0..<200).allSatisfy { x in
                    let number = (((x + y) % 7 == 0 ? 0 : 9) * 80 + y) * 200 + x
                    return screen[x, y].pen.foreground == .rgb(number >> 16 & 255, number >> 8 & 255, number & 255)
                        && screen[x, y].pen.background == .rgb(200, x % 256, y)
                }
            }
        }
        #expect(session.screen.clears == clears, "a new table is not seen")
        quit(session)
    }

    // MARK: Input

    @Test(arguments: [
        ("a", "key a"), ("H", "key H"), ("π", "key π"), ("\u{12}", "key Ctrl-R"), ("\u{13}", "key Ctrl-S"),
        ("\u{16}", "key Ctrl-V"),
        ("\r", "key Enter"), ("\t", "key Tab"), ("\u{7F}", "key Backspace"), ("\u{1B}", "key Esc"), ("\u{1B}x", "key Alt-x"),
        ("\u{1B}[A", "key Up"), ("\u{1B}OA", "key Up"), ("\u{1B}[1;2D", "key Shift-Left"), ("\u{1B}[1;5C", "key Ctrl-Right"),
        ("\u{1B}[Z", "key Shift-Tab"), ("\u{1B}[3~", "key Delete"), ("\u{1B}[5~", "key PageUp"), ("\u{1B}OP", "key F1"),
        ("\u{1B}[<0;10;5M", "mouse press 1 at 9,4 with 0"), ("\u{1B}[<32;300;150M", "mouse drag 1 at 299,149 with 0"),
        ("\u{1B}[<0;10;5m", "mouse release 1 at 9,4 with 0"), ("\u{1B}[<65;1;1M", "mouse wheelDown 0 at 0,0 with 0"),
        ("\u{1B}[200~938 MeV\nq!\u{1B}[31m\u{1B}[201~", "paste 938 MeV q![31m"),
    ])
    func reports(input: String, event: String) throws {
        let session = try probe()
        session.type(input)
        session.expect(event) { $0.line(4) == event }
        quit(session)
    }

    @Test func keepsTheMouseToTheTerminalWhenAsked() throws {
        let session = try probe(["--no-mouse"])
        #expect(session.screen.modes.isDisjoint(with: [1000, 1002, 1006]))
        quit(session)
        let other = try probe(["mouse-off"])
        other.type("!")
        other.expect("no mouse reports") { $0.modes.isDisjoint(with: [1000, 1002, 1006]) }
        quit(other)
    }

    @Test func takesALongPasteWithoutLosingTheKeyAfterIt() throws {
        let session = try probe(width: 40)
        session.paste(String(repeating: "0123456789", count: 20_000))
        session.type("z")
        session.expect("the key after the paste") { $0.contains("key z") }
        #expect(session.screen.line(4).hasPrefix("paste 0123456789012345"))
        quit(session)
    }

    @Test func sleepsUntilSomethingHappens() throws {
        let session = try probe()
        #expect(session.comesToRest(for: .milliseconds(500)))
        quit(session)
    }

    @Test func wakesForAnotherThread() throws {
        let session = try probe(["wake"])
        session.type("!")
        session.expect("the wait ends") { $0.contains("woken") }
        quit(session)
    }

    /// Escape is a key only after a silence; a program that is woken all the time must still see it end.
    @Test func noticesEscapeHoweverOftenItIsWoken() throws {
        let session = try probe(["wake-often"])
        session.type("!")
        session.expect("the wait ends") { $0.contains("woken") }
        session.type("\u{1B}")
        session.expect("the key") { $0.contains("key Esc") }
        quit(session)
    }

    // MARK: Size

    @Test(arguments: [(1, 1), (2, 5), (300, 3), (500, 200)])
    func survivesAnySize(width: Int, height: Int) throws {
        let session = try probe(width: 100, height: 30)
        session.resize(width: width, height: height)
        if width >= 20 { session.expect("the new size") { $0.line(0).contains("\(width)x\(height)") } }
        session.resize(width: 120, height: 40)
        session.expect("the last size") { $0.line(0).contains("120x40") && $0.contains("resize 120x40") }
        quit(session)
    }

    @Test(arguments: ["xterm-256color", "vt100"])
    func startsOnTheSmallestTerminal(type: String) throws {
        let session = try PtySession("screen-probe", width: 1, height: 1, environment: ["TERM": type])
        session.expect("the first cell") { $0[0, 0].glyph == "%" }
        session.type("q")
        #expect(session.ending() == .exited(0))
        session.expectTerminalRestored()
    }
}
