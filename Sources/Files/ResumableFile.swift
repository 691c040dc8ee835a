import Text

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that appears whole or not at all, and that can be gone on with after its program was killed.
///
/// Bytes go to TARGET.partial. Now and then the writer notes where it stands, in TARGET.partial.state, beside what
/// identifies the work; both are on the disk before anything counts as noted. A later program with the same work begins at the
/// last note. `commit()` gives the file its name.
///
///     let file = try ResumableFile(path: "out.npz", identity: "simulate\nseed 42", resumes: true)
///     var next = file.note?.first ?? 0
///     …
///     try file.write(bytes)
///     try file.note([next])
///     try file.commit()
public final class ResumableFile: OutputFile {
    /// The path as it was given, for messages.
    public let path: String
    /// The numbers that the program before noted last, if there was one and its work is gone on with.
    public let note: [UInt64]?

    private let target: String
    private let identity: String
    private let keepsPartial: Bool
    private var descriptor: Int32
    /// Bytes so far, those of the program before included.
    public private(set) var size: Int

    private var partial: String { Self.partial(of: target) }
    private var state: String { Self.state(of: target) }
    private var nextState: String { "\(state).new" }
    /// The work that left the partial file is the same, but its note does not fit what is there.
    public static func misfit(_ path: String) -> FileError {
        FileError.content(
            partial(of: path), "is not what its note of an interrupted output tells; remove it or leave --resume out")
    }

    private static func partial(of target: String) -> String { "\(target).partial" }
    private static func state(of target: String) -> String { "\(target).partial.state" }

    /// - Parameters:
    ///   - identity: lines of text that tell what is being written: "seed 42". Only the same work is gone on with.
    ///   - resumes: whether to go on with what is there, and to leave a file that is let go for a later program.
    /// - Throws: if what is there belongs to other work, or if another program is writing it; `isDevice` is to be asked first
    public init(path: String, identity: String, resumes: Bool) throws(FileError) {
        let found = try OutputTarget(path)
        guard !found.isDevice else { throw FileError(path: path, "\(path) is no regular file, so it cannot be gone on with.") }
        self.path = path
        self.identity = identity
        target = found.path
        keepsPartial = resumes
        descriptor = try Self.openLocked(Self.partial(of: target), named: path)
        size = 0
        var noted: [UInt64]?
        do throws(FileError) {
            if resumes, let old = try PartialState(path: Self.state(of: target)), let length = Self.length(of: descriptor),
                length >= old.size
            {
                if let (found, expected) = differingLines(old.identity, identity) {
                    throw FileError.content(
                        Self.partial(of: path),
                        "was begun by another command: found \(found), expected \(expected); remove it or leave --resume out")
                }
                (size, noted) = (old.size, old.numbers)
            }
            // A note that outlives what it is about would be taken for one about what is written now.
            if noted == nil { unlink(Self.state(of: target)) }
            if ftruncate(descriptor, off_t(size)) != 0 || lseek(descriptor, off_t(size), SEEK_SET) < 0 {
                throw FileError.system("write", path)
            }
        } catch {
            close(descriptor)
            throw error
        }
        note = noted
        if let permissions = found.permissions { fchmod(descriptor, permissions) }
    }

    /// Whether a path leads to a device or a pipe, which is written directly.
    public static func isDevice(_ path: String) throws(FileError) -> Bool { try OutputTarget(path).isDevice }

    deinit {
        guard descriptor >= 0 else { return }
        if !keepsPartial {
            removeStates()
            unlink(partial)
        }
        close(descriptor)
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        precondition(descriptor >= 0, "a committed file takes no more bytes")
        try Descriptor.write(bytes, to: descriptor, named: path)
        size += bytes.count
    }

    /// Notes that all that was written so far counts, and numbers with which to go on behind it.
    public func note(_ numbers: [UInt64]) throws(FileError) {
        if fdatasync(descriptor) != 0 { throw FileError.system("write", path) }
        try replaceState(Array(PartialState(size: size, numbers: numbers, identity: identity).text.utf8))
    }

    /// Nobody else writes a state while this program holds the lock, so the new one has the same name every time, and nothing
    /// stays behind if the program is killed here.
    private func replaceState(_ bytes: [UInt8]) throws(FileError) {
        let next = open(nextState, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if next < 0 { throw FileError.system("write", path) }
        defer { close(next) }
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in try Descriptor.write(buffer, to: next, named: path) }
        if fsync(next) != 0 || rename(nextState, state) != 0 { throw FileError.system("write", path) }
    }

    public func commit() throws(FileError) {
        precondition(descriptor >= 0, "a file is committed once")
        // Some file systems report a full disk only here.
        if fsync(descriptor) != 0 || rename(partial, target) != 0 { throw FileError.system("write", path) }
        removeStates()
        // The lock goes last: until here nobody else may have taken the name.
        let closed = close(descriptor)
        descriptor = -1
        if closed != 0 { throw FileError.system("write", path) }
    }

    private func removeStates() {
        unlink(state)
        unlink(nextState)
    }

    private static func length(of descriptor: Int32) -> Int? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Opens the file for this program alone.
    private static func openLocked(_ partial: String, named path: String) throws(FileError) -> Int32 {
        while true {
            let descriptor = open(partial, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            if descriptor < 0 { throw FileError.system("write", path) }
            // File systems without locks have to do without.
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                close(descriptor)
                throw FileError(path: path, "Could not write \(path): another program is writing it.")
            }
            // Whoever held the lock may have given the file its final name meanwhile; that one must stay as it is.
            var (own, named) = (stat(), stat())
            if fstat(descriptor, &own) == 0, stat(partial, &named) == 0, own.st_ino == named.st_ino, own.st_dev == named.st_dev {
                return descriptor
            }
            close(descriptor)
        }
    }
}
