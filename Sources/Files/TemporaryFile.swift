#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file without a name in a folder for temporary files, gone with the process whatever happens to it.
package final class TemporaryFile: Sendable {
    private let folder: String
    private let descriptor: Int32

    /// - Throws: if no folder takes it; the error is that of the first one tried.
    package init() throws(FileError) {
        var first: FileError?
        for folder in ScratchFolder.all {
            var template = PathBytes(folder).entry(Array("zdc-XXXXXX".utf8)).cString
            let descriptor = mkstemp(&template)
            guard descriptor >= 0 else {
                first = first ?? FileError.system("make a temporary file in", folder)
                continue
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            unlink(template)
            (self.folder, self.descriptor) = (folder, descriptor)
            return
        }
        throw first ?? FileError.system("make a temporary file in", "/tmp", code: ENOENT)
    }

    deinit { close(descriptor) }

    /// Adds bytes at the end.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        try Descriptor.write(bytes, to: descriptor, named: "a temporary file in \(folder)")
    }

    /// Fills `bytes` from `offset` on; any number of threads may.
    ///
    /// - Throws: if the file has fewer bytes.
    package func read(at offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            if count <= 0 {
                throw FileError.system("read back a temporary file in", folder, code: count < 0 ? errno : EIO)
            }
            done += count
        }
    }
}
