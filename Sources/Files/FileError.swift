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
    /// Whether the sentence says where the bytes are that could not be written.
    let namesPartialFile: Bool

    /// Characters of the longest sentence: two paths of any length fit.
    private static let longest = 10_000

    public init(path: String, _ description: String) { self.init(path: path, description, namesPartialFile: false) }

    private init(path: String, _ description: String, namesPartialFile: Bool) {
        self.path = path
        // It quotes names and contents of files, which may hold anything.
        self.description = displayable(description, limit: Self.longest)
        self.namesPartialFile = namesPartialFile
    }

    /// The system refused: "Could not write out.npz: No space left on device."
    static func system(_ action: String, _ path: String, code: Int32 = errno) -> FileError {
        FileError(path: path, "Could not \(action) \(path): \(String(cString: strerror(code))).")
    }

    /// The content is not what it should be: "points.npz: found …; expected …."
    package static func content(_ path: String, _ found: String) -> FileError {
        FileError(path: path, "\(path): \(found).")
    }

    /// The same, and where the bytes are: "Could not write out.npz: Device or resource busy; the new file is in out.npz.7-0.partial."
    func keeping(_ partial: PathBytes) -> FileError {
        let sentence = description.hasSuffix(".") ? String(description.dropLast()) : description
        return FileError(path: path, "\(sentence); the new file is in \(partial.text).", namesPartialFile: true)
    }
}
