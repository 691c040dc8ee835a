/// Text from a file as it may be shown: no control or formatting characters, no more than `limit` characters.
public func displayable(_ text: String, limit: Int = 400) -> String {
    var clean = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
        if count == limit { break }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: continue
        default:
            clean.append(scalar)
            count += 1
        }
    }
    return String(clean)
}

/// A short name from a file, in quotes, for a sentence.
func quoted(_ text: String) -> String { "\"\(displayable(text, limit: 60))\"" }
