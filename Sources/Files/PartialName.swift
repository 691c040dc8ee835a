import CZlib

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Names for what is written beside a file until it is complete.
enum PartialName {
    /// The longest suffixes are ".partial.state.new" and ".PROCESS-ATTEMPT.partial".
    private static let longestSuffix = 24
    private static let usualLimit = 255

    /// The path with a suffix: "out.npz.partial". A name too long for any suffix is cut, and told apart by its checksum, so
    /// that a later program finds the same file.
    static func path(of target: PathBytes, _ suffix: String) -> PathBytes {
        let limit = pathconf(target.folder.cString, Int32(_PC_NAME_MAX))
        let name = stem(target.name, limit: limit > 0 ? limit : usualLimit)
        guard name != target.name else { return target.appending(suffix) }
        return target.folder.entry(name).appending(suffix)
    }

    private static func stem(_ name: [UInt8], limit: Int) -> [UInt8] {
        guard name.count + longestSuffix > limit else { return name }
        let checksum = Array(("~" + String(crc32(0, name, UInt32(name.count)), radix: 16)).utf8)
        var start = name.prefix(max(limit - longestSuffix - 9, 1))
        // Not within a character of UTF-8.
        if start.count < name.count, name[start.count] & 0xC0 == 0x80 {
            while let last = start.popLast(), last & 0xC0 == 0x80 {}
        }
        return start + checksum
    }
}
