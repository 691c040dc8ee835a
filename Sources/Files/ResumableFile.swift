import Text

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that appears whole or not at all, and that a later program can resume after this one was killed.
///
/// Bytes go to TARGET.partial. Now and then the writer notes how far it is, in TARGET.partial.state, together with what
/// identifies the work; both are on the disk before a note counts. A later program with the same work begins at the last note.
/// `commit()` gives the file its name.
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
    /// The numbers that an earlier program noted last; nil if there was none or its work is not resumed.
    public let note: [UInt64]?

    private let target: OutputTarget
    private let names: Names
    private let identity: String
    private let keepsPartial: Bool
    /// Whether a later program could resume.
    private var isNoted: Bool
    private var descriptor: Int32
    /// Bytes so far, those of an earlier program included.
    public private(set) var size: Int

    /// The files beside an output until it is complete.
    struct Names {
        let partial, state, nextState: PathBytes

        init(of target: PathBytes) {
            partial = PartialName.path(of: target, ".partial")
            state = PartialName.path(of: target, ".partial.state")
            nextState = PartialName.path(of: target, ".partial.state.new")
        }
    }

    /// The partial file belongs to the same work, but its note does not fit it.
    public static func misfit(_ path: String) -> FileError {
        FileError.content(
            Names(of: PathBytes(path)).partial.text, "does not fit its note (.partial.state); remove both, or leave --resume out")
    }

    /// Whether a path leads to a file that can be resumed: not a device, a pipe or a descriptor, nor a file in a folder in which
    /// nothing can be put beside it.
    public static func canResume(_ path: String) throws(FileError) -> Bool {
        let target = try OutputTarget(path)
        switch target.kind {
        case .file: return true
        case .fixed: return access(target.path.folder.cString, W_OK | X_OK) == 0
        case .device, .descriptor: return false
        }
    }

    /// - Parameters:
    ///   - identity: lines of text that say what is being written: "seed 42". Only the same work is resumed.
    ///   - resumes: whether to resume what is there, and to leave an unfinished file for a later program.
    /// - Precondition: `canResume(path)`.
    /// - Throws: if what is there belongs to other work, or if another program is writing it.
    public init(path: String, identity: String, resumes: Bool) throws(FileError) {
        let target = try OutputTarget(path)
        guard !target.isStream else { throw FileError(path: path, "\(path) is not a regular file, so it cannot be resumed.") }
        self.path = path
        self.identity = identity
        self.target = target
        names = Names(of: target.path)
        keepsPartial = resumes
        descriptor = try Self.openLocked(names.partial, named: path)
        size = 0
        var noted: [UInt64]?
        do throws(FileError) {
            if resumes, let old = try PartialState(path: names.state), let length = Self.length(of: descriptor),
                length >= old.size
            {
                if let (found, expected) = differingLines(old.identity, identity) {
                    throw FileError.content(
                        Names(of: PathBytes(path)).partial.text,
                        "was begun by another command: found \(found), expected \(expected); remove it or leave --resume out")
                }
                (size, noted) = (old.size, old.numbers)
            }
            // A note that outlives its file would be taken for one about what is written now.
            if noted == nil { unlink(names.state.cString) }
            if ftruncate(descriptor, off_t(size)) != 0 || lseek(descriptor, off_t(size), SEEK_SET) < 0 {
                let error = FileError.system("write", path)
                guard noted == nil else { throw error.keepingStart(names.partial) }
                unlink(names.partial.cString)
                throw error
            }
        } catch {
            close(descriptor)
            throw error
        }
        note = noted
        isNoted = noted != nil
        if case .file(let permissions?) = target.kind { fchmod(descriptor, permissions) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        if !keepsPartial || !isNoted {
            removeStates()
            unlink(names.partial.cString)
        }
        close(descriptor)
    }

    /// Names the partial file where it stays, to be resumed.
    private func naming<Value>(_ work: () throws(FileError) -> Value) throws(FileError) -> Value {
        do throws(FileError) {
            return try work()
        } catch {
            throw keepsPartial && isNoted ? error.keepingStart(names.partial) : error
        }
    }

    public var canRewrite: Bool { true }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        precondition(descriptor >= 0, "a committed file takes no more bytes")
        try naming { () throws(FileError) in try Descriptor.write(bytes, to: descriptor, named: path) }
        size += bytes.count
    }

    public func rewrite(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        precondition(descriptor >= 0 && offset >= 0 && offset + bytes.count <= size, "only what was written is written again")
        try naming { () throws(FileError) in try Descriptor.write(bytes, to: descriptor, at: offset, named: path) }
    }

    /// Notes that everything written so far counts, and numbers with which to resume behind it.
    public func note(_ numbers: [UInt64]) throws(FileError) {
        try naming { () throws(FileError) in
            if fdatasync(descriptor) != 0 { throw FileError.system("write", path) }
            try replaceState(Array(PartialState(size: size, numbers: numbers, identity: identity).text.utf8))
        }
        isNoted = true
    }

    /// Nobody else writes a state while this program holds the lock, so the new one has the same name every time, and nothing
    /// stays behind if the program is killed here.
    private func replaceState(_ bytes: [UInt8]) throws(FileError) {
        let next = open(names.nextState.cString, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        if next < 0 { throw FileError.system("write", path) }
        defer { close(next) }
        do throws(FileError) {
            try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in
                try Descriptor.write(buffer, to: next, named: path)
            }
            if fsync(next) != 0 || rename(names.nextState.cString, names.state.cString) != 0 {
                throw FileError.system("write", path)
            }
        } catch {
            unlink(names.nextState.cString)
            throw error
        }
    }

    /// Gives the file its name, complete and on the disk; where only the content of an older file can change, that. If it
    /// fails, the partial file stays, and the error names it.
    public func commit() throws(FileError) {
        precondition(descriptor >= 0, "a file is committed once")
        // Some file systems report a full disk only here.
        let isOnDisk = fsync(descriptor) == 0
        do throws(FileError) {
            guard isOnDisk else { throw FileError.system("write", path) }
            if case .fixed = target.kind {
                try InPlaceCopy.copy(descriptor, to: target.path, named: path)
                unlink(names.partial.cString)
            } else if rename(names.partial.cString, target.path.cString) != 0 {
                throw FileError.system("write", path)
            }
        } catch {
            if !keepsPartial { removeStates() }
            close(descriptor)
            descriptor = -1
            throw isOnDisk ? error.keeping(names.partial) : error.keepingStart(names.partial)
        }
        removeStates()
        // The lock goes last: until here nobody else may have taken the name.
        close(descriptor)
        descriptor = -1
    }

    private func removeStates() {
        unlink(names.state.cString)
        unlink(names.nextState.cString)
    }

    private static func length(of descriptor: Int32) -> Int? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Opens the file for this program alone.
    private static func openLocked(_ partial: PathBytes, named path: String) throws(FileError) -> Int32 {
        while true {
            let descriptor = open(partial.cString, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            if descriptor < 0 { throw FileError.system("write", path) }
            // File systems without locks have to do without.
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                close(descriptor)
                throw FileError(path: path, "Could not write \(path): another program is writing it.")
            }
            // The process that held the lock may have renamed the file to its final name meanwhile; leave that one alone.
            var own = stat()
            if fstat(descriptor, &own) == 0, let named = partial.status, own.st_ino == named.st_ino, own.st_dev == named.st_dev {
                return descriptor
            }
            close(descriptor)
        }
    }
}
