/// What stands beside a file on its way: how much of it counts, with which numbers to go on, and what work it is.
///
/// A text: a line with the size and the numbers, then the lines of the identity.
struct PartialState {
    let size: Int
    let numbers: [UInt64]
    let identity: String

    private static let longest = 1 << 16

    init(size: Int, numbers: [UInt64], identity: String) { (self.size, self.numbers, self.identity) = (size, numbers, identity) }

    var text: String { ([UInt64(size)] + numbers).map(String.init).joined(separator: " ") + "\n" + identity + "\n" }

    /// Reads a state; nil if there is none.
    init?(path: String) throws(FileError) {
        guard Self.exists(path) else { return nil }
        let text = String(decoding: try WholeFile.bytes(path: path, limit: Self.longest), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ").map { UInt64($0) }
        let numbers = words.compactMap(\.self)
        guard let first = numbers.first, numbers.count == words.count, let size = Int(exactly: first) else {
            throw FileError.content(path, "is not the state of an interrupted output; remove it")
        }
        self.init(size: size, numbers: Array(numbers.dropFirst()), identity: lines.dropFirst().dropLast().joined(separator: "\n"))
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
