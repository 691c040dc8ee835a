extension VTScreen {
    enum ParserState: Hashable { case ground, escape, control, string, charset, scalar(missing: Int) }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { step(byte) }
    }

    private mutating func step(_ byte: UInt8) {
        // CAN and ESC end an open sequence.
        if byte == 0x18 || byte == 0x1a { return state = .ground }
        switch state {
        case .ground: plain(byte)
        case .scalar(let missing):
            collected.append(byte)
            guard missing == 1 else { return state = .scalar(missing: missing - 1) }
            state = .ground
            for scalar in String(decoding: collected, as: UTF8.self).unicodeScalars { put(scalar) }
        case .escape: escape(byte)
        case .charset:
            state = .ground
            if byte != UInt8(ascii: "B"), byte != UInt8(ascii: "0") { unknown.append("charset \(byte)") }
        case .string:
            collected.append(byte)
            if byte == 7 || collected.suffix(2) == [0x1b, UInt8(ascii: "\\")] {
                state = .ground
                string(collected.dropLast(byte == 7 ? 1 : 2))
            }
        case .control:
            if byte == 0x1b {
                unknown.append("broken sequence " + String(decoding: collected, as: UTF8.self))
                return state = .escape
            }
            guard (0x40...0x7e).contains(byte) else { return collected.append(byte) }
            state = .ground
            control(collected, Unicode.Scalar(byte))
        }
    }

    private mutating func plain(_ byte: UInt8) {
        switch byte {
        case 0x00, 0x07, 0x0e, 0x0f: break
        case 0x08: cursor.x = max(0, min(cursor.x, width - 1) - 1)
        case 0x09: cursor.x = min(width - 1, (cursor.x / 8 + 1) * 8)
        case 0x0a, 0x0b, 0x0c: lineFeed()
        case 0x0d: cursor.x = 0
        case 0x1b:
            state = .escape
            collected = []
        case 0x20..<0x7f: put(Unicode.Scalar(byte))
        case 0xc2..<0xf5:
            collected = [byte]
            state = .scalar(missing: byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1)
        default: unknown.append("byte \(byte)")
        }
    }

    private mutating func escape(_ byte: UInt8) {
        state = .ground
        collected = []
        switch Unicode.Scalar(byte) {
        case "[": state = .control
        case "]", "P", "_", "^":
            state = .string
            collected = [byte]
        case "(", ")": state = .charset
        case "7": savedCursor = cursor
        case "8": cursor = savedCursor
        case "D": lineFeed()
        case "E":
            cursor.x = 0
            lineFeed()
        case "M": reverseLineFeed()
        case "c": self = VTScreen(width: width, height: height)
        case "=", ">", "\\", "H": break
        default: unknown.append("ESC " + String(Unicode.Scalar(byte)))
        }
    }

    /// OSC 0 and 2 set the title, 52 the clipboard.
    private mutating func string(_ bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.dropFirst().split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        switch (text.first, parts.first) {
        case ("]", "0"), ("]", "2"): title = parts.dropFirst().joined(separator: ";")
        case ("]", "52"): clipboard.append(parts.last ?? "")
        // ncurses resets the palette, which is unchanged.
        case ("]", "104"): break
        default: unknown.append("string " + text)
        }
    }

    private mutating func control(_ bytes: [UInt8], _ final: Unicode.Scalar) {
        func unknown(_ screen: inout VTScreen) { screen.unknown.append("CSI \(String(decoding: bytes, as: UTF8.self))\(final)") }
        switch bytes.first {
        case UInt8(ascii: "?"):
            // The cursor shape of the Linux console.
            if final == "c" { return }
            guard let modes = Self.numbers(bytes.dropFirst()), final == "h" || final == "l" else { return unknown(&self) }
            for mode in modes { privateMode(mode, isOn: final == "h") }
            return
        // Soft reset and xterm's key settings change nothing that this screen keeps.
        case UInt8(ascii: "!"), UInt8(ascii: ">"): return
        default: break
        }
        guard let parameters = Self.numbers(bytes[...]) else { return unknown(&self) }
        func number(_ index: Int) -> Int { index < parameters.count ? max(1, parameters[index]) : 1 }
        let count = number(0)
        let row = cursor.y * width
        let column = min(cursor.x, width - 1)
        switch final {
        case "A": cursor.y = max(0, cursor.y - count)
        case "B": cursor.y = min(height - 1, cursor.y + count)
        case "C": cursor.x = min(width - 1, cursor.x + count)
        case "D": cursor.x = max(0, column - count)
        case "G", "`": cursor.x = min(width, count) - 1
        case "d": cursor.y = min(height, count) - 1
        case "H", "f": cursor = (min(width, number(1)) - 1, min(height, number(0)) - 1)
        case "J":
            switch parameters.first ?? 0 {
            case 0: erase((row + column)..<cells.count)
            case 1: erase(0..<(row + column + 1))
            default: erase(cells.indices)
            }
        case "K":
            switch parameters.first ?? 0 {
            case 0: erase((row + column)..<(row + width))
            case 1: erase(row..<(row + column + 1))
            default: erase(row..<(row + width))
            }
        case "X": erase((row + column)..<(row + min(width, column + count)))
        case "@": shiftRow(by: count)
        case "P": shiftRow(by: -count)
        case "L": scroll(from: cursor.y, by: -count)
        case "M": scroll(from: cursor.y, by: count)
        case "S": scroll(from: margins.lowerBound, by: count)
        case "T": scroll(from: margins.lowerBound, by: -count)
        case "b": for _ in 0..<count { put(lastGlyph) }
        case "r":
            let bottom = parameters.count > 1 && parameters[1] > 0 ? min(height, parameters[1]) : height
            margins = (min(count, bottom) - 1)...(bottom - 1)
            cursor = (0, 0)
        case "s": savedCursor = cursor
        case "u": cursor = savedCursor
        case "m": graphics(parameters)
        // Insert mode stays off; 34 is the cursor shape of GNU screen; t saves and restores window titles.
        case "l", "t": break
        case "h" where parameters == [34]: break
        default: unknown(&self)
        }
    }

    /// Parameters between semicolons, with empty ones as 0; nil if there is anything but digits.
    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
        var numbers = [0]
        for byte in bytes {
            switch byte {
            case UInt8(ascii: ";"): numbers.append(0)
            case 0x30...0x39: numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
            default: return nil
            }
        }
        return numbers
    }

    private mutating func privateMode(_ mode: Int, isOn: Bool) {
        if isOn { modes.insert(mode) } else { modes.remove(mode) }
        switch mode {
        case 7: wraps = isOn
        case 25: isCursorVisible = isOn
        case 1049: if isOn { enterAlternateScreen() } else { leaveAlternateScreen() }
        // Cursor keys, columns, scrolling, reverse video, blinking; mouse, paste, synchronised output.
        case 1, 3, 4, 5, 12, 1000...1006, 2004, 2026: break
        default: unknown.append("mode \(mode)")
        }
    }

    private mutating func graphics(_ parameters: [Int]) {
        var index = 0
        func tone() -> Tone? {
            let rest = parameters[(index + 1)...]
            if rest.count >= 2, rest.first == 5 {
                defer { index += 2 }
                return .indexed(parameters[index + 2])
            }
            if rest.count >= 4, rest.first == 2 {
                defer { index += 4 }
                return .rgb(parameters[index + 2], parameters[index + 3], parameters[index + 4])
            }
            return nil
        }
        while index < parameters.count {
            switch parameters[index] {
            case 0: pen = Pen()
            case 1: pen.isBold = true
            case 2: pen.isDim = true
            case 4: pen.isUnderlined = true
            case 7: pen.isReverse = true
            case 22: (pen.isBold, pen.isDim) = (false, false)
            case 24: pen.isUnderlined = false
            case 27: pen.isReverse = false
            case let code where (30...37).contains(code): pen.foreground = .indexed(code - 30)
            case let code where (40...47).contains(code): pen.background = .indexed(code - 40)
            case let code where (90...97).contains(code): pen.foreground = .indexed(code - 82)
            case let code where (100...107).contains(code): pen.background = .indexed(code - 92)
            case 39: pen.foreground = .standard
            case 49: pen.background = .standard
            case 38, 48:
                let isForeground = parameters[index] == 38
                guard let tone = tone() else { return unknown.append("SGR \(parameters)") }
                if isForeground { pen.foreground = tone } else { pen.background = tone }
            // Blinking, italics and fonts are not shown.
            case 5, 25, 3, 23, 10...12: break
            default: unknown.append("SGR \(parameters[index])")
            }
            index += 1
        }
    }
}
