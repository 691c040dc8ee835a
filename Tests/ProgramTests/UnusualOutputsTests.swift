import Foundation
import Testing

/// Outputs that are not plain files in folders that can be written.
@Suite("Outputs of every kind")
struct UnusualOutputsTests {
    private func shell(_ line: String, in folder: CommandFolder, environment: [String: String] = [:]) throws -> CommandFolder.Run
    {
        try folder.run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", line],
            environment: ["zdc": CommandFolder.program.path].merging(environment) { $1 })
    }

    private static let simulate = "$zdc simulate --quiet --sampler 2 --format csv --output"

    @Test(
        "Streams are written where they are",
        arguments: [
            "\(simulate) /dev/stdout | cat", "\(simulate) /dev/fd/1 | cat", "\(simulate) /proc/self/fd/1 | cat",
            "\(simulate) >(cat); sleep 0.5", "\(simulate) /dev/fd/5 5>&1", "ln -s /dev/stdout link; \(simulate) link",
            "mkfifo p; cat p & \(simulate) p; wait", "{ \(simulate) /dev/stdout; } > log; cat log",
            "$zdc simulate --quiet --sampler 2 --format csv --resume --output whole; cat whole",
        ])
    func streams(line: String) throws {
        let folder = try CommandFolder()
        let run = try shell(line, in: folder)
        #expect(run.status == 0 && run.errors == "", "\(run)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3 && lines.first?.hasPrefix("sample,Energy") == true, "\(run.output)")
    }

    @Test("What others write into the same log stays", arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
    func log(output: String) throws {
        let folder = try CommandFolder()
        _ = try shell("{ echo before; \(Self.simulate) \(output); echo after; } > log", in: folder)
        let lines = String(decoding: try folder.bytes("log"), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 5 && lines.first == "before" && lines.last == "after")
        #expect(try folder.names == ["log"])
    }

    @Test(
        "What cannot be written is known before work begins",
        arguments: [
            "--output /dev/fd/77", "--output /dev/stdin", "--output /proc/self/fd", "--output sub/", "--output sub/../gone/x",
        ])
    func refused(output: String) throws {
        let folder = try CommandFolder()
        let run = try shell("mkdir sub; $zdc simulate --sampler 900000000 --format csv \(output) < /dev/null", in: folder)
        #expect(run.status == 1 && run.errors.hasPrefix("Error: Could not write "), "\(run)")
        #expect(try folder.names == ["sub"])
    }

    @Test(
        "A training does not write its model, history or checkpoint into a pipe", arguments: ["output", "history", "checkpoint"])
    func trainingIntoPipes(option: String) throws {
        let folder = try CommandFolder()
        let options = ["output", "history", "checkpoint"].map { "--\($0) \($0 == option ? "/dev/stdout" : $0)" }.joined(
            separator: " ")
        let run = try shell("$zdc train --objective gan \(options) | cat; exit ${PIPESTATUS[0]}", in: folder)
        #expect(run.status == 1 && run.errors.contains("written more than once"), "\(run)")
        #expect(try folder.names == [])
    }

    @Test("Long names, with links and partial files", arguments: [200, 231, 240, 250, 255])
    func longNames(length: Int) throws {
        let folder = try CommandFolder()
        let name = String(repeating: "x", count: length - 4) + ".csv"
        #expect(try shell("\(Self.simulate) \(name)", in: folder).errors == "")
        #expect(try shell("\(Self.simulate) \(name) --resume", in: folder).errors == "")
        #expect(try folder.names == [name])
        let tooLong = try shell("\(Self.simulate) x\(String(repeating: "y", count: 252)).csv", in: folder)
        #expect(tooLong.status == 1 && tooLong.errors.hasSuffix("File name too long.\n"))
    }

    @Test("Names that are not UTF-8 are refused as arguments, and followed as links")
    func otherBytes() throws {
        let folder = try CommandFolder()
        let refused = try shell("\(Self.simulate) $'caf\\xe9.csv'", in: folder)
        #expect(refused.status == 64 && refused.errors.contains("is not UTF-8"), "\(refused)")
        #expect(try folder.names == [])
        let script = """
            ln -s $'caf\\xe9.csv' link.csv; \(Self.simulate) link.csv && test -L link.csv && wc -l < $'caf\\xe9.csv'
            mkdir $'d\\xe9'; cd $'d\\xe9'; \(Self.simulate) new.csv && \(Self.simulate) new.csv && wc -l < new.csv
            ls -A | wc -l
            """
        let run = try shell(script, in: folder)
        #expect(run.output == "3\n3\n1\n", "\(run)")
    }

    @Test(
        "A folder for temporary files that is empty, missing or no folder is passed over",
        arguments: ["", "/nowhere", "/dev/null"])
    func temporaryFolder(path: String) throws {
        let folder = try CommandFolder()
        // So many particles that they are kept in a temporary file.
        let script =
            "(echo Px,Py,Pz,mass,charge; yes 0,0,100,0,0 | head -300000) | $zdc simulate --quiet --particles - --shard 0/100000 -o out.npz"
        let run = try shell(script, in: folder, environment: ["TMPDIR": path])
        #expect(run.status == 0 && run.errors == "", "\(run)")
        #expect(try folder.names == ["out.npz"])
    }

    // MARK: In place

    /// Runs lines where out.csv is a mount point of source.csv.
    private func mounted(_ lines: String, in folder: CommandFolder) throws -> CommandFolder.Run {
        try shell(
            "echo old > source.csv; touch out.csv; export zdc; unshare -rm bash -c 'mount --bind source.csv out.csv; \(lines)'",
            in: folder)
    }

    @Test("A mount point is written in place, and that is said", .enabled(if: FullDisk.canMount))
    func mountPoint() throws {
        let folder = try CommandFolder()
        let run = try mounted("$zdc simulate --sampler 2 --output out.csv", in: folder)
        #expect(
            run.status == 0
                && run.errors.contains("Note: out.csv cannot be replaced, since it is a mount point; it will be written in place"),
            "\(run)")
        #expect(String(decoding: try folder.bytes("source.csv"), as: UTF8.self).split(separator: "\n").count == 3)
        #expect(try folder.names == ["out.csv", "source.csv"])
    }

    @Test("A file in a read-only folder is written in place", .enabled(if: FullDisk.canMount))
    func readOnlyFolder() throws {
        let folder = try CommandFolder()
        let script = """
            mkdir d; echo old > d/out.csv; touch real.csv; export zdc; unshare -rm bash -c '
            mount --bind d d; mount --bind real.csv d/out.csv; mount -o remount,bind,ro d; $zdc simulate --sampler 2 --output d/out.csv;
            $zdc evaluate --model gan --particles 30 --repeats 2 --runs 1 --no-classifiers --no-seen --quiet --output d/new.csv'
            """
        let run = try shell(script, in: folder)
        #expect(run.errors.contains("Note: d/out.csv cannot be replaced"), "\(run)")
        #expect(run.errors.hasSuffix("Error: Could not write d/new.csv: Read-only file system.\n"), "\(run)")
        #expect(String(decoding: try folder.bytes("real.csv"), as: UTF8.self).split(separator: "\n").count == 3)
    }

    @Test("Without room the old bytes stay, whole", .enabled(if: FullDisk.canMount))
    func noRoom() throws {
        let folder = try CommandFolder()
        // The partial file is smaller than the limit; what is mounted is on a file system of its own, which is full.
        let script = """
            mkdir small; export zdc; unshare -rm bash -c '
            mount -t tmpfs -o size=8k none small; echo old > small/s; touch out.csv; mount --bind small/s out.csv
            $zdc simulate --quiet --sampler 200 --format csv --output out.csv; cat out.csv; ls'
            """
        let run = try shell(script, in: folder)
        #expect(run.errors.contains("Could not write out.csv: No space left on device; the new file is in "), "\(run)")
        #expect(run.output.hasPrefix("old\n") && run.output.contains(".partial"), "\(run)")
        let partial = try #require(try folder.names.first { $0.hasSuffix(".partial") })
        #expect(String(decoding: try folder.bytes(partial), as: UTF8.self).split(separator: "\n").count == 201)
    }

    @Test("Killed at any moment, the old file or a complete partial one is there", .enabled(if: FullDisk.canMount))
    func killed() throws {
        let folder = try CommandFolder()
        // 40 MB, so that the copy takes a while.
        let script = """
            export zdc; $zdc simulate --quiet --sampler 5000 --seed 7 --format npy --output new.npy; head -c 30000000 /dev/zero > s; touch out.npy
            cp s old; unshare -rm bash -c '
            mount --bind s out.npy
            for i in $(seq 12); do
              cp old out.npy; rm -f *.partial*
              $zdc simulate --quiet --sampler 5000 --seed 7 --format npy --output out.npy & p=$!
              while kill -0 $p 2>/dev/null && ! cmp -s -n 64 out.npy new.npy; do sleep 0.001; done
              sleep 0.00$((i % 4)); kill -9 $p 2>/dev/null; wait $p 2>/dev/null
              if cmp -s out.npy new.npy; then echo new
              elif cmp -s out.npy old; then echo old
              elif cmp -s out.npy.partial new.npy; then echo partial
              else echo lost; fi
            done'
            """
        let run = try shell(script, in: folder)
        let outcomes = run.output.split(separator: "\n")
        #expect(outcomes.count == 12 && !outcomes.contains("lost"), "\(run)")
    }
}
