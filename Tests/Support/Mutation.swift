/// One change of a file: some of its bytes are replaced.
public struct Mutation: Hashable, Sendable, CustomStringConvertible {
    /// A description of the change.
    public let name: String
    /// The position in the file after the mutations before this one.
    public let place: Int
    /// The number of bytes removed.
    public let length: Int
    /// The bytes inserted.
    public let bytes: [UInt8]

    public init(_ name: String, at place: Int, length: Int = 0, bytes: [UInt8] = []) {
        (self.name, self.place, self.length, self.bytes) = (name, place, length, bytes)
    }

    /// The file with this change. Parts beyond the end of a shorter file are dropped.
    public func applied(to file: [UInt8]) -> [UInt8] {
        let start = min(place, file.count)
        let end = min(start + length, file.count)
        var result = [UInt8]()
        result.reserveCapacity(file.count - (end - start) + bytes.count)
        result += file[..<start]
        result += bytes
        result += file[end...]
        return result
    }

    public var description: String { "\(name) at byte \(place)" }
}
