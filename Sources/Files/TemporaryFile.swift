#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file without a name in the system's folder for temporary files, gone with the process whatever happens to it.
package final class TemporaryFile: Sendable {
    private let path: String
    private let descriptor: Int32

    package init() throws(FileError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = folder
        var template = Array("\(folder)/zdc-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        if descriptor < 0 { throw FileError.system("make a temporary file in", folder) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit { close(descriptor) }

    /// Adds bytes at the end.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        try Descriptor.write(bytes, to: descriptor, named: "a temporary file in \(path)")
    }

    /// Fills `bytes` from `offset` on; any number of threads may.
    ///
    /// Throws if the file has fewer bytes.
    package func read(at offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            if count <= 0 { throw FileError.system("read back a temporary file in", path, code: count < 0 ? errno : EIO) }
            done += count
        }
    }
}
