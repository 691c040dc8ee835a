import Calorimeter
import Evaluation
@testable import Explorer
import Files
import Foundation
import PseudoTerminal
import Testing

@Suite("What is in a file: zdc info and zdc sums")
struct InfoCommandTests {
    /// Two neutrons, 30 responses each.
    private static func folder() throws -> CommandFolder {
        let folder = try CommandFolder()
        try Data("mass,energy,charge,Vx,Vy,Vz,Px,Py,Pz\n".utf8).write(to: folder.url.appending(path: "none.txt"))
        let run = try folder.run(
            CommandFolder.program,
            ["simulate", "--species", "n", "--momentum", "0.457768,0.145639,-1714.07", "--repeats", "30", "-o", "set.npz"])
        try #require(run.status == 0, "\(run.errors)")
        return folder
    }

    @Test("info names arrays, types, shapes and ranges, and what a data set holds")
    func info() throws {
        let folder = try Self.folder()
        let run = try folder.run("info", "set.npz")
        #expect(run.status == 0 && run.errors.isEmpty)
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "set.npz")
        #expect(lines[1].hasPrefix("  conditions: float32, 30 x 9, -1714.07 to "))
        #expect(lines[2].hasPrefix("  responses: uint16, 30 x 44 x 44, 0 to "))
        #expect(run.output.contains("data set of the ZN: 30 responses to 1 particle, 30 each"))
        #expect(run.output.contains("species, responses: n 30 (1 particle)"))
        let array = try folder.run("info", "set.npy")
        #expect(array.status == 1 && array.errors.contains("set.npy"))
        let text = try folder.run("info", "none.txt")
        #expect(text.status == 1 && text.errors.contains("none.txt"), "\(text.errors)")
    }

    @Test("info tells how to convert an HDF5 file, in one line that a shell takes")
    func hdf5() throws {
        let folder = try CommandFolder()
        let start: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]
        try Data(start).write(to: folder.url.appending(path: "my set.h5"))
        let run = try folder.run("info", "my set.h5")
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(
            run.errors.hasPrefix("Error: my set.h5 is an HDF5 file; convert its arrays to an NPZ with: python3 -c 'import ")
                && run.errors.hasSuffix("' 'my set.h5' 'my set.npz'\n"), "\(run.errors)")
        let other = try folder.run("evaluate", "--data", "my set.h5")
        #expect(other.status == 1)
        #expect(other.errors.contains("is an HDF5 file; zdc info tells how to convert it"), "\(other.errors)")
    }

    @Test("info says what channel sums hold, and whatever needs pictures says that there are none")
    func channelSums() throws {
        let folder = try CommandFolder()
        let particles = Array(TestParticles.all.prefix(2))
        let rows = particles + particles
        try NamedArray.write(
            [.conditions(rows), NamedArray("responses", shape: [4, 5], (0..<20).map { Float($0) })], path: folder.path("sums.npz")
        )
        let run = try folder.run("info", "sums.npz")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("channel sums of 4 responses to 2 particles, 2 each; there are no pictures"))
        #expect(
            run.output.contains("  ch1: 0 to 15, mean 7.5") && run.output.contains("photon sum: 10 to 85, mean 47.5, 0 empty"))
        for command in [
            ["train", "--objective", "gan", "--output", "m.safetensors", "--data"], ["render", "explore", "--data"], ["sums"],
        ] {
            let refused = try folder.run(CommandFolder.program, command + ["sums.npz"])
            #expect(refused.status == 1 && refused.output.isEmpty)
            #expect(
                refused.errors.contains("has channel sums of the shape [4, 5] and no pictures; expected"), "\(refused.errors)")
        }
        // A name of their own, and a count that is not that of the particles.
        try NamedArray.write(
            [.conditions(rows), NamedArray("sums", shape: [3, 5], (0..<15).map { Float($0) })], path: folder.path("few.npz"))
        let few = try folder.run("info", "few.npz")
        #expect(
            few.status == 1 && few.errors.contains("has channel sums of 3 responses; expected one row for each of 4 particles"))
    }

    @Test("sums writes the observables of every response as CSV")
    func sums() throws {
        let folder = try Self.folder()
        let run = try folder.run("sums", "set.npz", "--output", "sums.csv")
        #expect(run.status == 0, "\(run.errors)")
        let rows = try String(decoding: folder.bytes("sums.csv"), as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let names = Observable.allCases.map(\.rawValue)
        #expect(rows[0] == ["response", "particle", "energy"] + names)
        #expect(rows.count == 31 && rows.allSatisfy { $0.count == names.count + 3 })
        let responses = try CommandDataSetTests.DataSet(folder.path("set.npz"))
        for (place, row) in rows.dropFirst().enumerated() {
            #expect(row[0] == "\(place + 1)" && row[1] == "1")
            let sum = responses.response(place).reduce(0, +)
            #expect(row[3 + Observable.sum.index] == "\(Int(sum))")
            let channels = row[3..<8].compactMap { Int($0) }
            #expect(channels.reduce(0, +) == Int(sum))
        }
        let printed = try folder.run("sums", "set.npz")
        let saved = try folder.bytes("sums.csv")
        #expect(printed.status == 0 && Data(printed.output.utf8) == saved)
    }
}
