#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The file that a path stands for, before anything is written.
struct OutputTarget {
    /// The path with links followed: a symbolic link stays, the file that it points to is replaced.
    let path: String
    /// Whether nothing may take its place: a device or a pipe.
    let isDevice: Bool
    /// The permissions of an older file.
    let permissions: mode_t?

    /// - Throws: if nothing can be written there.
    init(_ path: String) throws(FileError) {
        guard !path.isEmpty else { throw FileError(path: path, "The name of the output file is empty.") }
        self.path = try Self.resolvingLinks(path)
        var status = stat()
        let exists = stat(self.path, &status) == 0
        let kind = status.st_mode & S_IFMT
        if exists, kind == S_IFDIR { throw FileError.system("write", path, code: EISDIR) }
        isDevice = exists && kind != S_IFREG
        if exists, !isDevice, access(self.path, W_OK) != 0 { throw FileError.system("write", path) }
        permissions = exists && !isDevice ? status.st_mode & 0o777 : nil
    }

    private static func resolvingLinks(_ path: String) throws(FileError) -> String {
        var place = path
        // As many links in a row as Linux follows.
        for _ in 0..<40 {
            if let resolved = realpath(place, nil) {
                defer { free(resolved) }
                return String(cString: resolved)
            }
            guard errno == ENOENT, let end = end(ofLink: place) else { break }
            // A link to a file that is still to be made.
            let folder = place.lastIndex(of: "/").map { place[...$0] } ?? ""
            place = end.hasPrefix("/") ? end : folder + end
        }
        if errno == ELOOP { throw FileError.system("write", path) }
        return place
    }

    /// What a symbolic link says; nil if the path is none.
    private static func end(ofLink path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
}
