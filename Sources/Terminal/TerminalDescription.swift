import CTerminal
import Glibc

/// What terminfo says about the terminal that TERM names.
struct TerminalDescription: Hashable, Sendable {
    /// Colours by number; 0 without colours.
    var colors: Int
    /// Whether colour numbers are red, green and blue.
    var hasDirectColors: Bool
    /// Whether the cursor is placed by an ANSI sequence (ECMA-48 CUP).
    var hasCursorAddressing: Bool

    /// Looks a terminal type up.
    static func read(type: String?) throws(TerminalError) -> TerminalDescription {
        guard let type, !type.isEmpty else { throw .terminalTypeMissing }
        var status: Int32 = 0
        // With a place for the status, terminfo reports a failure there instead of ending the program.
        guard type.withCString({ setupterm($0, STDOUT_FILENO, &status) }) == OK else { throw .unknownTerminal(type) }
        return TerminalDescription(
            colors: max(0, Int(tigetnum("colors"))),
            hasDirectColors: tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || string("RGB") != nil,
            hasCursorAddressing: string("cup")?.starts(with: [0x1b, UInt8(ascii: "[")]) == true && string("clear") != nil)
    }

    /// A string capability of the terminal in use, without its padding `$<…>`; nil if it has none.
    static func string(_ name: String) -> [UInt8]? {
        // Absent is a null pointer, a name that is no string capability is −1.
        guard let value = tigetstr(name), Int(bitPattern: value) != -1 else { return nil }
        var bytes = Array(String(cString: value).utf8)
        while let start = bytes.firstIndex(of: UInt8(ascii: "$")), start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "<"),
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
        {
            bytes.removeSubrange(start...end)
        }
        return bytes
    }
}
