#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Every file that a command reads and writes, checked before it begins.
///
///     var plan = FilePlan()
///     plan.reads("d.npz", as: "--data")
///     plan.writes("d.npz", as: "--output")
///     try plan.check()   // throws: the output would replace its own input
///
/// Files are told apart by device and inode, whatever they are called; a file that is still to be made, by its folder and name.
public struct FilePlan: Sendable {
    /// How an output is written.
    public enum Manner: Sendable {
        /// Once, front to back.
        case once
        /// The same, with a partial file beside it that a later program can resume.
        case resumable
        /// Again and again, each time as a whole.
        case repeatedly
    }

    private struct Use: Sendable {
        let path: String
        /// The option, or what else a sentence calls the file.
        let role: String
        var manner = Manner.once
    }

    private var inputs: [Use] = []
    private var outputs: [Use] = []

    public init() {}

    /// Adds a file that is read; "-" is standard input.
    public mutating func reads(_ path: String, as role: String) { inputs.append(Use(path: path, role: role)) }

    /// Adds a file that is written; "-" is standard output.
    public mutating func writes(_ path: String, as role: String, _ manner: Manner = .once) {
        outputs.append(Use(path: path, role: role, manner: manner))
    }

    /// An output that is also an input or another output: one sentence.
    public struct Conflict: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// Throws a `Conflict` if an output would replace an input or another output.
    public func checkIdentities() throws {
        var known: [Identity: (use: Use, isOutput: Bool)] = [:]
        for input in inputs {
            if let identity = Identity(ofInput: input.path) { known[identity] = (input, false) }
        }
        for output in outputs {
            for (identity, name) in try Identity.all(ofOutput: output.path, output.manner) {
                if let other = known[identity] { throw Self.conflict(output, name, with: other.use, isOutput: other.isOutput) }
            }
            for (identity, _) in try Identity.all(ofOutput: output.path, output.manner) { known[identity] = (output, true) }
        }
    }

    /// Throws a sentence if an output cannot be written, as far as that can be known.
    ///
    /// - Returns: what a user should know of how outputs will be written, a sentence each without its full stop.
    public func checkOutputs() throws(FileError) -> [String] {
        var notes: [String] = []
        for output in outputs where output.path != "-" {
            let target = try OutputTarget(output.path)
            if output.manner == .repeatedly, target.isStream, !Identity.isCharacterDevice(target.path) {
                throw FileError(
                    path: output.path,
                    "\(output.path) is a pipe or stream, and \(output.role) is written more than once; expected a file.")
            }
            if let note = try AtomicFile.check(path: output.path) { notes.append(note) }
        }
        return notes
    }

    /// Does both.
    public func check() throws -> [String] {
        try checkIdentities()
        return try checkOutputs()
    }

    private static func conflict(_ output: Use, _ side: String?, with other: Use, isOutput: Bool) -> Conflict {
        func named(_ use: Use) -> String { "\(use.role) \(use.path)" }
        if let side {
            return Conflict(
                description:
                    "\(named(output)) keeps its partial file in \(side), which is \(named(other)); give another name.")
        }
        if isOutput {
            return Conflict(
                description: "\(named(other)) and \(named(output)) are the same file; give each a name of its own.")
        }
        return Conflict(
            description: "\(named(output)) is the same file as \(named(other)), which would be lost; give another name.")
    }
}

/// What makes two paths the same file.
private enum Identity: Hashable {
    case file(device: UInt64, inode: UInt64)
    /// A file that is still to be made: its folder and name.
    case place(device: UInt64, inode: UInt64, name: [UInt8])

    private init(_ status: stat) { self = .file(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)) }

    /// Nil for what is not there, and for devices such as /dev/null, which nothing replaces.
    private init?(existing status: stat?) {
        guard let status, status.st_mode & S_IFMT != S_IFCHR else { return nil }
        self.init(status)
    }

    /// Nil for a descriptor that is not a file.
    private init?(file descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(status)
    }

    init?(ofInput path: String) {
        if path == "-" { self.init(file: STDIN_FILENO) } else { self.init(existing: PathBytes(path).status) }
    }

    /// The file itself, and what is beside it while it is written.
    static func all(ofOutput path: String, _ manner: FilePlan.Manner) throws(FileError) -> [(Identity, side: String?)] {
        if path == "-" { return Identity(file: STDOUT_FILENO).map { [($0, nil)] } ?? [] }
        let target = try OutputTarget(path)
        switch target.kind {
        case .descriptor(let number):
            var status = stat()
            return (fstat(number, &status) == 0 ? Identity(existing: status) : nil).map { [($0, nil)] } ?? []
        case .device: return Identity(existing: target.path.status).map { [($0, nil)] } ?? []
        case .file, .fixed: break
        }
        var all: [(Identity, side: String?)] = []
        if let identity = Identity(target.path) { all.append((identity, nil)) }
        if manner == .resumable {
            let names = ResumableFile.Names(of: target.path)
            for side in [names.partial, names.state, names.nextState] {
                if let identity = Identity(side) { all.append((identity, side.text)) }
            }
        }
        return all
    }

    /// A file that is there, or its place.
    private init?(_ path: PathBytes) {
        if let identity = Identity(existing: path.status) {
            self = identity
        } else if let folder = path.folder.status {
            self = .place(device: UInt64(folder.st_dev), inode: UInt64(folder.st_ino), name: path.name)
        } else {
            return nil
        }
    }

    static func isCharacterDevice(_ path: PathBytes) -> Bool {
        path.status.map { $0.st_mode & S_IFMT == S_IFCHR } ?? false
    }
}
