import Text

/// Why a model cannot be used, in one sentence: the file, what was found, what was expected.
public struct ModelError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// "FILE: what was found, what was expected".
    public init(file: String, _ finding: String) { description = "\(displayable(file, limit: 4096)): \(finding)" }
}
