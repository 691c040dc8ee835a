import Glibc

/// The control groups of this process (containers, batch systems), below a root folder that tests can make.
///
/// A line of /proc/self/cgroup is "number:controllers:path", in version 2 with number 0 and no controllers. In a container the path
/// may be one that is only seen outside, so that the groups' root counts too.
struct ControlGroups {
    let root: String

    /// The folders of the process's groups in version 2, and of those above them.
    var folders: [String] {
        lines.filter { $0.number == "0" && $0.controllers.isEmpty }.flatMap {
            Self.folders(of: $0.path, in: ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"])
        }
    }

    /// The folders of the process's groups in version 1 that have this controller, and of those above them.
    func folders(of controller: String) -> [String] {
        lines.filter { $0.controllers.split(separator: ",").contains(controller[...]) }.flatMap {
            Self.folders(of: $0.path, in: ["/sys/fs/cgroup/\($0.controllers)", "/sys/fs/cgroup/\(controller)"])
        }
    }

    /// A small file of the system's; nil if it cannot be read.
    func text(_ path: String) -> String? {
        let descriptor = open(root + path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }

    /// The first word of a file; nil if it cannot be read or is empty.
    func word(_ path: String) -> Substring? { text(path)?.split(whereSeparator: \.isWhitespace).first }

    private var lines: [(number: Substring, controllers: Substring, path: Substring)] {
        (text("/proc/self/cgroup") ?? "").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            return fields.count == 3 ? (fields[0], fields[1], fields[2]) : nil
        }
    }

    /// "/a/b", "/a" and "" below every mount.
    private static func folders(of path: Substring, in mounts: [String]) -> [String] {
        var parts = path.split(separator: "/")
        if parts.contains("..") { parts = [] }
        return (0...parts.count).reversed().flatMap { count in
            mounts.map { mount in mount + parts[..<count].map { "/\($0)" }.joined() }
        }
    }
}
