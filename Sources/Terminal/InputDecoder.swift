/// Turns the bytes a terminal sends into keys, mouse events and pastes.
///
/// The Esc key and the start of a sequence are the same byte; only silence tells them apart. After each `feed`, wait no longer than
/// `patience` for more bytes, then call `expire`. Everything else ends where it ends: however late its bytes come, no part of a
/// sequence, a string or a paste is ever taken for typing.
///
/// It understands the sequences of xterm and its relatives: tmux, GNU screen, the Linux console, rxvt, the kitty keyboard protocol,
/// SGR and X10 mouse reports, bracketed paste, and control characters of the C1 set in UTF-8. It skips every other well-formed
/// sequence. Alt with one of `[ O ] P X ^ _` is no key, because those bytes introduce sequences.
struct InputDecoder: Sendable {
    private enum State: Sendable {
        case ground
        /// `bytes` hold the start of a UTF-8 scalar.
        case scalar(isAlt: Bool)
        case escape
        /// CSI; `bytes` hold what follows it.
        case control
        /// SS3; `bytes` hold what follows it.
        case singleShift
        /// CSI M: three bytes follow.
        case mouse
        /// CSI [: one byte follows, for a function key of the Linux console.
        case consoleFunction
        /// OSC, DCS, APC, PM or SOS.
        case string
        /// An Esc inside a string: the first half of its terminator, or the start of something else.
        case stringEscape
        /// The second half of a string's terminator was late; it may still come.
        case afterString
        case paste
    }

    private var state = State.ground
    private var bytes: [UInt8] = []
    private var paste: PasteCollector
    /// The bytes of the string so far, counted because only the first ones are kept.
    private var stringLength = 0
    private var isOperatingSystemCommand = false
    /// Whether the introducer came as one control character instead of Esc and a letter.
    private var isC1 = false
    /// The sequence took too long or is too long: it is read to its end and then ignored.
    private var isDropped = false
    /// What the terminal has answered.
    private(set) var answers = TerminalAnswers()

    private let escapeDelay: Duration
    private let pasteLimit: Int

    /// Separates the Esc key from a sequence whose rest is late. 100 ms is what Vim's defaults use.
    static let usualEscapeDelay = Duration.milliseconds(100)
    /// A sequence that stands still for longer is dropped.
    private static let sequencePatience = Duration.seconds(5)
    /// Alt-] and its like, typed by accident, look like the introducer of a string: one that nothing follows for so long was typed.
    private static let stringPatience = Duration.seconds(2)
    /// Bytes of a sequence or a string that are kept; no key, report or answer needs as many.
    private static let keptBytes = 4096

    /// - Parameters:
    ///   - escapeDelay: how long an Esc may wait for the rest of a sequence.
    ///   - pasteLimit: bytes of a paste that are kept.
    init(escapeDelay: Duration = usualEscapeDelay, pasteLimit: Int = 1 << 16) {
        self.escapeDelay = escapeDelay
        self.pasteLimit = pasteLimit
        paste = PasteCollector(limit: pasteLimit, isC1: false)
    }

    /// How long to wait for more bytes before `expire`; nil if time decides nothing.
    var patience: Duration? {
        switch state {
        case .escape, .stringEscape: escapeDelay
        case .control, .singleShift, .mouse, .consoleFunction: isDropped ? nil : Self.sequencePatience
        case .string where stringLength == 0: Self.stringPatience
        default: nil
        }
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        for byte in bytes { step(byte, into: &events) }
        return events
    }

    /// Nothing more came within `patience`.
    mutating func expire() -> [TerminalEvent] {
        switch state {
        case .escape:
            state = .ground
            return [.key(Key(.escape))]
        case .stringEscape: state = .afterString
        case .control, .singleShift, .mouse, .consoleFunction: isDropped = true
        case .string where stringLength == 0: state = .ground
        default: break
        }
        return []
    }

    private mutating func step(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch state {
        case .ground: begin(byte, into: &events)
        case .scalar(let isAlt): continueScalar(byte, isAlt: isAlt, into: &events)
        case .escape: introduce(byte, into: &events)
        case .control: continueControl(byte, into: &events)
        case .singleShift: continueSingleShift(byte, into: &events)
        case .mouse: continueMouse(byte, into: &events)
        case .consoleFunction:
            state = .ground
            guard !Self.isAbort(byte) else { return }
            guard (0x20...0x7e).contains(byte) else { return step(byte, into: &events) }
            if case 0x41...0x45 = byte, !isDropped { events.append(.key(Key(.function(Int(byte) - 0x40)))) }
        case .string: continueString(byte)
        case .stringEscape:
            // Any other byte behind an Esc cancels the string, as in the parsers of terminals, and that Esc begins something new.
            if byte == UInt8(ascii: "\\") { return endString() }
            state = .escape
            step(byte, into: &events)
        case .afterString:
            state = .ground
            if byte != UInt8(ascii: "\\") { step(byte, into: &events) }
        case .paste:
            guard let text = paste.feed(byte) else { return }
            state = .ground
            events.append(.paste(text))
        }
    }

    /// CAN and SUB cancel any sequence (ECMA-48, VT500).
    private static func isAbort(_ byte: UInt8) -> Bool { byte == 0x18 || byte == 0x1a }

    // MARK: Characters

    private mutating func begin(_ byte: UInt8, into events: inout [TerminalEvent]) {
        guard byte != 0x1b else { return state = .escape }
        bytes = []
        continueScalar(byte, isAlt: false, into: &events)
    }

