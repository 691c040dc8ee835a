/// Which of NumPy's two files one is, by its first bytes.
public enum ArrayFormat: Sendable {
    case npy, npz

    /// Nil if it is something else, such as a text or a pipe.
    ///
    /// - Throws: if the file cannot be read.
    public init?(path: String) throws(FileError) {
        guard let file = try InputFile(regularFileAt: path) else { return nil }
        let start = try file.bytes(at: 0, count: min(file.size, NPYHeader.magic.count))
        // An archive begins with its first member or, if it has none, with its end.
        let archives: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
        if start == NPYHeader.magic {
            self = .npy
        } else if archives.contains(where: start.starts(with:)) {
            self = .npz
        } else {
            return nil
        }
    }
}
