/// Which of NumPy's two kinds a file is, by its content.
public enum ArrayFormat: Sendable {
    case npy, npz

    /// Nil if it is something else, such as a text or a pipe. An archive may have other bytes before and after it.
    ///
    /// - Throws: if the file cannot be read.
    public init?(path: String) throws(FileError) {
        guard let file = try InputFile(regularFileAt: path) else { return nil }
        let start = try file.bytes(at: 0, count: min(file.size, NPYHeader.magic.count))
        if start == NPYHeader.magic {
            self = .npy
        } else if NPZFile.isArchive(file) || start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .npz
        } else {
            return nil
        }
    }
}
