import Glibc

/// Processors that this process may use: no more than there are, than it is bound to (taskset, cpusets), and than the quotas of
/// its control groups allow (containers, batch systems).
package enum Processors {
    /// At least 1.
    package static let usable = Limits(root: "").usable

    /// What the system says of processors, below a root folder that tests can make.
    struct Limits {
        let root: String

        var usable: Int {
            let online = max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
            return max([bound, quota].compactMap(\.self).reduce(online, min), 1)
        }

        /// Processors that the process is bound to; nil if that is unknown.
        var bound: Int? {
            guard let status = text("/proc/self/status") else { return nil }
            let key = "Cpus_allowed_list:"
            return status.split(separator: "\n").first { $0.hasPrefix(key) }.flatMap { Self.count(list: $0.dropFirst(key.count)) }
        }

        /// Processors in a list such as "0-3,8"; nil if it is not one.
        static func count(list: Substring) -> Int? {
            var count = 0
            for part in list.split(separator: ",") {
                let ends = part.filter { !$0.isWhitespace }.split(separator: "-").map { Int($0) }
                guard let first = ends.first ?? nil, let last = ends.last ?? nil, (1...2).contains(ends.count), last >= first,
                    last - first < 1 << 16
                else { return nil }
                count += last - first + 1
            }
            return count > 0 ? count : nil
        }

        /// The smallest quota of the process's control groups, rounded up to whole processors; nil if there is none.
        ///
        /// A line of /proc/self/cgroup is "number:controllers:path", in version 2 with number 0 and no controllers. In a
        /// container the path may be one that is only seen outside, so that the groups' root counts too.
        var quota: Int? {
            var quotas: [Double] = []
            for line in (text("/proc/self/cgroup") ?? "").split(separator: "\n") {
                let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
                guard fields.count == 3 else { continue }
                if fields[0] == "0", fields[1].isEmpty {
                    for group in Self.groups(fields[2]) {
                        for mount in ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"] {
                            quotas += [text("\(mount)\(group)/cpu.max").flatMap(Self.quota(line:))].compactMap(\.self)
                        }
                    }
                } else if fields[1].split(separator: ",").contains("cpu") {
                    for group in Self.groups(fields[2]) {
                        for mount in ["/sys/fs/cgroup/\(fields[1])", "/sys/fs/cgroup/cpu"] {
                            let quota = text("\(mount)\(group)/cpu.cfs_quota_us") ?? ""
                            let period = text("\(mount)\(group)/cpu.cfs_period_us") ?? ""
                            quotas += [Self.quota(line: "\(Self.word(quota)) \(Self.word(period))")].compactMap(\.self)
                        }
                    }
                }
            }
            return quotas.min().map { Int(min($0.rounded(.up), 65536)) }
        }

        /// A group and those above it: "/a/b", "/a", "".
        private static func groups(_ path: Substring) -> [String] {
            let parts = path.split(separator: "/")
            guard !parts.contains("..") else { return [""] }
            return (0...parts.count).reversed().map { count in parts[..<count].map { "/\($0)" }.joined() }
        }

        /// Processors of "quota period" in microseconds; nil for "max" or -1, which are no limit.
        private static func quota(line: String) -> Double? {
            let numbers = line.split(whereSeparator: \.isWhitespace).map { Double($0) }
            guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else { return nil }
            return quota / period
        }

        private static func word(_ text: String) -> Substring { text.split(whereSeparator: \.isWhitespace).first ?? "" }

        /// A small file of the system's; nil if it cannot be read.
        private func text(_ path: String) -> String? {
            let descriptor = open(root + path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(descriptor, &bytes, bytes.count)
            return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
        }
    }
}
