import Text

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What went wrong with a file, in one sentence that names it.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    private let sentence: String
    /// Where the bytes are that could not be written; the sentence ends with it.
    let kept: Kept?

    struct Kept: Hashable {
        let path: PathBytes
        /// Whether it is the complete file; else it is what was written before the error.
        let isWhole: Bool
    }

    /// Characters of the longest sentence: two paths of any length fit.
    private static let longest = 10_000

    public init(path: String, _ description: String) { self.init(path: path, description, kept: nil) }

    private init(path: String, _ sentence: String, kept: Kept?) { (self.path, self.sentence, self.kept) = (path, sentence, kept) }

    public var description: String {
        var text = sentence
        if let kept {
            let start = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
            text = "\(start); \(kept.isWhole ? "the new file" : "what was written before") is in \(kept.path.text)."
        }
        // It quotes names and contents of files, which may hold anything.
        return displayable(text, limit: Self.longest)
    }

    /// The system refused: "Could not write out.npz: No space left on device."
    static func system(_ action: String, _ path: String, code: Int32 = errno) -> FileError {
        FileError(path: path, "Could not \(action) \(path): \(String(cString: strerror(code))).")
    }

    /// The content is not what it should be: "points.npz: found …; expected …."
    package static func content(_ path: String, _ found: String) -> FileError {
        FileError(path: path, "\(path): \(found).")
    }

    /// The same, and where the complete bytes are: "Could not write out.npz: Device or resource busy; the new file is in
    /// out.npz.7-0.partial."
    func keeping(_ partial: PathBytes) -> FileError {
        FileError(path: path, sentence, kept: Kept(path: partial, isWhole: true))
    }

    /// The same, and where those bytes are that could be written.
    func keepingStart(_ partial: PathBytes) -> FileError {
        FileError(path: path, sentence, kept: Kept(path: partial, isWhole: false))
    }
}
