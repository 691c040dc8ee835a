/// What a file is that was taken for another kind, by its first bytes.
package enum FileKind {
    /// As many first bytes as most kinds need.
    package static let startSize = 512

    /// "a Python pickle", as the object of "is"; nil if nothing is recognised.
    package static func name(ofStart start: [UInt8]) -> String? {
        if start.isEmpty { return "empty" }
        for (signature, name) in signatures where start.starts(with: signature) { return name }
        if start.count > 262, start[257..<262].elementsEqual("ustar".utf8) { return "a tar archive; unpack it first" }
        if isPickle(start) { return "a Python pickle; save arrays with numpy.save or numpy.savez instead" }
        if isWideText(start) { return utf16 }
        let text = String(decoding: start.prefix(64), as: UTF8.self).lowercased()
        let beginning = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if pages.contains(where: beginning.hasPrefix) { return "an HTML page; download the file itself" }
        if beginning.hasPrefix("<?xml") { return "an XML document" }
        return nil
    }

    /// The same of the file at a path; nil as well if it cannot be read.
    package static func name(ofFileAt path: String) -> String? {
        guard let file = try? InputFile(path: path) else { return nil }
        return name(of: file)
    }

    static func name(of file: InputFile) -> String? {
        guard let start = try? file.bytes(at: 0, count: min(file.size, startSize)) else { return nil }
        return name(ofStart: start)
    }

    /// Whether the file at a path is an HDF5 file.
    package static func isHDF5(fileAt path: String) -> Bool {
        guard let file = try? InputFile(path: path) else { return false }
        return (try? file.bytes(at: 0, count: min(file.size, hdf5.count))) == hdf5
    }

    private static let hdf5: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let utf16 = "text in UTF-16; save it as UTF-8"
    private static let pages = ["<!doctype html", "<html", "<head", "<body"]

    private static let signatures: [([UInt8], String)] = [
        (NPYHeader.magic, "an NPY file"),
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive"),
        ([0x1F, 0x8B], "compressed with gzip; decompress it first"),
        (Array("BZh".utf8), "compressed with bzip2; decompress it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed with xz; decompress it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd; decompress it first"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive; unpack it first"),
        (hdf5, "an HDF5 file; zdc info tells how to convert it"),
        (Array("CDF".utf8) + [0x01], "a NetCDF file; save its arrays with numpy.savez instead"),
        (Array("CDF".utf8) + [0x02], "a NetCDF file; save its arrays with numpy.savez instead"),
        (Array("root".utf8) + [0x00], "a ROOT file; save its arrays with numpy.savez instead"),
        (Array("PAR1".utf8), "a Parquet file; save it as CSV or with numpy.savez instead"),
        (Array("ARROW1".utf8), "an Arrow file; save it as CSV or with numpy.savez instead"),
        (Array("SQLite format 3".utf8), "an SQLite database; save its table as CSV instead"),
        (Array("MATLAB 5.0".utf8), "a MATLAB file; save its arrays with numpy.savez instead"),
        (Array("version https://git-lfs.github.com/spec/".utf8), "a Git LFS pointer; fetch the file itself with git lfs pull"),
        (Array("/annex/objects/".utf8), "a git-annex pointer; fetch the file itself with git annex get"),
        (Array("%PDF".utf8), "a PDF document"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ([0xFF, 0xFE, 0x00, 0x00], "text in UTF-32; save it as UTF-8"),
        ([0x00, 0x00, 0xFE, 0xFF], "text in UTF-32; save it as UTF-8"),
        ([0xFF, 0xFE], utf16),
        ([0xFE, 0xFF], utf16),
    ]

    /// Protocols 2 to 5 begin with a mark and their number.
    private static func isPickle(_ start: [UInt8]) -> Bool {
        start.count > 3 && start[0] == 0x80 && (2...5).contains(start[1])
    }

    /// Latin letters in two bytes each, without a byte order mark.
    private static func isWideText(_ start: [UInt8]) -> Bool {
        let pairs = start.count / 2
        guard pairs >= 4 else { return false }
        func isLatin(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        return [0, 1].contains { zero in
            (0..<pairs).allSatisfy { start[2 * $0 + zero] == 0 && isLatin(start[2 * $0 + 1 - zero]) }
        }
    }
}
