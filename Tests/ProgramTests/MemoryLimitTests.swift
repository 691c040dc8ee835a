import Foundation
import Testing

@testable import Threads

extension CommandFolder {
    /// A root folder with some of the system's files.
    convenience init(systemFiles: [String: String]) throws {
        try self.init()
        for (path, text) in systemFiles {
            let file = URL(fileURLWithPath: self.path(path))
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: false, encoding: .utf8)
        }
    }
}

@Suite("Memory that control groups leave")
struct MemoryLimitTests {
    struct Case: Sendable {
        let what: Comment
        let files: [String: String]
        let room: Int?
    }

    static let cases = [
        Case(
            what: "version 2, with pages of files that make room",
            files: [
                "proc/self/cgroup": "0::/job\n", "sys/fs/cgroup/job/memory.max": "1000000\n",
                "sys/fs/cgroup/job/memory.current": "400000\n",
                "sys/fs/cgroup/job/memory.stat": "anon 100000\nfile 300000\ninactive_file 200000\nactive_file 50000\n",
            ], room: 850_000),
        Case(
            what: "the group above is the smaller one",
            files: [
                "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/memory.max": "500\n", "sys/fs/cgroup/a/memory.current": "200\n",
                "sys/fs/cgroup/a/b/memory.max": "900\n", "sys/fs/cgroup/a/b/memory.current": "100\n",
            ], room: 300),
        Case(
            what: "version 1",
            files: [
                "proc/self/cgroup": "4:memory:/batch/7\n1:cpu:/batch\n",
                "sys/fs/cgroup/memory/batch/7/memory.limit_in_bytes": "209715200\n",
                "sys/fs/cgroup/memory/batch/7/memory.usage_in_bytes": "9715200\n",
                "sys/fs/cgroup/memory/batch/7/memory.stat": "inactive_file 1\ntotal_inactive_file 5000\n",
            ], room: 200_005_000),
        Case(
            what: "more in use than the limit",
            files: [
                "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "100\n", "sys/fs/cgroup/memory.current": "150\n",
            ], room: 0),
        Case(
            what: "no limit",
            files: [
                "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n", "sys/fs/cgroup/memory.current": "150\n",
            ], room: nil),
        Case(what: "no groups", files: [:], room: nil),
        Case(
            what: "a limit that is no number",
            files: ["proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "x\n", "sys/fs/cgroup/memory.current": "1\n"],
            room: nil),
        Case(
            what: "a usage that is no number",
            files: ["proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "9\n", "sys/fs/cgroup/memory.current": "-1\n"],
            room: nil),
        Case(
            what: "version 1 without a limit",
            files: [
                "proc/self/cgroup": "4:memory:/\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
                "sys/fs/cgroup/memory/memory.usage_in_bytes": "0\n",
                "sys/fs/cgroup/memory/memory.stat": "total_inactive_file 8192\n",
            ], room: nil),
        Case(
            what: "more pages of files than in use, counted a moment later",
            files: [
                "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "100\n", "sys/fs/cgroup/memory.current": "50\n",
                "sys/fs/cgroup/memory.stat": "inactive_file 80\n",
            ], room: 100),
        Case(
            what: "a path that is only seen outside the container",
            files: [
                "proc/self/cgroup": "0::/../x\n", "sys/fs/cgroup/memory.max": "100\n", "sys/fs/cgroup/memory.current": "50\n",
            ], room: 50),
        Case(
            what: "version 2 beside version 1",
            files: [
                "proc/self/cgroup": "1:cpu:/\n0::/job\n", "sys/fs/cgroup/unified/job/memory.max": "100\n",
                "sys/fs/cgroup/unified/job/memory.current": "40\n",
            ], room: 60),
    ]

    @Test("Room below the smallest limit", arguments: cases)
    func room(of example: Case) throws {
        let folder = try CommandFolder(systemFiles: example.files)
        #expect(Memory.room(in: ControlGroups(root: folder.url.path)) == example.room, example.what)
    }

    @Test("A little memory is there") func littleIsThere() { #expect(Memory.has(1 << 20)) }
}
