import Foundation
import Glibc
import Threads

/// Reports changes of files, from a thread that sleeps in between.
///
/// It watches the folders, so it notices a file that is replaced or that does not exist yet. Where the system reports no changes (it has
/// no watches left, the folder is missing or lies on another machine) it looks once a second instead.
final class FileWatcher: Sendable {
    private let stop: Int32

    /// How often it looks where nothing is reported.
    private static let period = Duration.seconds(1)

    /// Nil if the system has no descriptors or threads left: then nothing follows, and everything else works.
    ///
    /// - Parameter looks: look once a second even where changes are reported.
    init?(files: [String], looks: Bool = false, changed: @escaping @Sendable () -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stop = ends[1]
        let watch = inotify_init1(Int32(IN_CLOEXEC))
        let mask = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE)
        let urls = files.map { URL(filePath: $0) }
        var mustLook = looks || watch < 0
        for folder in Set(urls.map { $0.deletingLastPathComponent().path }) {
            if inotify_add_watch(watch, folder, mask) < 0 || Self.isRemote(folder) { mustLook = true }
        }
        let names = Set(urls.map(\.lastPathComponent))
        let (stopped, looksToo) = (ends[0], mustLook)
        do {
            try BackgroundThread.start(name: "watch") {
                var states = files.map(FileState.init)
                while let hasEvents = Self.wait(watch: watch, stop: stopped, for: looksToo ? Self.period : nil) {
                    var isChanged = hasEvents && !Self.namesOfEvents(watch).isDisjoint(with: names)
                    if looksToo {
                        let now = files.map(FileState.init)
                        isChanged = isChanged || now != states
                        states = now
                    }
                    if isChanged { changed() }
                }
                if watch >= 0 { close(watch) }
                close(stopped)
            }
        } catch {
            if watch >= 0 { close(watch) }
            close(stopped)
            return nil
        }
    }

    /// The thread ends and closes what it reads from.
    deinit { close(stop) }

    /// Whether there are events; nil once the thread is to end.
    private static func wait(watch: Int32, stop: Int32, for period: Duration?) -> Bool? {
        var sources = [pollfd(fd: watch, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0)]
        let milliseconds = period.map { Int32($0 / .milliseconds(1)) } ?? -1
        while poll(&sources, 2, milliseconds) < 0 { guard errno == EINTR else { return nil } }
        return sources[1].revents != 0 ? nil : sources[0].revents != 0
    }

    /// The names of all files that have changed since the last call.
    private static func namesOfEvents(_ watch: Int32) -> Set<String> {
        var names: Set<String> = []
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            let count = read(watch, buffer.baseAddress, buffer.count)
            var place = 0
            let header = MemoryLayout<inotify_event>.size
            while place + header <= count {
                let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
                let bytes = buffer[(place + header)..<min(place + header + Int(event.len), count)]
                names.insert(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
                place += header + Int(event.len)
            }
        }
        return names
    }

    /// Whether a folder lies in a file system that may change without this kernel knowing: on another machine, or made by a program.
    private static func isRemote(_ folder: String) -> Bool {
        var status = stat()
        guard stat(folder, &status) == 0 else { return false }
        // The device number in the kernel's encoding (sys/sysmacros.h) as the table of mounts has it (proc_pid_mountinfo(5)).
        let number = UInt64(status.st_dev)
        let device = "\((number >> 8) & 0xfff):\((number & 0xff) | ((number >> 12) & 0xfff00))"
        let mounts = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
        return mounts.split(separator: "\n").contains { mount in
            let fields = mount.split(separator: " ")
            guard fields.count > 2, fields[2] == device, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else {
                return false
            }
            return remoteSystems.contains { fields[dash + 1].hasPrefix($0) }
        }
    }

    private static let remoteSystems = [
        "nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre", "gpfs", "beegfs", "glusterfs", "ocfs", "gfs", "orangefs", "pvfs",
        "fuse", "vboxsf", "vmhgfs", "prl_fs", "virtiofs",
    ]
}

/// What tells one content of a file from another without reading it.
private struct FileState: Equatable {
    private var isThere = false
    private var inode: UInt64 = 0
    private var size = 0
    private var seconds = 0
    private var nanoseconds = 0

    init(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        isThere = true
        (inode, size) = (UInt64(status.st_ino), Int(status.st_size))
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
}
