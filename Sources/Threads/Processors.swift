import Glibc

/// Processors that this process may use: no more than there are, than it is bound to (taskset, cpusets), and than the quotas of
/// its control groups allow (containers, batch systems).
package enum Processors {
    /// At least 1.
    package static let usable = Limits(root: "").usable

    /// What the system says of processors, below a root folder that tests can make.
    struct Limits {
        private let groups: ControlGroups

        init(root: String) { groups = ControlGroups(root: root) }

        var usable: Int {
            let online = max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
            return max([bound, quota].compactMap(\.self).reduce(online, min), 1)
        }

        /// Processors that the process is bound to; nil if that is unknown.
        var bound: Int? {
            guard let status = groups.text("/proc/self/status") else { return nil }
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
        var quota: Int? {
            let lines =
                groups.folders.compactMap { groups.text("\($0)/cpu.max") }
                + groups.folders(of: "cpu").compactMap { folder in
                    groups.word("\(folder)/cpu.cfs_quota_us").flatMap { quota in
                        groups.word("\(folder)/cpu.cfs_period_us").map { "\(quota) \($0)" }
                    }
                }
            return lines.compactMap(Self.quota).min().map { Int(min($0.rounded(.up), 65536)) }
        }

        /// Processors of "quota period" in microseconds; nil for "max" or -1, which are no limit.
        private static func quota(line: String) -> Double? {
            let numbers = line.split(whereSeparator: \.isWhitespace).map { Double($0) }
            guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else { return nil }
            return quota / period
        }
    }
}
