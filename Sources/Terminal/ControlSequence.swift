/// One complete escape sequence of the input, without its introducer.
struct ControlSequence {
    /// The bytes `<`, `=`, `>` or `?` in front of the parameters.
    private let prefix: UInt8?
    private let parameters: [Int]
    /// More than any report has, and no scalar.
    private static let largestParameter = 9_999_999
    private let final: UInt8

    init(parameterBytes: ArraySlice<UInt8>, final: UInt8) {
        self.final = final
        var bytes = parameterBytes
        if let first = bytes.first, (0x3c...0x3f).contains(first) {
            prefix = first
            bytes.removeFirst()
        } else {
            prefix = nil
        }
        parameters = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
            // Sub-parameters after a colon refine what is read before it.
            field.prefix { (0x30...0x39).contains($0) }.reduce(0) { min($0 * 10 + Int($1 - 0x30), Self.largestParameter) }
        }
    }

    private func parameter(_ index: Int) -> Int { index < parameters.count ? parameters[index] : 0 }

    var isPasteStart: Bool { prefix == nil && final == UInt8(ascii: "~") && parameter(0) == 200 }

    /// The event of a CSI sequence; nil for those that are no input.
    var event: TerminalEvent? {
        switch prefix {
        case nil: key.map(TerminalEvent.key)
        case UInt8(ascii: "<") where final == UInt8(ascii: "M") || final == UInt8(ascii: "m"):
            Self.mouse(code: parameter(0), x: parameter(1), y: parameter(2), isRelease: final == UInt8(ascii: "m"))
                .map(TerminalEvent.mouse)
        default: nil
        }
    }

    // MARK: Keys

    /// xterm's second parameter: 1 + (shift 1, alt 2, control 4, meta 8).
    private func modifiers(_ index: Int) -> Modifiers {
        let bits = max(0, parameter(index) - 1)
        var modifiers: Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & (2 | 8) != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    private var key: Key? {
        switch Unicode.Scalar(final) {
        case "~":
            return parameter(0) == 27
                ? character(parameter(2), modifiers(1)) : Self.numbered(parameter(0)).map { Key($0, modifiers(1)) }
        // rxvt marks control and shift by the final byte.
        case "^": return Self.numbered(parameter(0)).map { Key($0, .control) }
        case "@": return Self.numbered(parameter(0)).map { Key($0, [.control, .shift]) }
        case "a": return Key(.up, .shift)
        case "b": return Key(.down, .shift)
        case "c": return Key(.right, .shift)
        case "d": return Key(.left, .shift)
        case "Z": return Key(.tab, .shift)
        case "u": return character(parameter(0), modifiers(1))
        default: return Self.lettered(final).map { Key($0, modifiers(1)) }
        }
    }

    /// The key of an SS3 sequence: cursor and function keys, rxvt's control-cursor keys, the numeric keypad.
    var singleShiftKey: Key? {
        let modifiers = modifiers(parameters.count > 1 ? 1 : 0)
        switch final {
        case UInt8(ascii: "a"): return Key(.up, .control)
        case UInt8(ascii: "b"): return Key(.down, .control)
        case UInt8(ascii: "c"): return Key(.right, .control)
        case UInt8(ascii: "d"): return Key(.left, .control)
        case UInt8(ascii: "M"): return Key(.enter, modifiers)
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            // Keypad j…y stand for the characters * … 9.
            return Key(.character(Unicode.Scalar(final - 0x40)), modifiers)
        default: return Self.lettered(final).map { Key($0, modifiers) }
        }
    }

    /// A key given by its code point.
    private func character(_ value: Int, _ modifiers: Modifiers) -> Key? {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return nil }
        var key = InputDecoder.key(typing: scalar)
        key.modifiers.formUnion(modifiers)
        guard case .character = key.code else { return key }
        // A capital already says shift, and Ctrl-Shift-R is Ctrl-R on every other terminal.
        if key.modifiers.remove(.shift) != nil, key.modifiers.isEmpty,
            let capital = scalar.properties.uppercaseMapping.unicodeScalars.first
        {
            key.code = .character(capital)
        }
        return key
    }

    private static func lettered(_ final: UInt8) -> KeyCode? {
        switch Unicode.Scalar(final) {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "F": .end
        case "H": .home
        case "P": .function(1)
        case "Q": .function(2)
        case "R": .function(3)
        case "S": .function(4)
        default: nil
        }
    }

    private static func numbered(_ number: Int) -> KeyCode? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        // Gaps at 16, 22, 27, 30 are those of the VT220's keyboard.
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    // MARK: Mouse

    /// A report; `code` packs button, modifiers and motion, positions count from 1. Nil for motion without a button, sideways wheels
    /// and buttons beyond the third.
    static func mouse(code: Int, x: Int, y: Int, isRelease: Bool) -> MouseEvent? {
        guard code >= 0, code < 128, x >= 1, y >= 1 else { return nil }
        var modifiers: Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        func event(_ action: MouseEvent.Action, _ button: Int) -> MouseEvent {
            MouseEvent(action, button: button, x: x - 1, y: y - 1, modifiers: modifiers)
        }
        let button = code & 3
        let isMotion = code & 32 != 0
        if code & 64 != 0 {
            guard !isRelease, !isMotion, button < 2 else { return nil }
            return event(button == 0 ? .wheelUp : .wheelDown, 0)
        }
        if isMotion { return button == 3 ? nil : event(.drag, button + 1) }
        if isRelease { return event(.release, button == 3 ? 0 : button + 1) }
        return button == 3 ? nil : event(.press, button + 1)
    }
}
