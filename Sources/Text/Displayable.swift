/// Makes text of unknown origin (a file name, file content, an argument) safe to show: scalars that a terminal would obey
/// instead of showing become `?`, and text beyond `limit` characters becomes "...".
public func displayable(_ text: String, limit: Int = 400) -> String {
    var shown = String.UnicodeScalarView()
    var room = limit
    for scalar in text.unicodeScalars {
        guard room > 0 else {
            shown.append(contentsOf: "...".unicodeScalars)
            break
        }
        shown.append(scalar.isDisplayable ? scalar : "?")
        room -= 1
    }
    return String(shown)
}

/// Short text of unknown origin, quoted for a sentence.
public func quoted(_ text: String, limit: Int = 60) -> String { "\"\(displayable(text, limit: limit))\"" }

extension Unicode.Scalar {
    /// Whether every terminal shows this scalar, and shows it alike: no C0 or C1 control characters, no marks that change the
    /// direction of text, no private or unassigned scalars.
    public var isDisplayable: Bool {
        if isASCII { return (0x20..<0x7F).contains(value) }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
        default: return true
        }
    }
}
