import ArgumentParser
import Calorimeter
import DataSets
import Foundation
import Testing
import Threads

@testable import zdc

@Suite("The particle of a command line")
struct ParticleOptionsTests {
    func particle(_ arguments: String...) throws -> Particle? { try ParticleOptions.parse(arguments).particle() }

    @Test("Without options there is no particle")
    func none() throws {
        #expect(try particle() == nil)
    }

    @Test("An energy alone flies along +z on shell")
    func energyAlone() throws {
        let particle = try #require(try particle("--species", "p", "--energy", "5"))
        #expect(particle.species == .proton)
        #expect(particle.energyGeV == 5)
        #expect(particle.momentumGeV.x == 0 && particle.momentumGeV.y == 0)
        #expect(abs(particle.momentumGeV.z - (25 - 0.938272081 * 0.938272081).squareRoot()) < 1e-12)
    }

    @Test("A momentum alone has the energy that the mass asks for; its numbers may be negative and have units")
    func momentumAlone() throws {
        let particle = try #require(
            try particle("--mass", "3GeV", "--charge", "-1", "--momentum", "-2,0,-3460 MeV", "--position", "-1um,0,-0.2"))
        #expect(particle.massMeV == 3000)
        #expect(particle.charge == -1)
        #expect(abs(particle.momentumGeV.z + 3.46) < 1e-12)
        #expect(abs(particle.energyGeV - (9 + 4 + 3.46 * 3.46).squareRoot()) < 1e-12)
        #expect(particle.positionCM == Vector(-1e-4, 0, -0.2))
    }

    @Test("Published numbers, rounded to six digits, count as on shell and stay as they are")
    func published() throws {
        let particle = try #require(
            try particle("--species", "p", "--energy", "3195.12", "--momentum", "0.560528,-0.149980,3195.11"))
        #expect(particle.energyGeV == 3195.12)
        #expect(particle.momentumGeV.z == 3195.11)
    }

    @Test("The threshold of disagreement is 1e-3 of the energy")
    func threshold() throws {
        #expect(try particle("--species", "gamma", "--energy", "1000.9", "--momentum", "0,0,1000") != nil)
        #expect(throws: UsageError.self) { try particle("--species", "gamma", "--energy", "1001.1", "--momentum", "0,0,1000") }
        let free = try particle("--species", "gamma", "--energy", "1500", "--momentum", "0,0,1000", "--off-shell")
        #expect(free?.energyGeV == 1500)
    }
}

@Suite("Help")
struct CommandHelpTests {
    /// The lines of a help text that one can type.
    static func examples(_ command: any ParsableCommand.Type) -> [String] {
        command.configuration.discussion.split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter {
            $0.hasPrefix("zdc ")
        }
    }

    @Test(
        "Every example of simulate and generate is understood",
        arguments: examples(SimulateCommand.self) + examples(GenerateCommand.self))
    func examplesParse(line: String) throws {
        let words = line.split(separator: " ").dropFirst().prefix { $0 != "<" }.map(String.init)
        let command = try ZDC.parseAsRoot(words)
        let options = try #require((command as? SimulateCommand)?.options ?? (command as? GenerateCommand)?.options)
        // The file of particles is the reader's own.
        if !words.contains("--particles") { #expect(try options.plan().count > 0) }
    }

    @Test("Help shows the examples and ends well", arguments: ["simulate", "generate"])
    func help(command: String) throws {
        let run = try CommandFolder().run(command, "--help")
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.contains("  zdc \(command) --species n --energy 1714 --repeats 1000 --output neutron.npz\n"))
    }
}

@Suite("Work in order on many threads")
struct OrderedWorkTests {
    @Test("Pieces come in the order of their numbers, on any number of threads, also more than there are pieces")
    func pieces() {
        for threads in [0, 1, 2, 7, 300] {
            #expect(BackgroundThread.pieces(200, threads: threads) { $0 * $0 } == (0..<200).map { $0 * $0 })
        }
        #expect(BackgroundThread.pieces(0, threads: 4) { $0 } == [])
    }

    @Test("Pieces come out in order, whichever is done first", arguments: [1, 2, 5])
    func order(threads: Int) {
        let work = OrderedWork(count: 200, threads: threads) {
            { number in
                var waste = 0
                for step in 0..<(number % 7) * 2000 { waste &+= step }
                return (number, waste)
            }
        }
        for number in 0..<200 { #expect(work.next(within: .seconds(300))?.0 == number) }
    }

    @Test("Threads stop a little ahead of what has been taken")
    func bounded() {
        let started = Counter()
        let work = OrderedWork(count: 1000, threads: 2) {
            { number in
                started.increment()
                return number
            }
        }
        for number in 0..<1000 {
            #expect(work.next(within: .seconds(300)) == number)
            #expect(started.value <= number + 1 + 4)
        }
    }

    @Test("Work that is cancelled is not begun, and waiting for it ends")
    func cancelled() {
        let gate = DispatchSemaphore(value: 0)
        let started = Counter()
        let work = OrderedWork(count: 10, threads: 1) {
            { number in
                started.increment()
                gate.wait()
                return number
            }
        }
        #expect(work.next(within: .milliseconds(10)) == nil)
        // On a busy machine the thread begins later.
        for _ in 0..<300_000 where started.value == 0 { usleep(1000) }
        work.cancel()
        gate.signal()
        #expect(work.next(within: .seconds(300)) == 0)
        #expect(work.next(within: .milliseconds(10)) == nil)
        #expect(started.value == 1)
    }

    final class Counter: Sendable {
        private let count = Guarded(0)
        var value: Int { count.withLock { $0 } }
        func increment() { count.withLock { $0 += 1 } }
    }
}

@Suite("Progress in words")
struct ProgressLineTests {
    @Test(
        "Times are as exact as they need to be",
        arguments: [
            (0.0004, "0 ms"), (0.42, "420 ms"), (3.5678, "3.57 s"), (37.2, "37 s"), (312, "5 min 12 s"), (7505, "2 h 05 min"),
        ])
    func times(seconds: Double, text: String) {
        #expect(ProgressLine.text(.seconds(seconds)) == text)
    }
}
