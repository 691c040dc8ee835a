/// One thing done to a file: some of its bytes are replaced by others.
public struct Mutation: Hashable, Sendable, CustomStringConvertible {
    /// What was done, in words.
    public let name: String
    /// Where, in the file as the mutations before this one left it.
    public let place: Int
    /// How many bytes go.
    public let length: Int
    /// What comes instead.
    public let bytes: [UInt8]

    public init(_ name: String, at place: Int, length: Int = 0, bytes: [UInt8] = []) {
        (self.name, self.place, self.length, self.bytes) = (name, place, length, bytes)
    }

    /// The file with this done to it. What lies behind the end of a shorter file than it was made for is left out.
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
