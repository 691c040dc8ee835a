import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    /// Bytes in, events out; silence at the end.
    private func events(of text: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return decoder.feed(text.utf8) + decoder.expire()
    }

    private func events(ofBytes bytes: [UInt8]) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return decoder.feed(bytes) + decoder.expire()
    }

    struct KeyCase: CustomTestStringConvertible, Sendable {
        var input: String
        var key: Key
        var testDescription: String { "\(input.debugDescription) is \(key)" }

        init(_ input: String, _ code: KeyCode, _ modifiers: Modifiers = []) {
            self.input = input
            key = Key(code, modifiers)
        }
    }

    static let characters: [KeyCase] = [
        .init("q", .character("q")), .init("H", .character("H")), .init(" ", .character(" ")), .init("?", .character("?")),
        .init("é", .character("é")), .init("π", .character("π")), .init("−", .character("−")), .init("🙂", .character("🙂")),
        .init("\u{01}", .character("a"), .control), .init("\u{12}", .character("r"), .control),
        .init("\u{1A}", .character("z"), .control), .init("\u{00}", .character(" "), .control),
        .init("\u{1C}", .character("\\"), .control), .init("\u{1F}", .character("_"), .control),
        .init("\t", .tab), .init("\r", .enter), .init("\n", .enter), .init("\u{08}", .backspace), .init("\u{7F}", .backspace),
        .init("\u{1B}", .escape), .init("\u{1B}x", .character("x"), .alt), .init("\u{1B}Y", .character("Y"), .alt),
        .init("\u{1B}é", .character("é"), .alt), .init("\u{1B}\r", .enter, .alt), .init("\u{1B}\u{7F}", .backspace, .alt),
        .init("\u{1B}\u{12}", .character("r"), [.alt, .control]),
    ]

    static let sequences: [KeyCase] = [
        .init("\u{1B}[A", .up), .init("\u{1B}[B", .down), .init("\u{1B}[C", .right), .init("\u{1B}[D", .left),
        .init("\u{1B}OA", .up), .init("\u{1B}OD", .left), .init("\u{1B}[H", .home), .init("\u{1B}[F", .end),
        .init("\u{1B}OH", .home),
        .init("\u{1B}[1~", .home), .init("\u{1B}[2~", .insert), .init("\u{1B}[3~", .delete), .init("\u{1B}[4~", .end),
        .init("\u{1B}[5~", .pageUp), .init("\u{1B}[6~", .pageDown), .init("\u{1B}[7~", .home), .init("\u{1B}[8~", .end),
        .init("\u{1B}[Z", .tab, .shift),
        .init("\u{1B}[1;2A", .up, .shift), .init("\u{1B}[1;2D", .left, .shift), .init("\u{1B}[1;3C", .right, .alt),
        .init("\u{1B}[1;5C", .right, .control), .init("\u{1B}[1;6B", .down, [.control, .shift]), .init("\u{1B}[1;9A", .up, .alt),
        .init("\u{1B}[1;5H", .home, .control), .init("\u{1B}[3;2~", .delete, .shift), .init("\u{1B}[6;5~", .pageDown, .control),
        .init("\u{1B}OP", .function(1)), .init("\u{1B}OS", .function(4)), .init("\u{1B}[11~", .function(1)),
        .init("\u{1B}[15~", .function(5)), .init("\u{1B}[17~", .function(6)), .init("\u{1B}[21~", .function(10)),
        .init("\u{1B}[24~", .function(12)), .init("\u{1B}[1;2P", .function(1), .shift),
        .init("\u{1B}[15;5~", .function(5), .control),
        // The Linux console
        .init("\u{1B}[[A", .function(1)), .init("\u{1B}[[E", .function(5)),
        // rxvt
        .init("\u{1B}[a", .up, .shift), .init("\u{1B}[d", .left, .shift), .init("\u{1B}Oa", .up, .control),
        .init("\u{1B}[3^", .delete, .control), .init("\u{1B}[5@", .pageUp, [.control, .shift]),
        .init("\u{1B}[7$", .home, .shift),
        // The numeric keypad
        .init("\u{1B}OM", .enter), .init("\u{1B}Op", .character("0")), .init("\u{1B}Oy", .character("9")),
        .init("\u{1B}Ok", .character("+")),
        // CSI u and modifyOtherKeys
        .init("\u{1B}[114;5u", .character("r"), .control), .init("\u{1B}[27u", .escape), .init("\u{1B}[104;2u", .character("H")),
        .init("\u{1B}[13;5u", .enter, .control), .init("\u{1B}[27;5;9~", .tab, .control), .init("\u{1B}[9;2u", .tab, .shift),
        .init("\u{1B}[27;2;33~", .character("!")), .init("\u{1B}[27;6;82~", .character("r"), .control),
        .init("\u{1B}[33;2u", .character("!")), .init("\u{1B}[32;2u", .character(" ")),
        .init("\u{1B}[27;5;13~", .enter, .control),
        // The kitty keyboard protocol: presses and repeats, with sub-parameters, locks, text, and the keys it numbers itself
        .init("\u{1B}[103;1:1u", .character("g")), .init("\u{1B}[103;1:2u", .character("g")),
        .init("\u{1B}[99;5:1u", .character("c"), .control), .init("\u{1B}[113;9u", .character("q"), .alt),
        .init("\u{1B}[1;1:1B", .down), .init("\u{1B}[1;2:2B", .down, .shift), .init("\u{1B}[3;1:1~", .delete),
        .init("\u{1B}[1;1:1P", .function(1)), .init("\u{1B}[27;1:1u", .escape), .init("\u{1B}[13;129u", .enter),
        .init("\u{1B}[97;65u", .character("A")), .init("\u{1B}[97;66u", .character("a")), .init("\u{1B}[49;65u", .character("1")),
        .init("\u{1B}[49:33;2u", .character("!")), .init("\u{1B}[49;2;33u", .character("!")),
        .init("\u{1B}[97:65:113;2;65u", .character("A")), .init("\u{1B}[1087::103;;1087u", .character("п")),
        .init("\u{1B}[0;;229u", .character("å")), .init("\u{1B}[57399u", .character("0")),
        .init("\u{1B}[57408;1:1u", .character("9")),
        .init("\u{1B}[57414u", .enter), .init("\u{1B}[57419u", .up), .init("\u{1B}[57376;5u", .function(13), .control),
        .init("\u{1B}[57352u", .up), .init("\u{1B}[57364u", .function(1)),
        // C1 control characters in UTF-8
        .init("\u{9B}B", .down), .init("\u{9B}1;5C", .right, .control), .init("\u{8F}P", .function(1)),
    ]

    @Test(arguments: characters + sequences)
    func decodesKeys(_ example: KeyCase) {
        #expect(events(of: example.input) == [.key(example.key)])
    }

    @Test(arguments: sequences)
    func decodesSequencesThatArriveByteByByte(_ example: KeyCase) {
        var decoder = InputDecoder()
        var events: [TerminalEvent] = []
        for byte in example.input.utf8 {
            #expect(events.isEmpty, "an event before the sequence is complete")
            events += decoder.feed([byte])
        }
        #expect(events == [.key(example.key)])
        #expect(decoder.patience == nil)
    }

    struct MouseCase: CustomTestStringConvertible, Sendable {
        var input: String
        var event: MouseEvent?
        var testDescription: String { input.debugDescription }

        init(_ input: String, _ event: MouseEvent?) { (self.input, self.event) = (input, event) }
    }

    static let mice: [MouseCase] = [
        .init("\u{1B}[<0;1;1M", MouseEvent(.press, button: 1, x: 0, y: 0)),
        .init("\u{1B}[<1;10;5M", MouseEvent(.press, button: 2, x: 9, y: 4)),
        .init("\u{1B}[<2;10;5m", MouseEvent(.release, button: 3, x: 9, y: 4)),
        .init("\u{1B}[<0;300;150M", MouseEvent(.press, button: 1, x: 299, y: 149)),
        .init("\u{1B}[<32;11;6M", MouseEvent(.drag, button: 1, x: 10, y: 5)),
        .init("\u{1B}[<64;3;3M", MouseEvent(.wheelUp, button: 0, x: 2, y: 2)),
        .init("\u{1B}[<65;3;3M", MouseEvent(.wheelDown, button: 0, x: 2, y: 2)),
        .init("\u{1B}[<20;2;2M", MouseEvent(.press, button: 1, x: 1, y: 1, modifiers: [.shift, .control])),
        .init("\u{1B}[<80;2;2M", MouseEvent(.wheelUp, button: 0, x: 1, y: 1, modifiers: .control)),
        .init("\u{1B}[<8;2;2M", MouseEvent(.press, button: 1, x: 1, y: 1, modifiers: .alt)),
        // X10's three bytes: button + 32, column + 32, row + 32
        .init("\u{1B}[M !!", MouseEvent(.press, button: 1, x: 0, y: 0)),
        .init("\u{1B}[M#*%", MouseEvent(.release, button: 0, x: 9, y: 4)),
        .init("\u{1B}[M`#$", MouseEvent(.wheelUp, button: 0, x: 2, y: 3)),
        // Motion alone, sideways wheels, further buttons, no cell
        .init("\u{1B}[<35;5;5M", nil), .init("\u{1B}[<66;5;5M", nil), .init("\u{1B}[<128;5;5M", nil),
        .init("\u{1B}[<0;0;5M", nil), .init("\u{1B}[<0;5M", nil), .init("\u{1B}[<64;5;5m", nil),
    ]

    @Test(arguments: mice)
    func decodesMouseReports(_ example: MouseCase) {
        #expect(events(of: example.input) == [example.event].compactMap { $0 }.map(TerminalEvent.mouse))
    }

    @Test func decodesWhatComesTogether() {
        let key = { (code: KeyCode) in TerminalEvent.key(Key(code)) }
        #expect(
            events(of: "ab\u{1B}[Aπ\r") == [
                key(.character("a")), key(.character("b")), key(.up), key(.character("π")), key(.enter),
            ])
        #expect(events(of: "\u{1B}\u{1B}[A") == [key(.escape), key(.up)])
        #expect(events(of: "\u{1B}\u{1B}") == [key(.escape), key(.escape)])
        #expect(
            events(of: "\u{1B}[<0;2;2M\u{1B}[<0;2;2m") == [
                .mouse(MouseEvent(.press, button: 1, x: 1, y: 1)), .mouse(MouseEvent(.release, button: 1, x: 1, y: 1)),
            ])
    }

    /// Sequences that are no keys leave no letters behind; the `q` after them still arrives.
    @Test(arguments: [
        "\u{1B}[?1;2c", "\u{1B}[>0;276;0c", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?2026;2$y", "\u{1B}[99999999999999999999~",
        "\u{1B}[1;2;3;4;5x",
        "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}]52;c;cXE=\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[201~", "\u{1B}[[Z",
        "\u{1B}Oz",
        "\u{1B}[1114112u", "\u{1B}[55296u",
        // The release of a key, in every form of the kitty protocol
        "\u{1B}[113;1:3u", "\u{1B}[113:81;2:3u", "\u{1B}[113;1:3;113u", "\u{1B}[1;1:3B", "\u{1B}[3;1:3~", "\u{1B}[1;1:3P",
        "\u{1B}[13;1:3u", "\u{1B}[27;1:3u", "\u{1B}[57419;1:3u", "\u{1B}[99;5:3u", "\u{1B}[200:1;1:3u",
        // Its modifier and lock keys, and its answer
        "\u{1B}[57441;2u", "\u{1B}[57358u", "\u{1B}[57428u", "\u{1B}[63743u", "\u{1B}[0u", "\u{1B}[?31u", "\u{1B}[155u",
        // Reports: cursor, window, mode, focus, private-use characters in place of keys
        "\u{1B}[24;80R", "\u{1B}[8;24;80t", "\u{1B}[12;1$y", "\u{1B}[?12;1$y", "\u{1B}[3 @", "\u{1B}[0n",
        // Strings of every kind and end
        "\u{1B}Xanything\u{1B}\\", "\u{1B}^q\u{7}", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{9D}11;q\u{9C}", "\u{90}1+r\u{1B}\\",
        "\u{98}q\u{7}", "\u{9E}q\u{9C}", "\u{9F}q\u{9C}", "\u{9C}", "\u{1B}]0;q→qé\u{7}", "\u{1B}P✓ \u{9C}",
        // Cancelled
        "\u{1B}]52;c;qq\u{18}", "\u{1B}Pqq\u{1A}", "\u{1B}[1;\u{18}", "\u{1B}O\u{1A}", "\u{1B}[[\u{18}", "\u{1B}[M!\u{1A}",
    ])
    func skipsWhatIsNoInput(_ sequence: String) {
        #expect(events(of: sequence + "q") == [.key(Key(.character("q")))])
    }

    @Test func aSequenceThatBreaksOffDoesNotSwallowTheNext() {
        #expect(events(of: "\u{1B}[1;\u{1B}[A") == [.key(Key(.up))])
        #expect(events(of: "\u{1B}O\u{1B}[A") == [.key(Key(.up))])
    }

    @Test(arguments: ["]", "P", "_", "^", "X"])
    func anEscapeCancelsAStringThatNobodyEnds(_ introducer: String) {
        #expect(events(of: "\u{1B}\(introducer)0;x\u{1B}[A") == [.key(Key(.up))])
        #expect(events(of: "\u{1B}\(introducer)0;x\u{1B}\u{1B}[A") == [.key(Key(.escape)), .key(Key(.up))])
        var decoder = InputDecoder()
        #expect(decoder.feed("\u{1B}\(introducer)0;x\u{1B}".utf8) == [])
        #expect(decoder.patience == InputDecoder.usualEscapeDelay)
        // It may have been the terminator's first half, so it is no key.
        #expect(decoder.expire() == [])
        #expect(decoder.feed("q".utf8) == [.key(Key(.character("q")))])
    }

    @Test func bytesThatAreNoUTF8AreDropped() {
        let quit = TerminalEvent.key(Key(.character("q")))
        #expect(events(ofBytes: [0xff, 0x71]) == [quit])
        #expect(events(ofBytes: [0x80, 0x71]) == [quit])
        // Cut short, overlong, a surrogate, a C1 control character
        #expect(events(ofBytes: [0xe2, 0x88, 0x71]) == [quit])
        #expect(events(ofBytes: [0xe2, 0x88, 0x1b, 0x5b, 0x41]) == [.key(Key(.up))])
        #expect(events(ofBytes: [0xe0, 0x80, 0x80, 0x71]) == [quit])
        #expect(events(ofBytes: [0xed, 0xa0, 0x80, 0x71]) == [quit])
        #expect(events(ofBytes: [0xc2, 0x84, 0x71]) == [quit])
        #expect(events(ofBytes: [0x1b, 0xff, 0x71]) == [quit])
        #expect(events(ofBytes: [0xe2, 0x88]) == [])
    }

    @Test func anyBytesAreSurvived() {
        // A multiplicative generator is random enough to mix introducers, digits, finals and noise.
        var state: UInt64 = 42
        var decoder = InputDecoder(pasteLimit: 100)
        let alphabet: [UInt8] = [
            0x1b, 0x1b, 0x5b, 0x4f, 0x3c, 0x3b, 0x30, 0x32, 0x39, 0x4d, 0x6d, 0x7e, 0x41, 0x75, 0xe2, 0x88, 0x92, 0xff, 0x18,
            0x5d, 0x07,
        ]
        for step in 0..<200_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            _ = decoder.feed([alphabet[Int(state >> 33) % alphabet.count]])
            if step % 97 == 0 {
                _ = decoder.expire()
                #expect(decoder.patience == nil)
            }
        }
    }

    // MARK: Silence

    @Test func escapeAloneWaitsForSilence() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1b]) == [])
        #expect(decoder.patience == .milliseconds(100))
        #expect(decoder.expire() == [.key(Key(.escape))])
        #expect(decoder.patience == nil)
        #expect(InputDecoder(escapeDelay: .milliseconds(500)).patience == nil)
    }

    @Test func theEscapeDelayIsTheUsers() {
        for (text, milliseconds) in [("500", 500), ("0", 0), ("99999999", 10_000), ("-5", 100), ("soon", 100), ("", 100)] {
            #expect(Environment.escapeDelay(["ESCDELAY": text]) == .milliseconds(milliseconds))
        }
        #expect(Environment.escapeDelay([:]) == .milliseconds(100))
        var decoder = InputDecoder(escapeDelay: .milliseconds(500))
        _ = decoder.feed([0x1b])
        #expect(decoder.patience == .milliseconds(500))
    }

    /// Whatever is cut, wherever, and for however long behind its first two bytes, is no typing.
    @Test(arguments: [
        "\u{1B}[B", "\u{1B}OB", "\u{1B}[1;5B", "\u{1B}[103;1:3u", "\u{1B}[<0;12;5M", "\u{1B}[M !!", "\u{1B}[[B",
        "\u{1B}[27;5;113~",
        "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]52;c;cXFx\u{7}", "\u{1B}P1+r5463=71\u{1B}\\", "\u{1B}_q\u{1B}\\",
        "\u{1B}^q\u{7}",
        "\u{1B}Xq\u{9C}", "\u{9B}B", "\u{9D}q\u{9C}", "\u{1B}[200~q\u{1B}[201~", "\u{9B}200~q\u{9B}201~",
    ])
    func aSequenceCutAnywhereIsNoTyping(_ sequence: String) {
        let bytes = Array(sequence.utf8)
        // An Esc alone is the key; a bare string introducer is Alt and a letter.
        for cut in 2..<bytes.count where !(cut == 2 && "]P_^X".utf8.contains(bytes[1]) && bytes[0] == 0x1b) {
            var decoder = InputDecoder()
            var events = decoder.feed(bytes[..<cut])
            if sequence.hasPrefix("\u{9D}"), cut == 2 { continue }
            while decoder.patience != nil { events += decoder.expire() }
            events += decoder.feed(bytes[cut...]) + decoder.feed("z".utf8)
            let typed = events.filter { if case .key(let key) = $0 { key.code != .down } else { false } }
            #expect(typed == [.key(Key(.character("z")))], "cut after \(cut) of \(sequence.debugDescription)")
        }
    }

    /// A late rest of a key is dropped, the rest of a short silence is the key.
    @Test func aSequenceMayTakeItsTimeOnASlowLine() {
        var decoder = InputDecoder()
        #expect(decoder.feed("\u{1B}[<0;12".utf8) == [])
        #expect(decoder.patience == .seconds(5))
        #expect(decoder.feed(";5M".utf8) == [.mouse(MouseEvent(.press, button: 1, x: 11, y: 4))])
        #expect(decoder.feed("\u{1B}[1;".utf8) + decoder.expire() == [])
        #expect(decoder.patience == nil)
        #expect(decoder.feed("5Bq".utf8) == [.key(Key(.character("q")))])
    }

    @Test(arguments: ["]", "P", "_", "^", "X"])
    func whatLooksLikeAnIntroducerMayHaveBeenTyped(_ introducer: String) {
        var decoder = InputDecoder()
        #expect(decoder.feed("\u{1B}\(introducer)".utf8) == [])
        #expect(decoder.patience == .seconds(2))
        #expect(decoder.expire() == [])
        #expect(decoder.feed("q".utf8) == [.key(Key(.character("q")))])
    }

    @Test(arguments: [
        ("\u{1B}]52;c;", "\u{7}"), ("\u{1B}]11;", "\u{9C}"), ("\u{1B}P1+r", "\u{1B}\\"), ("\u{1B}_G", "\u{1A}"),
        ("\u{1B}^", "\u{18}"),
        ("\u{1B}X", "\u{1B}\\"),
    ])
    func aStringOfAnyLengthIsSkipped(introducer: String, terminator: String) {
        var decoder = InputDecoder()
        var events = decoder.feed(introducer.utf8)
        for _ in 0..<32 { events += decoder.feed(String(repeating: "qB[;", count: 1 << 10).utf8) + decoder.expire() }
        #expect(decoder.patience == nil)
        events += decoder.feed("\(terminator)z".utf8)
        #expect(events == [.key(Key(.character("z")))])
    }

    @Test func aVeryLongSequenceIsDropped() {
        let parameters = String(repeating: "1;", count: 5000)
        #expect(
            events(of: "\u{1B}[\(parameters)Bq\u{1B}O\(parameters)Bz") == [
                .key(Key(.character("q"))), .key(Key(.character("z"))),
            ])
    }

    @Test(arguments: ["é", "π", "−", "🙂"])
    func aScalarCutBetweenReadsIsOne(_ character: String) throws {
        let bytes = Array(character.utf8)
        for cut in 1..<bytes.count {
            var decoder = InputDecoder()
            #expect(decoder.feed(bytes[..<cut]) + decoder.expire() == [])
            #expect(decoder.feed(bytes[cut...]) == [.key(Key(.character(try #require(character.unicodeScalars.first))))])
        }
    }

    @Test func aCompleteKeyWaitsForNothing() {
        var decoder = InputDecoder()
        _ = decoder.feed("a".utf8)
        #expect(decoder.patience == nil)
        #expect(decoder.expire() == [])
    }

    // MARK: Paste

    @Test(arguments: [
        ("3192.38", "3192.38"), ("1.5\n", "1.5 "), ("a\r\nb\tc", "a b c"), ("π − 1", "π − 1"), ("", ""),
        ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"), ("\u{1B}[201", "[201"), ("\u{1B}\u{1B}[20", "[20"),
        ("a\u{07}\u{7F}\u{9B}b", "ab"),
    ])
    func pastesOnOneLineWithoutControlCharacters(pasted: String, text: String) {
        #expect(events(of: "\u{1B}[200~\(pasted)\u{1B}[201~q") == [.paste(text), .key(Key(.character("q")))])
    }

    @Test func theEndOfAPasteMayFollowHalfOfItself() {
        #expect(events(of: "\u{1B}[200~a\u{1B}[20\u{1B}[201~") == [.paste("a[20")])
    }

    /// Terminals take Esc out of what is pasted, and not all of them the control characters of the C1 set.
    @Test func aPasteEndsInTheFormInWhichItBegan() {
        #expect(events(of: "\u{1B}[200~a\u{9B}201~q\u{1B}[201~") == [.paste("a201~q")])
        #expect(events(of: "\u{9B}200~a\u{1B}[201~q\u{9B}201~") == [.paste("a[201~q")])
    }

    @Test func keepsOnlySoMuchOfAPaste() {
        var decoder = InputDecoder(pasteLimit: 10)
        let events = decoder.feed("\u{1B}[200~\(String(repeating: "7", count: 1000))\u{1B}[201~q".utf8)
        #expect(events == [.paste("7777777777"), .key(Key(.character("q")))])
    }

    @Test func aPasteThatPausesIsStillAPaste() {
        var decoder = InputDecoder()
        #expect(decoder.feed("\u{1B}[200~q\r".utf8) == [])
        #expect(decoder.patience == nil)
        #expect(decoder.expire() + decoder.feed("q\u{1B}".utf8) + decoder.expire() + decoder.feed("[20".utf8) == [])
        #expect(decoder.expire() + decoder.feed("1~q".utf8) == [.paste("q q"), .key(Key(.character("q")))])
    }

    // MARK: Answers

    @Test(arguments: [
        ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", TerminalBackground.dark), ("\u{1B}]11;rgb:ffff/ffff/dddd\u{7}", .light),
        ("\u{1B}]11;rgb:ff/ff/ff\u{9C}", .light), ("\u{9D}11;rgb:2/3/4\u{9C}", .dark), ("\u{1B}]11;#fdf6e3\u{7}", .light),
        ("\u{1B}]11;rgba:1e1e/1e1e/1e1e/ffff\u{1B}\\", .dark), ("\u{1B}]11;?\u{7}", nil), ("\u{1B}]11;rgb:1/2\u{7}", nil),
        ("\u{1B}]11;rgb:+1/2/3\u{7}", nil), ("\u{1B}]11;rgb:12345/2/3\u{7}", nil), ("\u{1B}]10;rgb:ff/ff/ff\u{7}", nil),
        ("\u{1B}P11;rgb:ff/ff/ff\u{1B}\\", nil), ("\u{1B}]11;rgb:ff/ff/ff\u{18}", nil),
    ])
    func readsTheColourOfTheBackground(answer: String, background: TerminalBackground?) {
        var decoder = InputDecoder()
        #expect(decoder.feed("\(answer)\u{1B}[?62;22c".utf8) == [])
        #expect(decoder.answers.background == background)
        #expect(decoder.answers.hasDeviceAttributes)
    }

    @Test(arguments: [
        ("15;0", TerminalBackground.dark), ("0;15", .light), ("0;default;7", .light), ("7;8", .dark), ("12;default", nil),
        ("15", nil),
        ("0;99", nil), ("", nil),
    ])
    func readsTheVariableForBackgrounds(value: String, background: TerminalBackground?) {
        #expect(TerminalBackground(colorfgbg: value) == background)
        #expect(TerminalBackground(colorfgbg: nil) == nil)
    }
}
