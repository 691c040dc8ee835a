import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import Files

@Suite("Outputs that are interrupted", .serialized)
struct ResumeTests {
    /// A command that is killed.
    final class Victim {
        private let process = Process()
        private let folder: CommandFolder

        init(_ folder: CommandFolder, _ arguments: [String]) throws {
            self.folder = folder
            process.executableURL = CommandFolder.program
            process.arguments = arguments
            process.currentDirectoryURL = folder.url
            process.environment = CommandFolder.environment
            process.standardError = FileHandle.nullDevice
            try process.run()
        }

        /// Waits until it has noted how far it is, once more than before. False if it ended before.
        func waitForNote(than before: Data?) -> Bool {
            let deadline = ContinuousClock.now + .seconds(60)
            while process.isRunning, .now < deadline {
                if let note = try? folder.bytes("out.npz.partial.state"), note != before { return true }
                usleep(2000)
            }
            return false
        }

        func kill() {
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }

    static let work = ["simulate", "--sampler", "80000", "--threads", "1"]

    /// Lets the work begin, or go on, and kills it in the middle; the note that it leaves is another than before. Work which is
    /// over before that, as it may be where the machine has much else to do, begins anew.
    private func killMidway(
        _ work: [String], in folder: CommandFolder, than before: Data? = nil, isEnough: (Data) -> Bool = { _ in true }
    ) throws -> Data {
        let older = try? folder.bytes("out.npz")
        var before = before
        for _ in 0..<50 {
            let victim = try Victim(folder, work)
            var note = before
            while victim.waitForNote(than: note) {
                note = try? folder.bytes("out.npz.partial.state")
                if let note, isEnough(note) { break }
            }
            usleep(UInt32.random(in: 0...50_000))
            victim.kill()
            // A note may outlive the file that it is about by a moment.
            let isMidway = try folder.names.contains("out.npz.partial")
            if isMidway, let note = try? folder.bytes("out.npz.partial.state"), note != before, isEnough(note) { return note }
            try? FileManager.default.removeItem(atPath: folder.path("out.npz"))
            try older?.write(to: folder.url.appendingPathComponent("out.npz"))
            before = nil
        }
        throw NeverMidway()
    }

    private struct NeverMidway: Error {}

    @Test("kill -9 leaves the older file, and the same command with --resume ends with the bytes of a run that was let alone")
    func killed() throws {
        let folder = try CommandFolder()
        #expect(try folder.run(CommandFolder.program, Self.work + ["-o", "whole.npz"]).status == 0)
        try Data("older".utf8).write(to: folder.url.appendingPathComponent("out.npz"))
        var note: Data?
        for round in 0..<3 {
            note = try killMidway(Self.work + ["--resume", "-o", "out.npz"], in: folder, than: note)
            #expect(try folder.bytes("out.npz") == Data("older".utf8), "round \(round)")
        }

        let other = try folder.run(CommandFolder.program, Self.work + ["--resume", "--seed", "43", "-o", "out.npz"])
        #expect(other.status == 1)
        #expect(
            other.errors
                == "Error: out.npz.partial: was begun by another command: found \"seed 42\", expected \"seed 43\"; remove it or leave --resume out.\n"
        )

        let run = try folder.run(CommandFolder.program, Self.work + ["--resume", "-o", "out.npz"])
        #expect(run.status == 0)
        #expect(run.errors.contains(/Resumes after [0-9 ]+ of 80 000 (particles|responses)\.\n/), "\(run.errors)")
        #expect(try folder.bytes("out.npz") == folder.bytes("whole.npz"))
        #expect(try folder.names == ["out.npz", "whole.npz"])
    }

