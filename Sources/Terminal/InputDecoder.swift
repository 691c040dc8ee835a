/// Turns the bytes a terminal sends into keys, mouse events and pastes.
///
/// One Esc byte is both a key and the beginning of a sequence: only silence tells them apart. After each `feed`, wait no longer than
/// `patience` for more bytes, then call `expire`.
///
/// Understood are the sequences of xterm and what follows it (tmux, GNU screen, the Linux console, rxvt, kitty's `u` form, SGR and
/// X10 mouse reports, bracketed paste); everything else that is well formed is skipped without leaving letters behind,
/// but for SOS (Esc X), which no terminal sends and Alt-X is.
struct InputDecoder: Sendable {
    /// Bytes of a sequence or a scalar that is not complete.
    private var pending: [UInt8] = []
    private var paste: PasteCollector?
    private let pasteLimit: Int

    /// The longest sequence: anything longer is noise.
    private static let sequenceLimit = 4096

    /// - Parameter pasteLimit: bytes of a paste that are kept.
    init(pasteLimit: Int = 1 << 16) { self.pasteLimit = pasteLimit }

    /// How long the bytes so far may wait for their rest; nil if nothing waits.
    var patience: Duration? {
        if paste != nil { return .seconds(1) }
        switch pending.count {
        case 0: return nil
        // A person can type these: Esc, Alt-[, Alt-O. Nobody types longer beginnings, so they may take as long as a slow line needs;
        // with an Esc behind them they were typed more likely than half of an end.
        case 1, 2: return .milliseconds(25)
        default: return pending.last == 0x1b ? .milliseconds(250) : .seconds(1)
        }
    }

    mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        for byte in bytes {
            if paste != nil {
                if let text = paste?.feed(byte) {
                    paste = nil
                    events.append(.paste(text))
                }
            } else {
                pending.append(byte)
                decode(into: &events)
            }
        }
        return events
    }

    /// Nothing more came within `patience`.
    mutating func expire() -> [TerminalEvent] {
        defer { pending = [] }
        if let open = paste {
            paste = nil
            return [.paste(open.text)]
        }
        if pending.last == 0x1b { return [.key(Key(.escape))] }
        guard pending.count == 2, pending[0] == 0x1b, (0x20...0x7e).contains(pending[1]) else { return [] }
        return [.key(Key(.character(Unicode.Scalar(pending[1])), .alt))]
    }

    /// Takes a complete key or sequence off `pending`, if there is one.
    private mutating func decode(into events: inout [TerminalEvent]) {
        guard pending[0] == 0x1b else { return decodePlain(into: &events) }
        guard pending.count > 1 else { return }
        guard pending.count <= Self.sequenceLimit else { return pending = [] }
        switch pending[1] {
        case 0x1b:
            // The first Esc was a key of its own; the second may begin a sequence.
            events.append(.key(Key(.escape)))
            pending.removeFirst()
        case UInt8(ascii: "["): decodeControlSequence(into: &events)
        case UInt8(ascii: "O"): decodeSingleShift(into: &events)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): skipString(into: &events)
        default: decodeAlt(into: &events)
        }
    }

    // MARK: Characters

    private mutating func decodePlain(into events: inout [TerminalEvent]) {
        switch scalar(at: 0) {
        case .incomplete: return
        case .invalid:
            // A byte that begins no scalar, or a scalar cut short by a byte that begins the next.
            let rest = pending.dropFirst()
            pending = []
            for byte in rest {
                pending.append(byte)
                decode(into: &events)
            }
        case .scalar(let scalar):
            pending = []
            events.append(.key(Self.key(typing: scalar)))
        }
    }

    private mutating func decodeAlt(into events: inout [TerminalEvent]) {
        switch scalar(at: 1) {
        case .incomplete: return
        case .invalid: pending = []
        case .scalar(let scalar):
            pending = []
            var key = Self.key(typing: scalar)
            key.modifiers.insert(.alt)
            events.append(.key(key))
        }
    }

    /// The key behind one scalar, control characters among them.
    static func key(typing scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0: Key(.character(" "), .control)
        case 8, 127: Key(.backspace)
        case 9: Key(.tab)
        case 10, 13: Key(.enter)
        case 27: Key(.escape)
        case 1...26: Key(.character(Unicode.Scalar(UInt8(scalar.value) + 0x60)), .control)
        case 28...31: Key(.character(Unicode.Scalar(UInt8(scalar.value) + 0x40)), .control)
        default: Key(.character(scalar))
        }
    }

    private enum Scalar { case scalar(Unicode.Scalar), incomplete, invalid }

    /// The UTF-8 scalar that fills `pending` from a position to its end.
    private func scalar(at start: Int) -> Scalar {
        let first = pending[start]
        let length =
            switch first {
            case 0..<0x80: 1
            case 0xc2..<0xe0: 2
            case 0xe0..<0xf0: 3
            case 0xf0..<0xf5: 4
            default: 0
            }
        guard length > 0, pending[(start + 1)...].allSatisfy({ $0 & 0xc0 == 0x80 }) else { return .invalid }
        guard pending.count - start == length else { return .incomplete }
        // Overlong forms and surrogates fail here. C1 control characters are nobody's keys.
        guard let text = String(validating: pending[start...], as: UTF8.self), let scalar = text.unicodeScalars.first,
            !(0x80..<0xa0).contains(scalar.value)
        else { return .invalid }
        return .scalar(scalar)
    }

    // MARK: Sequences

    /// CSI: Esc [, parameters 0x30…0x3f, intermediates 0x20…0x2f, one final byte 0x40…0x7e.
    private mutating func decodeControlSequence(into events: inout [TerminalEvent]) {
        guard pending.count > 2, let last = pending.last else { return }
        if pending[2] == UInt8(ascii: "M") { return decodeX10Mouse(into: &events) }
        if pending[2] == UInt8(ascii: "[") {
            // The Linux console's function keys: Esc [ [ A … E.
            guard pending.count == 4 else { return }
            pending = []
            if case 0x41...0x45 = last { events.append(.key(Key(.function(Int(last) - 0x40)))) }
            return
        }
        switch last {
        case 0x20...0x3f: return
        case 0x40...0x7e:
            let sequence = ControlSequence(parameterBytes: pending[2..<(pending.count - 1)], final: last)
            pending = []
            if sequence.isPasteStart {
                paste = PasteCollector(limit: pasteLimit)
            } else if let event = sequence.event {
                events.append(event)
            }
        default:
            // Not part of any sequence: it begins something new.
            pending = [last]
            decode(into: &events)
        }
    }

    /// Three bytes follow, each 32 more than its value; columns end at 223.
    private mutating func decodeX10Mouse(into events: inout [TerminalEvent]) {
        guard pending.count == 6 else { return }
        let (code, x, y) = (Int(pending[3]) - 32, Int(pending[4]) - 32, Int(pending[5]) - 32)
        pending = []
        if let event = ControlSequence.mouse(code: code, x: x, y: y, isRelease: code & 3 == 3 && code < 64) {
            events.append(.mouse(event))
        }
    }

    /// SS3: Esc O, perhaps parameters, one final byte.
    private mutating func decodeSingleShift(into events: inout [TerminalEvent]) {
        guard pending.count > 2, let last = pending.last else { return }
        switch last {
        case 0x30...0x3b: return
        case 0x40...0x7e:
            let sequence = ControlSequence(parameterBytes: pending[2..<(pending.count - 1)], final: last)
            pending = []
            if let key = sequence.singleShiftKey { events.append(.key(key)) }
        default:
            pending = [last]
            decode(into: &events)
        }
    }

    /// An answer of the terminal that nobody asked for; ends with BEL or Esc \. Any other byte behind an Esc gives the string up, as in
    /// terminals' own parsers: it was Alt and a letter, typed close to what follows, and that Esc begins a key of its own.
    private mutating func skipString(into events: inout [TerminalEvent]) {
        guard pending.count > 2, let last = pending.last else { return }
        if last == 7 { return pending = [] }
        guard pending.count > 3, pending[pending.count - 2] == 0x1b else { return }
        pending = []
        guard last != UInt8(ascii: "\\") else { return }
        pending = [0x1b, last]
        decode(into: &events)
    }
}
