/// Text of unknown origin (a file's name or content, an argument) as it may be shown: whatever a terminal would obey
/// instead of showing becomes `?`, and what goes beyond `limit` characters becomes "...".
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

/// Short text of unknown origin, in quotes, for a sentence.
public func quoted(_ text: String, limit: Int = 60) -> String { "\"\(displayable(text, limit: limit))\"" }

extension Unicode.Scalar {
    /// Whether a terminal shows this scalar instead of obeying it, and everybody agrees on how it looks: no control
    /// characters of either set, no marks that turn the direction of text, no private or future scalars.
    public var isDisplayable: Bool {
        if isASCII { return (0x20..<0x7F).contains(value) }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
        default: return true
        }
    }
}
