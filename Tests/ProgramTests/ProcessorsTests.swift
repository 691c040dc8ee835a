import Foundation
import Testing

@testable import Threads

@Suite("Processors that may be used")
struct ProcessorsTests {
    private func limits(_ files: [String: String]) throws -> (Processors.Limits, CommandFolder) {
        let folder = try CommandFolder(systemFiles: files)
        return (Processors.Limits(root: folder.url.path), folder)
    }

    @Test("Lists of processors", arguments: [("\t0-3,8", 5), (" 0", 1), ("0-127", 128), ("1,3,5-6", 4)])
    func lists(list: String, count: Int) throws {
        #expect(Processors.Limits.count(list: list[...]) == count)
        let (limits, folder) = try limits([
            "proc/self/status": "Name:\tzdc\nCpus_allowed:\tff\nCpus_allowed_list:\(list)\nMems_allowed:\t1\n"
        ])
        #expect(limits.bound == count)
        _ = folder
    }

    @Test("What is no list is none", arguments: ["", "x", "3-1", "1-2-3", "0-99999999"])
    func odd(list: String) { #expect(Processors.Limits.count(list: list[...]) == nil) }

    static let controlGroups: [(files: [String: String], count: Int?)] = [
        (["proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/cpu.max": "150000 100000\n"], 2),
        (
            [
                "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/cpu.max": "100000 100000\n",
                "sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
            ], 1
        ),
        (
            [
                "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/cpu.max": "300000 100000\n",
                "sys/fs/cgroup/a/b/cpu.max": "50000 10000\n",
            ], 3
        ),
        // In a container the path is that of the outside.
        (["proc/self/cgroup": "0::/../../x\n", "sys/fs/cgroup/cpu.max": "400000 100000\n"], 4),
        (["proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "max 100000\n"], nil),
        (
            [
                "proc/self/cgroup": "4:memory:/x\n3:cpu,cpuacct:/job/1\n0::/job\n",
                "sys/fs/cgroup/cpu,cpuacct/job/1/cpu.cfs_quota_us": "250000\n",
                "sys/fs/cgroup/cpu,cpuacct/job/1/cpu.cfs_period_us": "100000\n",
            ], 3
        ),
        (
            [
                "proc/self/cgroup": "3:cpu:/job\n", "sys/fs/cgroup/cpu/job/cpu.cfs_quota_us": "-1\n",
                "sys/fs/cgroup/cpu/job/cpu.cfs_period_us": "100000\n", "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000\n",
                "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
            ], 2
        ),
        (["proc/self/cgroup": "nonsense\n0::\n", "sys/fs/cgroup/cpu.max": "0 0\n"], nil), ([:], nil),
    ]

    @Test("Quotas of control groups, version 1 and 2", arguments: controlGroups)
    func quotas(files: [String: String], count: Int?) throws {
        let (limits, folder) = try limits(files)
        #expect(limits.quota == count)
        #expect(limits.usable >= 1)
        _ = folder
    }

    @Test("The smallest limit counts, and there is always one")
    func smallest() throws {
        #expect(Processors.usable >= 1)
        let (limits, folder) = try limits([
            "proc/self/status": "Cpus_allowed_list:\t0\n", "proc/self/cgroup": "0::/\n",
            "sys/fs/cgroup/cpu.max": "900000 100000\n",
        ])
        #expect(limits.usable == 1)
        _ = folder
    }

    @Test(
        "A program that is bound to one processor says so",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")))
    func bound() throws {
        let folder = try CommandFolder()
        let run = try folder.run(
            URL(fileURLWithPath: "/usr/bin/taskset"),
            ["-c", "0", "sh", "-c", "grep Cpus_allowed_list /proc/self/status | tr -d '\t'"])
        #expect(run.output == "Cpus_allowed_list:0\n")
    }
}
