#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that appears whole or not at all.
///
/// Bytes go to a partial file beside the target, which takes the target's name on `commit()`. A file that is
/// never committed leaves nothing behind, and an older target as it was. Where `commit()` fails, the partial file stays, and the error
/// names it.
///
///     let file = try AtomicFile(path: "out.npz")
///     try file.write(bytes)
///     try file.commit()
///
/// A target that can be written but not replaced (a mount point, a file in a folder that cannot be written) is written in place
/// on `commit()`, from the complete partial file, which stays until that is done. A device, a pipe or a descriptor such as
/// /dev/stdout is written directly.
public final class AtomicFile: OutputFile {
    /// The path as it was given, for messages.
    public let path: String

    private enum Way {
        case stream
        case renamed(partial: PathBytes)
        case copied(partial: PathBytes)
    }

    private let target: PathBytes
    private let way: Way
    private var descriptor: Int32

    public convenience init(path: String) throws(FileError) { try self.init(OutputTarget(path), path: path) }

    private init(_ target: OutputTarget, path: String) throws(FileError) {
        self.path = path
        self.target = target.path
        switch target.kind {
        case .device:
            way = .stream
            descriptor = open(target.path.cString, O_WRONLY | O_CLOEXEC)
            if descriptor < 0 { throw FileError.system("write", path) }
        case .descriptor(let number):
            way = .stream
            descriptor = fcntl(number, F_DUPFD_CLOEXEC, 0)
            if descriptor < 0 { throw FileError.system("write", path) }
        case .file(let permissions):
            let partial = try Self.createPartial(beside: target.path, named: path)
            (way, descriptor) = (.renamed(partial: partial.path), partial.descriptor)
            if let permissions { fchmod(descriptor, permissions) }
        case .fixed:
            let partial = try Self.createPartialAnywhere(for: target.path, named: path)
            (way, descriptor) = (.copied(partial: partial.path), partial.descriptor)
        }
    }

    /// Tries whether a file can be begun, without leaving one. A device or a pipe is left alone: its reader would take the end
    /// of this for the end of all.
    ///
    /// - Returns: what a user should know of how the file will be written; nil if it is as usual.
    @discardableResult
    public static func check(path: String) throws(FileError) -> String? {
        let target = try OutputTarget(path)
        guard !target.isStream else { return nil }
        let trial = try AtomicFile(target, path: path)
        guard case .fixed(let reason) = target.kind, case .copied(let partial) = trial.way else { return nil }
        return "\(path) cannot be replaced, since \(reason); it will be written in place at the end, from a copy in "
            + "\(partial.folder.text)"
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

    /// Makes a file of the result of long work. Where that fails, the bytes are saved in a folder for temporary files, if they
    /// can be, and the error names the place.
    public static func writeResult(_ bytes: UnsafeRawBufferPointer, path: String) throws(FileError) {
        do throws(FileError) {
            try write(bytes, path: path)
        } catch {
            guard error.kept?.isWhole != true, let saved = saved(bytes, for: path) else { throw error }
            if let partial = error.kept?.path { unlink(partial.cString) }
            throw error.keeping(saved)
        }
    }

    private static func saved(_ bytes: UnsafeRawBufferPointer, for path: String) -> PathBytes? {
        for folder in ScratchFolder.all {
            let place = PathBytes(folder).entry(Array("zdc-".utf8) + PathBytes(path).name)
            guard let partial = try? createPartial(beside: place, named: path) else { continue }
            defer { close(partial.descriptor) }
            if (try? Descriptor.write(bytes, to: partial.descriptor, named: path)) != nil, fsync(partial.descriptor) == 0 {
                return partial.path
            }
            unlink(partial.path.cString)
        }
        return nil
    }

    deinit { discard() }

    public var canRewrite: Bool { if case .stream = way { false } else { true } }

    /// Appends bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        precondition(descriptor >= 0, "a committed file takes no more bytes")
        try Descriptor.write(bytes, to: descriptor, named: path)
    }

    public func rewrite(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        precondition(descriptor >= 0 && canRewrite, "a stream or a committed file is not written twice")
        try Descriptor.write(bytes, to: descriptor, at: offset, named: path)
    }

    /// Gives the file its name, complete and on the disk.
    public func commit() throws(FileError) {
        precondition(descriptor >= 0, "a file is committed once")
        defer {
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
        switch way {
        case .stream:
            let closed = close(descriptor)
            descriptor = -1
            if closed != 0 { throw FileError.system("write", path) }
        case .renamed(let partial):
            // Some file systems report a full disk only here.
            guard fsync(descriptor) == 0 else { throw FileError.system("write", path).keepingStart(partial) }
            guard rename(partial.cString, target.cString) == 0 else { throw FileError.system("write", path).keeping(partial) }
        case .copied(let partial):
            guard fsync(descriptor) == 0 else { throw FileError.system("write", path).keepingStart(partial) }
            do throws(FileError) {
                try InPlaceCopy.copy(descriptor, to: target, named: path)
            } catch {
                throw error.keeping(partial)
            }
            unlink(partial.cString)
        }
    }

    /// Gives the file up and removes what was written.
    private func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        switch way {
        case .stream: break
        case .renamed(let partial), .copied(let partial): unlink(partial.cString)
        }
    }

    private typealias Partial = (path: PathBytes, descriptor: Int32)

    private static func createPartial(beside target: PathBytes, named path: String) throws(FileError) -> Partial {
        for attempt in 0..<100 {
            let partial = PartialName.path(of: target, ".\(getpid())-\(attempt).partial")
            let descriptor = open(partial.cString, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 { return (partial, descriptor) }
            if errno != EEXIST { throw FileError.system("write", path) }
        }
        throw FileError.system("write", path, code: EEXIST)
    }

    /// Beside the target if that can be, else in a folder for temporary files.
    private static func createPartialAnywhere(for target: PathBytes, named path: String) throws(FileError) -> Partial {
        if let partial = try? createPartial(beside: target, named: path) { return partial }
        for folder in ScratchFolder.all.dropLast() {
            let place = PathBytes(folder).entry(Array("zdc-".utf8) + target.name)
            if let partial = try? createPartial(beside: place, named: path) { return partial }
        }
        return try createPartial(beside: PathBytes("./").entry(target.name), named: path)
    }
}
