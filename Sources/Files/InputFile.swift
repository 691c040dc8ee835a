#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that is read from any place.
final class InputFile: Sendable {
    let path: String
    let size: Int
    private let descriptor: Int32

    init(path: String) throws(FileError) {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError.system("read", path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileError.content(path, "not a regular file")
        }
        self.descriptor = descriptor
        size = Int(status.st_size)
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
            if count == 0 { throw FileError.content(path, "the file ends at byte \(offset + done); expected \(bytes.count - done) more") }
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
