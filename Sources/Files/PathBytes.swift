#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A path as the system has it: bytes, which need not be UTF-8.
struct PathBytes: Hashable, Sendable {
    let bytes: [UInt8]

    private static let slash = UInt8(ascii: "/")

    init(_ text: String) { bytes = Array(text.utf8) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// For the system's functions.
    var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    /// For messages: what is not UTF-8 is replaced.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    var isAbsolute: Bool { bytes.first == Self.slash }

    /// What follows the last slash; empty if the path ends with one.
    var name: [UInt8] { bytes.lastIndex(of: Self.slash).map { Array(bytes[($0 + 1)...]) } ?? bytes }

    /// What precedes the last slash: "." if there is none.
    var folder: PathBytes {
        guard let slash = bytes.lastIndex(of: Self.slash) else { return PathBytes(".") }
        return PathBytes(bytes: slash == 0 ? [Self.slash] : Array(bytes[..<slash]))
    }

    /// An entry of this folder.
    func entry(_ name: [UInt8]) -> PathBytes {
        PathBytes(bytes: bytes.last == Self.slash ? bytes + name : bytes + [Self.slash] + name)
    }

    func appending(_ suffix: String) -> PathBytes { PathBytes(bytes: bytes + Array(suffix.utf8)) }

    /// The absolute path without links; nil, with `errno`, if nothing is there.
    var resolved: PathBytes? {
        guard let path = realpath(cString, nil) else { return nil }
        defer { free(path) }
        return PathBytes(bytes: UnsafeBufferPointer(start: path, count: strlen(path)).map { UInt8(bitPattern: $0) })
    }

    /// What a symbolic link contains; nil if this is not one.
    var linkTarget: PathBytes? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(cString, &bytes, bytes.count)
        return count > 0 ? PathBytes(bytes: bytes[..<count].map { UInt8(bitPattern: $0) }) : nil
    }

    /// What the system says of the file, links followed; nil, with `errno`, if nothing is there.
    var status: stat? {
        var status = stat()
        return stat(cString, &status) == 0 ? status : nil
    }
}
