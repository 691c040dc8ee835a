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

    convenience init(path: String) throws(FileError) {
        let descriptor = try Self.open(path)
        guard let size = Self.size(ofRegularFile: descriptor) else {
            close(descriptor)
            throw FileError.content(path, "not a regular file")
        }
        self.init(path: path, descriptor: descriptor, size: size)
    }

    /// Nil if there is a file of another kind, such as a pipe.
    convenience init?(regularFileAt path: String) throws(FileError) {
        // Opening a pipe would wait for its writer, and take what it has to say.
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError.system("read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        try self.init(path: path)
    }

    private init(path: String, descriptor: Int32, size: Int) {
        (self.path, self.descriptor, self.size) = (path, descriptor, size)
    }

    private static func open(_ path: String) throws(FileError) -> Int32 {
        let descriptor = systemOpen(path)
        guard descriptor >= 0 else { throw FileError.system("read", path) }
        return descriptor
    }

    private static func size(ofRegularFile descriptor: Int32) -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
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

/// The system's `open`, which the method of the same name hides. It does not wait for the writer of a pipe, which is refused.
private func systemOpen(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
