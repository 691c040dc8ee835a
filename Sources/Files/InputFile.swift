#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A regular file that is read at any offset.
final class InputFile: Sendable {
    let path: String
    let size: Int
    private let descriptor: Int32

    convenience init(path: String) throws(FileError) { try self.init(path: PathBytes(path)) }

    init(path: PathBytes) throws(FileError) {
        self.path = path.text
        descriptor = systemOpen(path.cString)
        guard descriptor >= 0 else { throw FileError.system("read", path.text) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileError.content(path.text, "not a regular file")
        }
        size = Int(status.st_size)
    }

    /// Nil if there is a file of another kind, such as a pipe.
    convenience init?(regularFileAt path: String) throws(FileError) {
        // Opening a pipe would wait for its writer, and take what it has to say.
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError.system("read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        try self.init(path: path)
    }

    deinit { close(descriptor) }

    /// Fills `bytes` from `offset` on.
    func read(at offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError.system("read", path)
            }
            if count == 0 {
                throw FileError.content(path, "the file ends at byte \(offset + done); expected \(bytes.count - done) more")
            }
            done += count
        }
    }

    /// `count` bytes from `offset` on; the caller has checked that the file has them.
    func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        try span.withUnsafeMutableBytes { (buffer) throws(FileError) in try read(at: offset, into: buffer) }
        return bytes
    }
}

/// Opens a file without waiting for the writer of a pipe, which is refused.
private func systemOpen(_ path: [CChar]) -> Int32 { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
