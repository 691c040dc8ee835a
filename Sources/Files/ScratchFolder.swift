#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Folders for files that are needed for a while only.
enum ScratchFolder {
    /// In the order in which they are tried: `TMPDIR`, unless it is empty, and the usual ones.
    static var all: [String] {
        let own = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        return (own.isEmpty ? [] : [own]) + ["/tmp", "/var/tmp", "."]
    }
}
