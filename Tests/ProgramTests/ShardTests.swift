import DataSets
import Files
import Foundation
import Testing

@testable import zdc

@Suite("Parts of a data set")
struct ShardTests {
    @Test("A job array of Slurm tells which part this is, if it has all parts")
    func slurm() throws {
        var environment = [
            "SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "8", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_MAX": "7",
        ]
        #expect(try Shard(option: "slurm", environment: environment) == Shard(index: 3, count: 8))
        #expect(try Shard(option: "3/64", environment: environment) == Shard(index: 3, count: 64))
        environment["SLURM_ARRAY_TASK_MIN"] = "3"
        let error = try #require(throws: UsageError.self) { try Shard(option: "slurm", environment: environment) }
        #expect(
            error.description
                == "--shard slurm finds 8 array tasks from 3 to 7; expected 0 to n - 1, or give --shard i/n with the n of all parts."
        )
    }

    @Test("Merged parts have the bytes of one run, in every form", arguments: ["simulate", "generate"])
    func merge(command: String) throws {
        let folder = try CommandFolder()
        let work = [command, "--sampler", "151", "--repeats", "3", "--quiet"]
        for whole in ["whole.npz", "whole.csv", "whole.npy"] {
            #expect(try folder.run(CommandFolder.program, work + ["-o", whole]).status == 0)
        }
        for count in command == "simulate" ? [1, 2, 7, 64] : [2, 7] {
            let parts = (0..<count).map { "\(count)-\($0).npz" }
            for (index, part) in parts.enumerated() {
                let run = try folder.run(
                    CommandFolder.program, work + ["--shard", "\(index)/\(count)", "--threads", "\(1 + index % 3)", "-o", part])
                #expect(run.status == 0, "\(run.errors)")
            }
            for whole in ["whole.npz", "whole.csv", "whole.npy"] {
                let merged = "\(count)-\(whole)"
                let run = try folder.run(CommandFolder.program, ["merge", "--quiet", "-o", merged] + parts.reversed())
                #expect(run.status == 0, "\(run.errors)")
                #expect(try folder.bytes(merged) == folder.bytes(whole), "\(merged)")
            }
        }
    }

    @Test("More photons in a pixel than a part holds are no more in any other form, and that is said")
    func brightest() throws {
        let folder = try CommandFolder()
        // Far beyond any training: this model makes hundreds of thousands of it.
        let work = ["generate", "--model", "gan", "--species", "n", "--energy", "1e9", "--repeats", "4"]
        let note = "Note: some pixels have more than 65535 photons and are written as 65535.\n"
        for index in 0..<2 {
            let run = try folder.run(CommandFolder.program, work + ["--shard", "\(index)/2", "-o", "\(index).npz"])
            #expect(run.status == 0 && run.errors.hasSuffix(note), "\(run.errors)")
        }
        for (name, content) in [("whole.csv", "pixels"), ("sums.jsonl", "sums")] {
            let whole = try folder.run(CommandFolder.program, work + ["--content", content, "-o", name])
            #expect(whole.status == 0 && whole.errors.hasSuffix(note), "\(whole.errors)")
            let merged = try folder.run("merge", "0.npz", "1.npz", "--content", content, "-o", "merged-\(name)")
            #expect(merged.status == 0 && !merged.errors.contains("Note"), "\(merged.errors)")
            #expect(try folder.bytes("merged-\(name)") == folder.bytes(name))
        }
        #expect(String(decoding: try folder.bytes("whole.csv"), as: UTF8.self).contains(",65535,"))
        let fractional = try folder.run(CommandFolder.program, work + ["--photons", "fractional", "-o", "all.npz"])
        #expect(!fractional.errors.contains(note))
        #expect(try NPZFile(path: folder.path("all.npz")).array(named: "responses").values().contains { $0 > 65535 })
    }

    @Test("Parts that are missing, double or of another command are refused by name, and nothing is written")
    func refusals() throws {
        let folder = try CommandFolder()
        func make(_ arguments: String...) throws { #expect(try folder.run(CommandFolder.program, arguments).status == 0) }
        for index in 0..<3 { try make("simulate", "--sampler", "30", "--shard", "\(index)/3", "-o", "\(index).npz") }
        try make("simulate", "--sampler", "30", "--shard", "2/3", "--seed", "7", "-o", "seed.npz")
        try make("generate", "--sampler", "30", "--shard", "2/3", "-o", "model.npz")
        try make("simulate", "--sampler", "30", "-o", "whole.npz")
        let names = try folder.names
        func refusal(_ parts: String...) throws -> String {
            let run = try folder.run(CommandFolder.program, ["merge", "-o", "out.npz"] + parts)
            #expect(run.status == 1)
            return run.errors
        }
        #expect(try refusal("0.npz", "2.npz") == "Error: Of 3 parts one is missing: 1.\n")
        #expect(
            try refusal("0.npz", "1.npz", "./1.npz", "2.npz") == "Error: ./1.npz: was given twice; expected each part once.\n")
        try FileManager.default.copyItem(atPath: folder.path("1.npz"), toPath: folder.path("copy.npz"))
        #expect(
            try refusal("0.npz", "1.npz", "copy.npz")
                == "Error: copy.npz: holds part 1 of 3, as 1.npz does; expected each part once.\n")
        try FileManager.default.removeItem(atPath: folder.path("copy.npz"))
        #expect(
            try refusal("0.npz", "1.npz", "seed.npz")
                == "Error: seed.npz: is of another command: found \"seed 7\", expected \"seed 42\" as in 0.npz.\n")
        #expect(try refusal("0.npz", "model.npz").contains("found \"generate\", expected \"simulate\""))
        #expect(try refusal("whole.npz") == "Error: whole.npz: has no array 'part'; expected a part that --shard wrote.\n")
        #expect(try folder.names == names)
    }
}
