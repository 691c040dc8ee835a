#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writes a complete file over another one that cannot be replaced.
enum InPlaceCopy {
    private static let blockSize = 1 << 20

    /// Gives the file at `target` the bytes of an open file, and has them on the disk.
    ///
    /// Room is set aside first: where there is none, the old bytes stay as they were.
    static func copy(_ source: Int32, to target: PathBytes, named name: String) throws(FileError) {
        // Where a file system cannot set room aside, the C library reads what is there.
        var output = open(target.cString, O_RDWR | O_CLOEXEC)
        if output < 0 { output = open(target.cString, O_WRONLY | O_CLOEXEC) }
        if output < 0 { throw FileError.system("write", name) }
        defer { close(output) }
        var (new, old) = (stat(), stat())
        guard fstat(source, &new) == 0, fstat(output, &old) == 0 else { throw FileError.system("write", name) }
        try reserve(output, size: new.st_size, old: old.st_size, name)
        var block = [UInt8](repeating: 0, count: blockSize)
        var done = 0
        while done < Int(new.st_size) {
            let count = pread(source, &block, block.count, off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError.system("write", name, code: count < 0 ? errno : EIO) }
            try block.span.bytes.extracting(first: count).withUnsafeBytes { (bytes) throws(FileError) in
                try Descriptor.write(bytes, to: output, named: name)
            }
            done += count
        }
        if ftruncate(output, new.st_size) != 0 || fsync(output) != 0 { throw FileError.system("write", name) }
    }

    private static func reserve(_ output: Int32, size: off_t, old: off_t, _ name: String) throws(FileError) {
        guard size > old else { return }
        var code = EINTR
        while code == EINTR { code = posix_fallocate(output, 0, size) }
        guard [ENOSPC, EDQUOT, EFBIG, EIO].contains(code) else { return }
        ftruncate(output, old)
        throw FileError.system("write", name, code: code)
    }
}
