/// Reads a file that is small enough to be held in memory.
public enum WholeFile {
    /// The bytes of a regular file.
    ///
    /// - Throws: a sentence if it has more than `limit`.
    public static func bytes(path: String, limit: Int) throws(FileError) -> [UInt8] {
        try bytes(path: PathBytes(path), limit: limit)
    }

    static func bytes(path: PathBytes, limit: Int) throws(FileError) -> [UInt8] {
        let file = try InputFile(path: path)
        guard file.size <= limit else {
            throw FileError.content(file.path, "found \(file.size) bytes; expected at most \(limit)")
        }
        return try file.bytes(at: 0, count: file.size)
    }
}
