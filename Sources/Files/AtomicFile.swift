#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that appears whole or not at all.
///
/// Bytes go to a file beside the target, named after it with `.partial` at the end, which takes the target's name on
/// `commit()`. A file that is let go without that leaves nothing behind, and an older target as it was.
///
///     let file = try AtomicFile(path: "out.npz")
///     try file.write(bytes)
///     try file.commit()
///
/// A target that is a device or a pipe is written directly, since nothing may take its place.
public final class AtomicFile: OutputFile {
    /// The path as it was given, for messages.
    public let path: String

    private let target: String
    /// Nil for a device or a pipe.
    private let partial: String?
    private var descriptor: Int32

    public init(path: String) throws(FileError) {
        let target = try OutputTarget(path)
        self.path = path
        self.target = target.path
        if target.isDevice {
            partial = nil
            descriptor = open(target.path, O_WRONLY | O_CLOEXEC)
            if descriptor < 0 { throw FileError.system("write", path) }
            return
        }
        (partial, descriptor) = try Self.createPartial(beside: target.path, named: path)
        if let permissions = target.permissions { fchmod(descriptor, permissions) }
    }

    /// Throws if a file cannot be begun there. A device or a pipe is left alone: its reader would take the end of this for the end of all.
    public static func check(path: String) throws(FileError) {
        if try !OutputTarget(path).isDevice { _ = try AtomicFile(path: path) }
    }

    /// Makes a file of this text.
    public static func write(_ text: String, path: String) throws(FileError) {
        try Array(text.utf8).span.bytes.withUnsafeBytes { (bytes) throws(FileError) in try write(bytes, path: path) }
    }

    /// Makes a file of these bytes.
    public static func write(_ bytes: UnsafeRawBufferPointer, path: String) throws(FileError) {
        let file = try AtomicFile(path: path)
        try file.write(bytes)
        try file.commit()
    }

    deinit { discard() }

    /// Appends bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        precondition(descriptor >= 0, "a committed file takes no more bytes")
        try Descriptor.write(bytes, to: descriptor, named: path)
    }

    /// Gives the file its name, complete and on the disk.
    public func commit() throws(FileError) {
        precondition(descriptor >= 0, "a file is committed once")
        guard let partial else {
            defer { descriptor = -1 }
            if close(descriptor) != 0 { throw FileError.system("write", path) }
            return
        }
        // Some file systems report a full disk only here.
        if fsync(descriptor) != 0 { throw FileError.system("write", path) }
        let closed = close(descriptor)
        descriptor = -1
        if closed != 0 || rename(partial, target) != 0 {
            let code = errno
            unlink(partial)
            throw FileError.system("write", path, code: code)
        }
    }

    /// Gives the file up and removes what was written.
    private func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        if let partial { unlink(partial) }
    }

    private static func createPartial(beside target: String, named path: String) throws(FileError) -> (String, Int32) {
        for attempt in 0..<100 {
            let partial = "\(target).\(getpid())-\(attempt).partial"
            let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 { return (partial, descriptor) }
            if errno != EEXIST { throw FileError.system("write", path) }
        }
        throw FileError.system("write", path, code: EEXIST)
    }
}
