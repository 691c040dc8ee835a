import Foundation
import Glibc

/// Runs commands on a disk on which one call fails.
enum FullDisk {
    /// Which call fails, and how.
    struct Fault {
        let at: Int
        let code: Int32
        /// Whether there is no room from there on.
        let stays: Bool
        /// What the path of a file contains that fails; nil for all.
        var name: String?

        /// One of the ways in turn.
        init(at stage: Int) {
            at = stage
            (code, stays) = [(ENOSPC, true), (EIO, false), (EDQUOT, true), (ENOSPC, false)][stage % 4]
        }

        var text: String { String(cString: strerror(code)) }
    }

    struct Result {
        let run: CommandFolder.Run
        /// The call that failed; nil if there were fewer calls.
        let call: String?
        /// What is in the folder afterwards.
        let files: [String: Data]
    }

    /// The library that fails calls, made by the first C compiler found; nil if there is none.
    static let library: String? = {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("FullDisk/full-disk.c")
        let target = CommandFolder.program.deletingLastPathComponent().appendingPathComponent("full-disk.so").path
        guard let folder = try? CommandFolder() else { return nil }
        let line = "for c in cc clang gcc; do $c -shared -fPIC -O1 -o '\(target)' '\(source.path)' && exit 0; done; exit 1"
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let run = try? folder.run(URL(fileURLWithPath: "/bin/sh"), ["-c", line], environment: ["PATH": path])
        return run?.status == 0 ? target : nil
    }()

    /// Whether files can be mounted here.
    static let canMount: Bool = {
        guard let folder = try? CommandFolder() else { return false }
        let line = "touch a b; unshare -rm sh -c 'mount --bind a b'"
        return (try? folder.run(URL(fileURLWithPath: "/bin/sh"), ["-c", line]))?.status == 0
    }()

    /// Runs a line of a shell in which `$zdc` is the program.
    static func shell(_ line: String, in folder: CommandFolder, _ environment: [String: String] = [:]) throws -> CommandFolder.Run
    {
        let program = ["zdc": CommandFolder.program.path]
        return try folder.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", line], environment: program.merging(environment) { $1 })
    }

    /// Runs the program with these arguments in a folder of its own, in which the outputs have old bytes.
    static func run(
        _ line: String, in folder: CommandFolder, _ fault: Fault?, _ outputs: [String], isMounted: Bool = false
    ) throws -> Result {
        let work = folder.url.appendingPathComponent("work")
        try? FileManager.default.removeItem(at: work)
        let log = folder.path("log")
        try? FileManager.default.removeItem(atPath: log)
        let names = outputs.joined(separator: " ")
        var steps = ["mkdir -p work/home", "cd work"] + outputs.map { "echo old > \($0)" }
        let command = "LD_PRELOAD=\(library ?? "") exec $zdc \(line)"
        if isMounted {
            steps += ["mkdir source", "cp \(names) source"]
            let mounts = outputs.map { "mount --bind source/\($0) \($0)" }
            steps.append("exec unshare -rm sh -c '\((mounts + [command]).joined(separator: " && "))'")
        } else {
            steps.append(command)
        }
        var environment = ["HOME": work.appendingPathComponent("home").path, "TMPDIR": work.path]
        if let fault {
            environment["FULL_DISK_AT"] = "\(fault.at)"
            environment["FULL_DISK_ERROR"] = "\(fault.code)"
            environment["FULL_DISK_LOG"] = log
            if fault.stays { environment["FULL_DISK_STAYS"] = "yes" }
            environment["FULL_DISK_NAME"] = fault.name
        }
        let run = try shell(steps.joined(separator: " && "), in: folder, environment)
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: work.path) where !["home", "source"].contains(name) {
            let source = isMounted && outputs.contains(name) ? "source/\(name)" : name
            files[name] = try Data(contentsOf: work.appendingPathComponent(source))
        }
        let call = try? String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").first.map(String.init)
        return Result(run: run, call: call, files: files)
    }
}
