/// Keys held down together with another.
public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Only where the terminal reports it apart: never with a character, whose capital already says so.
    public static let shift = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let control = Modifiers(rawValue: 4)
}

/// A key of the keyboard, as far as a terminal tells them apart.
public enum KeyCode: Hashable, Sendable {
    case character(Unicode.Scalar)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is `function(1)`.
    case function(Int)
}

/// One key press: Ctrl-R is `character("r")` with control, Shift-Tab is `tab` with shift, H is `character("H")` alone.
public struct Key: Hashable, Sendable {
    public var code: KeyCode
    public var modifiers: Modifiers

    public init(_ code: KeyCode, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }
}

extension Key: CustomStringConvertible {
    /// As a manual writes it: `Ctrl-R`, `Shift-Tab`, `q`, `F1`.
    public var description: String {
        var prefix = ""
        if modifiers.contains(.control) { prefix += "Ctrl-" }
        if modifiers.contains(.alt) { prefix += "Alt-" }
        if modifiers.contains(.shift) { prefix += "Shift-" }
        switch code {
        case .character(" "): return prefix + "Space"
        case .character(let scalar):
            return prefix + (modifiers.contains(.control) ? String(scalar).uppercased() : String(scalar))
        case .enter: return prefix + "Enter"
        case .escape: return prefix + "Esc"
        case .tab: return prefix + "Tab"
        case .backspace: return prefix + "Backspace"
        case .delete: return prefix + "Delete"
        case .insert: return prefix + "Insert"
        case .up: return prefix + "Up"
        case .down: return prefix + "Down"
        case .left: return prefix + "Left"
        case .right: return prefix + "Right"
        case .home: return prefix + "Home"
        case .end: return prefix + "End"
        case .pageUp: return prefix + "PageUp"
        case .pageDown: return prefix + "PageDown"
        case .function(let number): return prefix + "F\(number)"
        }
    }
}
