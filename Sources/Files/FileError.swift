import Text

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What went wrong with a file, in one sentence that names it.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let description: String

    /// Characters of the longest sentence: two paths of any length fit.
    private static let longest = 10_000

    public init(path: String, _ description: String) {
        self.path = path
        // It quotes names and contents of files, which may hold anything.
        self.description = displayable(description, limit: Self.longest)
    }

    /// The system refused: "Could not write out.npz: No space left on device."
    static func system(_ action: String, _ path: String, code: Int32 = errno) -> FileError {
        FileError(path: path, "Could not \(action) \(path): \(String(cString: strerror(code))).")
    }

    /// The content is not what it should be: "points.npz: found …; expected …."
    package static func content(_ path: String, _ found: String) -> FileError {
        FileError(path: path, "\(path): \(found).")
    }
}