    @Test("Text goes on too, on any number of threads, after a signal that lets the program note where it stands")
    func interrupted() throws {
        let folder = try CommandFolder()
        let work = ["simulate", "--sampler", "150000", "--format", "csv"]
        #expect(try folder.run(CommandFolder.program, work + ["-o", "whole.csv"]).status == 0)
        var ending = PtySession.Ending.running
        // It may be over before the signal comes.
        for _ in 0..<50 where ending != .signalled(SIGTERM) {
            try? FileManager.default.removeItem(atPath: folder.path("out.npz"))
            let session = try PtySession("zdc", work + ["--resume", "--threads", "1", "-o", folder.path("out.npz")])
            _ = session.sees { $0.contains("of 150 000 responses") }
            session.send(signal: SIGTERM)
            ending = session.ending()
        }
        #expect(ending == .signalled(SIGTERM))
        #expect(try folder.names == ["out.npz.partial", "out.npz.partial.state", "whole.csv"])
        let run = try folder.run(CommandFolder.program, work + ["--resume", "--threads", "3", "-o", "out.npz"])
        #expect(run.errors.hasPrefix("Resumes after "), "\(run.errors)")
        #expect(try folder.bytes("out.npz") == folder.bytes("whole.csv"))
    }

    /// The numbers of a note.
    private func numbers(_ note: Data) -> [UInt64] {
        String(decoding: note, as: UTF8.self).prefix { $0 != "\n" }.split(separator: " ").compactMap { UInt64($0) }
    }

    @Test("A whole note that does not fit what is there is refused in a sentence", arguments: ["npz", "npy"])
    func foreignNotes(form: String) throws {
        let folder = try CommandFolder()
        let work = Self.work + ["--format", form, "--resume", "-o", "out.npz"]
        // The first notes of an archive may be about the particles alone.
        let count = form == "npz" ? 11 : 2
        let note = try killMidway(work, in: folder) { self.numbers($0).count == count }
        let partial = try folder.bytes("out.npz.partial")
        let whole = try PartialState(path: PathBytes(folder.path("out.npz.partial.state")))
        let identity = try #require(whole).identity
        // Bytes of the file, pieces done; of an archive its end, and of each array place, compressed bytes, bytes, checksum.
        let numbers = self.numbers(note)
        try #require(numbers.count == count, "\(numbers)")

        func expectRefusal(_ numbers: [UInt64]) throws {
            try partial.write(to: folder.url.appendingPathComponent("out.npz.partial"))
            let lines = numbers.map(String.init).joined(separator: " ") + "\n" + identity + "\n"
            try Data((lines + PartialState.seal(lines)).utf8).write(
                to: folder.url.appendingPathComponent("out.npz.partial.state"))
            let run = try folder.run(CommandFolder.program, work)
            #expect(run.status == 1, "\(numbers): \(run)")
            #expect(
                run.errors
                    == "Error: out.npz.partial: does not fit its note (.partial.state); remove both, or leave --resume out.\n",
                "\(numbers): \(run.errors)")
        }
        for place in numbers.indices {
            // Another checksum is seen by whoever reads the file.
            let isChecksum = place > 2 && (place - 3) % 4 == 3
            var others: [UInt64] = isChecksum ? [1 << 32, .max] : [numbers[place] + 1, .max]
            // A file shorter than its note is begun anew.
            if place == 0 { others = [numbers[0] - 1] }
            for other in others where other != numbers[place] {
                var changed = numbers
                changed[place] = other
                try expectRefusal(changed)
            }
        }
        if form == "npz" { for count in [2, 3, 7, 10] { try expectRefusal(Array(numbers.prefix(count))) } }
        if form == "npy" { try expectRefusal([0, numbers[1]]) }
        try expectRefusal(numbers + [1, 2, 3, 4])
    }

    @Test("Without --resume a new run begins anew, whatever a killed one left")
    func anew() throws {
        let folder = try CommandFolder()
        _ = try killMidway(Self.work + ["-o", "out.npz"], in: folder)
        #expect(try folder.run("simulate", "--sampler", "7", "-o", "out.npz").status == 0)
        #expect(try folder.names == ["out.npz"])
        #expect(try CommandDataSetTests.DataSet(folder.path("out.npz")).shape[0] == 7)
    }

    @Test("Two programs do not write the same file at the same time")
    func locked() throws {
        let folder = try CommandFolder()
        let first = try Victim(folder, ["simulate", "--sampler", "2000000", "--threads", "1", "-o", "out.npz"])
        defer { first.kill() }
        #expect(first.waitForNote(than: nil))
        let second = try folder.run("simulate", "--sampler", "7", "-o", "out.npz")
        #expect(second.status == 1)
        #expect(second.errors == "Error: Could not write out.npz: another program is writing it.\n")
    }
}
