#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a path for an output stands for, found out before anything is written.
struct OutputTarget {
    enum Kind: Equatable {
        /// A file that a complete one can replace, or that is still to be made; `permissions` are those of an older file.
        case file(permissions: mode_t?)
        /// A file that can be written but not replaced, and why.
        case fixed(reason: String)
        /// A device or a pipe: written front to back.
        case device
        /// What this process was started with, by its number, such as /dev/stdout: written from where it is.
        case descriptor(Int32)
    }

    /// The path with links followed: a symbolic link stays, the file it leads to is replaced.
    let path: PathBytes
    let kind: Kind

    /// - Throws: a sentence if nothing can be written there, as far as that can be known.
    init(_ name: String) throws(FileError) {
        guard !name.isEmpty else { throw FileError(path: name, "The name of the output file is empty.") }
        let place = try Self.followingLinks(name)
        path = place.path
        if let descriptor = place.descriptor {
            kind = .descriptor(descriptor)
            try Self.check(descriptor, name)
            return
        }
        guard let status = path.status else {
            let code = errno
            guard code == ENOENT else { throw FileError.system("write", name, code: code) }
            guard access(path.folder.cString, W_OK | X_OK) == 0 else { throw FileError.system("write", name) }
            kind = .file(permissions: nil)
            return
        }
        let type = status.st_mode & S_IFMT
        if type == S_IFDIR { throw FileError.system("write", name, code: EISDIR) }
        guard access(path.cString, W_OK) == 0 else { throw FileError.system("write", name) }
        if type != S_IFREG {
            kind = .device
        } else if let reason = Self.obstacle(path, status) {
            kind = .fixed(reason: reason)
        } else {
            kind = .file(permissions: status.st_mode & 0o777)
        }
    }

    /// Whether bytes leave at once, so that nothing can be changed afterwards: a pipe, a terminal, a device.
    var isStream: Bool {
        switch kind {
        case .device, .descriptor: true
        case .file, .fixed: false
        }
    }

    // MARK: Links

    private static func followingLinks(_ name: String) throws(FileError) -> (path: PathBytes, descriptor: Int32?) {
        var place = PathBytes(name)
        // As many links in a row as Linux follows.
        for _ in 0..<40 {
            guard let folder = place.folder.resolved else { throw FileError.system("write", name) }
            let entry = place.name
            switch DescriptorFolder(folder) {
            case .own:
                if let descriptor = Int32(String(decoding: entry, as: UTF8.self)) { return (folder.entry(entry), descriptor) }
            // These links lead nowhere that their text says.
            case .other: return (folder.entry(entry), nil)
            case nil: break
            }
            if entry.isEmpty || entry == [0x2E] || entry == [0x2E, 0x2E] { return (place.resolved ?? place, nil) }
            let path = folder.entry(entry)
            guard let target = path.linkTarget else { return (path, nil) }
            place = target.isAbsolute ? target : folder.entry(target.bytes)
        }
        throw FileError.system("write", name, code: ELOOP)
    }

    /// The folder in /proc with a link for each open file of a process.
    private enum DescriptorFolder {
        case own, other

        init?(_ folder: PathBytes) {
            let parts = folder.text.split(separator: "/")
            guard parts.count >= 3, parts.first == "proc", parts.last == "fd", let process = Int32(parts[1]) else { return nil }
            self = process == getpid() ? .own : .other
        }
    }

    /// Throws if a descriptor that the process was started with cannot be written.
    private static func check(_ descriptor: Int32, _ name: String) throws(FileError) {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else { throw FileError.system("write", name, code: EBADF) }
    }

    // MARK: Replacing

    /// Why nothing can take the place of a file; nil if something can.
    private static func obstacle(_ path: PathBytes, _ status: stat) -> String? {
        if MountPoints.contain(path) { return "it is a mount point" }
        let folder = path.folder
        if access(folder.cString, W_OK | X_OK) != 0 {
            return errno == EROFS ? "its folder is read-only" : "its folder cannot be written"
        }
        let user = geteuid()
        if let parent = folder.status, parent.st_mode & S_ISVTX != 0, user != 0, status.st_uid != user, parent.st_uid != user {
            return "it belongs to another user, in a sticky folder"
        }
        return nil
    }
}

/// Where file systems, or single files, are mounted.
private enum MountPoints {
    private static let most = 1 << 24

    static func contain(_ path: PathBytes) -> Bool {
        guard let lines = read() else { return false }
        return lines.split(separator: UInt8(ascii: "\n")).contains { line in
            // The fifth field, in which blanks and backslashes are written in octal: proc(5).
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
            return fields.count > 4 && plain(fields[4]) == path.bytes
        }
    }

    private static func read() -> [UInt8]? {
        let descriptor = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var (bytes, block) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while bytes.count < most {
            let count = Glibc.read(descriptor, &block, block.count)
            guard count > 0 else { break }
            bytes += block[..<count]
        }
        return bytes
    }

    private static func plain(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var (plain, rest) = ([UInt8](), field)
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                plain.append(code)
                rest = rest.dropFirst(3)
            } else {
                plain.append(byte)
            }
        }
        return plain
    }
}
