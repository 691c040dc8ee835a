import CZlib

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is noted beside a partial file: how much of it counts, the numbers with which to resume, and what work it is.
///
/// A text: a line with the size and the numbers, the lines of the identity, and a line with the checksum of those before, since
/// a damaged number would make a wrong file unnoticed.
struct PartialState {
    let size: Int
    let numbers: [UInt64]
    let identity: String

    private static let longest = 1 << 16

    init(size: Int, numbers: [UInt64], identity: String) { (self.size, self.numbers, self.identity) = (size, numbers, identity) }

    var text: String {
        let lines = ([UInt64(size)] + numbers).map(String.init).joined(separator: " ") + "\n" + identity + "\n"
        return lines + Self.seal(lines)
    }

    /// The last line of a text that has these lines before.
    static func seal(_ lines: String) -> String {
        let bytes = Array(lines.utf8)
        return "crc32 \(String(crc32(0, bytes, UInt32(bytes.count)), radix: 16))\n"
    }

    /// Reads a state; nil if there is none.
    init?(path: PathBytes) throws(FileError) {
        guard access(path.cString, F_OK) == 0 else { return nil }
        let text = String(decoding: try WholeFile.bytes(path: path, limit: Self.longest), as: UTF8.self)
        // The identity, the checksum, and nothing behind the last end of a line.
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String(Substring($0)) }
        let words = lines[0].split(separator: " ").map { UInt64($0) }
        let numbers = words.compactMap(\.self)
        let sealed = lines.dropLast(2).joined(separator: "\n") + "\n"
        guard lines.count >= 4, text == sealed + Self.seal(sealed),
            let first = numbers.first, numbers.count == words.count, let size = Int(exactly: first)
        else {
            throw FileError.content(path.text, "is damaged, or is the state of another version's output; remove it to start over")
        }
        self.init(size: size, numbers: Array(numbers.dropFirst()), identity: lines[1..<(lines.count - 2)].joined(separator: "\n"))
    }
}
