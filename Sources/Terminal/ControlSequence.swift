/// One complete escape sequence of the input, without its introducer.
struct ControlSequence {
    /// One of the bytes `<`, `=`, `>` or `?` in front of the parameters.
    private let prefix: UInt8?
    /// Parameters separated by semicolons, each with its sub-parameters separated by colons.
    private let parameters: [[Int]]
    private let hasIntermediates: Bool
    private let final: UInt8
    /// More than any report has, and no scalar.
    private static let largestParameter = 9_999_999

    /// - Parameter bytes: what stands between the introducer and the final byte.
    init(_ bytes: [UInt8], final: UInt8) {
        self.final = final
        var body = bytes[...]
        if let first = body.first, (0x3c...0x3f).contains(first) {
            prefix = first
            body.removeFirst()
        } else {
            prefix = nil
        }
        hasIntermediates = body.contains { $0 < 0x30 }
        parameters = body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
            field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { digits in
                digits.reduce(0) { min($0 * 10 + Int($1 & 0x0f), Self.largestParameter) }
            }
        }
    }

    /// A parameter or one of its sub-parameters; 0 where it is missing.
    private func parameter(_ index: Int, _ subindex: Int = 0) -> Int {
        guard index < parameters.count, subindex < parameters[index].count else { return 0 }
        return parameters[index][subindex]
    }

    var isPasteStart: Bool { prefix == nil && final == UInt8(ascii: "~") && parameter(0) == 200 }

    /// Whether it answers a request for the primary device attributes (DA1).
    var isDeviceAttributes: Bool { prefix == UInt8(ascii: "?") && final == UInt8(ascii: "c") }

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

    /// The second parameter of xterm and kitty: 1 + (shift 1, alt 2, control 4, super 8, hyper 16, meta 32, caps lock 64, num lock 128).
    /// xterm's meta is 8. All but shift and control count as alt: a key with one of them is not the plain key.
    private func modifiers(_ index: Int) -> Modifiers {
        let bits = max(0, parameter(index) - 1)
        var modifiers: Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & (2 | 8 | 16 | 32) != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    private var hasCapsLock: Bool { max(0, parameter(1) - 1) & 64 != 0 }

    /// Kitty's event types are 1 press, 2 repeat, 3 release, behind the modifiers; a release does nothing.
    private var isRelease: Bool { parameter(1, 1) == 3 }

    private var key: Key? {
        guard !isRelease, !hasIntermediates else { return nil }
        switch Unicode.Scalar(final) {
        case "~":
            // xterm's modifyOtherKeys: 27 ; modifiers ; character.
            return parameter(0) == 27 && parameters.count > 2
                ? Self.character(parameter(2), modifiers(1)) : Self.numbered(parameter(0)).map { Key($0, modifiers(1)) }
        // rxvt marks shift and control by the final byte.
        case "$": return Self.numbered(parameter(0)).map { Key($0, .shift) }
        case "^": return Self.numbered(parameter(0)).map { Key($0, .control) }
        case "@": return Self.numbered(parameter(0)).map { Key($0, [.control, .shift]) }
        case "a": return Key(.up, .shift)
        case "b": return Key(.down, .shift)
        case "c": return Key(.right, .shift)
        case "d": return Key(.left, .shift)
        case "Z": return Key(.tab, .shift)
        case "u": return unicodeKey
        // Anything but 1 belongs to a report, such as that of the cursor's position.
        default: return parameter(0) <= 1 ? Self.lettered(final).map { Key($0, modifiers(1)) } : nil
        }
    }

    /// kitty's form: key : shifted key : key of the standard layout ; modifiers : event type ; text. xterm's has no sub-parameters.
    private var unicodeKey: Key? {
        let modifiers = modifiers(1)
        if Self.functional.contains(parameter(0)) { return Self.functional(parameter(0)).map { Key($0, modifiers) } }
        let isText = !modifiers.contains(.alt) && !modifiers.contains(.control)
        let text = parameter(2)
        if isText, text > 0 { return Self.character(text, []) }
        guard parameter(0) > 0 else { return nil }
        let shifted = parameter(0, 1)
        if isText, modifiers.contains(.shift), shifted > 0 { return Self.character(shifted, []) }
        var shift = modifiers
        // Caps lock inverts shift for letters, whose code is always that of the small letter.
        if hasCapsLock, isText, let scalar = Unicode.Scalar(UInt32(parameter(0))), scalar.properties.isAlphabetic {
            shift.formSymmetricDifference(.shift)
        }
        return Self.character(parameter(0), shift)
    }

    /// The key of an SS3 sequence: cursor and function keys, rxvt's control-cursor keys, the numeric keypad.
    var singleShiftKey: Key? {
        guard !isRelease else { return nil }
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
    private static func character(_ value: Int, _ modifiers: Modifiers) -> Key? {
        guard let scalar = Unicode.Scalar(UInt32(value)), !(0x80..<0xa0).contains(value), !functional.contains(value) else {
            return nil
        }
        var key = Key(typing: scalar)
        key.modifiers.formUnion(modifiers)
        guard case .character(let character) = key.code else { return key }
        let hasShift = key.modifiers.remove(.shift) != nil
        if key.modifiers.contains(.control) {
            // Ctrl-Shift-R is Ctrl-R on every other terminal.
            if let small = character.properties.lowercaseMapping.unicodeScalars.first { key.code = .character(small) }
        } else if hasShift, let capital = character.properties.uppercaseMapping.unicodeScalars.first {
            // A capital already says shift.
            key.code = .character(capital)
        }
        return key
    }

    /// The private code points of kitty's keys that type nothing.
    private static let functional = 57344...63743

    /// The key with one of those code points; nil if it means nothing here.
    /// Source: https://sw.kovidgoyal.net/kitty/keyboard-protocol/#functional-key-definitions, and glfw3.h of kitty for 57344…57375.
    private static func functional(_ value: Int) -> KeyCode? {
        switch value {
        case 57344: return .escape
        case 57345, 57414: return .enter
        case 57346: return .tab
        case 57347: return .backspace
        case 57348, 57425: return .insert
        case 57349, 57426: return .delete
        case 57350, 57417: return .left
        case 57351, 57418: return .right
        case 57352, 57419: return .up
        case 57353, 57420: return .down
        case 57354, 57421: return .pageUp
        case 57355, 57422: return .pageDown
        case 57356, 57423: return .home
        case 57357, 57424: return .end
        case 57364...57398: return .function(value - 57363)
        // The keypad's digits and signs.
        case 57399...57408: return .character(Unicode.Scalar(UInt8(value - 57399 + 0x30)))
        case 57409: return .character(".")
        case 57410: return .character("/")
        case 57411: return .character("*")
        case 57412: return .character("-")
        case 57413: return .character("+")
        case 57415: return .character("=")
        case 57416: return .character(",")
        default: return nil
        }
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
