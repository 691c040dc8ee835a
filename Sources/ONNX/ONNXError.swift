/// Why a graph cannot be read or written, in one sentence without the file name: where, what was found, what was expected.
public struct ONNXError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