    private mutating func continueScalar(_ byte: UInt8, isAlt: Bool, into events: inout [TerminalEvent]) {
        bytes.append(byte)
        switch TypedScalar(bytes) {
        case .incomplete: state = .scalar(isAlt: isAlt)
        case .invalid:
            // A byte that begins no scalar, or a scalar cut short by a byte that begins the next.
            state = .ground
            if bytes.count > 1 { step(byte, into: &events) }
        case .scalar(let scalar):
            state = .ground
            if (0x80..<0xa0).contains(scalar.value) {
                introduce(c1: scalar)
                isC1 = true
                return
            }
            var key = Key(typing: scalar)
            if isAlt { key.modifiers.insert(.alt) }
            events.append(.key(key))
        }
    }

    // MARK: Introducers

    /// The byte behind an Esc.
    private mutating func introduce(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        // The first Esc was a key of its own; the second may begin a sequence.
        case 0x1b: return events.append(.key(Key(.escape)))
        // The 7-bit form of a C1 control character.
        case 0x40...0x5f: if introduce(c1: Unicode.Scalar(byte + 0x40)) { return }
        default: break
        }
        bytes = []
        continueScalar(byte, isAlt: true, into: &events)
    }

    /// Begins the sequence that a C1 control character introduces; false if it introduces none.
    @discardableResult
    private mutating func introduce(c1: Unicode.Scalar) -> Bool {
        switch c1.value {
        case 0x8f: state = .singleShift
        case 0x9b: state = .control
        // DCS, SOS, OSC, PM, APC
        case 0x90, 0x98, 0x9d, 0x9e, 0x9f: state = .string
        default: return false
        }
        bytes = []
        stringLength = 0
        isOperatingSystemCommand = c1.value == 0x9d
        isDropped = false
        isC1 = false
        return true
    }

    // MARK: Sequences

    /// CSI: parameters 0x30…0x3f, intermediates 0x20…0x2f, one final byte 0x40…0x7e.
    private mutating func continueControl(_ byte: UInt8, into events: inout [TerminalEvent]) {
        if bytes.isEmpty, byte == UInt8(ascii: "M") { return state = .mouse }
        if bytes.isEmpty, byte == UInt8(ascii: "[") { return state = .consoleFunction }
        switch byte {
        case UInt8(ascii: "$") where !bytes.isEmpty && bytes.allSatisfy({ (0x30...0x39).contains($0) }):
            // rxvt ends its keys with Shift so; elsewhere it is an intermediate byte behind several parameters.
            finishControl(byte, into: &events)
        case 0x20...0x3f: collect(byte)
        case 0x40...0x7e: finishControl(byte, into: &events)
        default: abandon(byte, into: &events)
        }
    }

    private mutating func finishControl(_ final: UInt8, into events: inout [TerminalEvent]) {
        state = .ground
        let sequence = ControlSequence(bytes, final: final)
        if sequence.isPasteStart {
            // However late: what follows is no typing.
            paste = PasteCollector(limit: pasteLimit, isC1: isC1)
            state = .paste
        } else if sequence.isDeviceAttributes {
            answers.hasDeviceAttributes = true
        } else if !isDropped, let event = sequence.event {
            events.append(event)
        }
    }

    /// SS3: perhaps parameters, one final byte.
    private mutating func continueSingleShift(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        case 0x30...0x3b: collect(byte)
        case 0x40...0x7e:
            state = .ground
            if !isDropped, let key = ControlSequence(bytes, final: byte).singleShiftKey { events.append(.key(key)) }
        default: abandon(byte, into: &events)
        }
    }

    /// Three bytes, each 32 more than its value; columns end at 223.
    private mutating func continueMouse(_ byte: UInt8, into events: inout [TerminalEvent]) {
        guard byte >= 0x20 else { return abandon(byte, into: &events) }
        bytes.append(byte)
        guard bytes.count == 3 else { return }
        state = .ground
        let (code, x, y) = (Int(bytes[0]) - 32, Int(bytes[1]) - 32, Int(bytes[2]) - 32)
        if !isDropped, let event = ControlSequence.mouse(code: code, x: x, y: y, isRelease: code & 3 == 3 && code < 64) {
            events.append(.mouse(event))
        }
    }

    private mutating func collect(_ byte: UInt8) {
        if bytes.count < Self.keptBytes { bytes.append(byte) } else { isDropped = true }
    }

    /// A byte that belongs to no sequence: the sequence is over, and the byte begins something new.
    private mutating func abandon(_ byte: UInt8, into events: inout [TerminalEvent]) {
        state = .ground
        if !Self.isAbort(byte) { step(byte, into: &events) }
    }

    // MARK: Strings

    /// Skips a string, of any length, up to its terminator: BEL, Esc \, or U+009C in UTF-8.
    private mutating func continueString(_ byte: UInt8) {
        if byte == 7 { return endString() }
        if byte == 0x9c, bytes.last == 0xc2 {
            bytes.removeLast()
            return endString()
        }
        if Self.isAbort(byte) { return state = .ground }
        if byte == 0x1b { return state = .stringEscape }
        stringLength += 1
        // The last byte is always kept: it may be the first half of a terminator.
        if bytes.count > Self.keptBytes { bytes.removeLast() }
        bytes.append(byte)
    }

    private mutating func endString() {
        state = .ground
        if isOperatingSystemCommand, stringLength <= Self.keptBytes { answers.take(operatingSystemCommand: bytes) }
    }
}
