import Calorimeter
import DataSets
import Explorer
import FastSimulation
import Foundation
import PseudoTerminal
import Testing

/// The commands with --detector zp.
@Suite("The proton calorimeter on the command line")
struct ProtonCalorimeterCommandTests {
    @Test("simulate, generate and evaluate speak of 56 × 30 responses")
    func dataSets() throws {
        let folder = try CommandFolder()
        let particle = ["--detector", "zp", "--species", "p", "--energy", "3000", "--repeats", "20"]
        for command in ["simulate", "generate"] {
            let run = try folder.run(CommandFolder.program, [command] + particle + ["--output", "\(command).npz"])
            #expect(run.status == 0, "\(run.errors)")
            let data = try DataSet(path: folder.path("\(command).npz"), detector: .zp)
            #expect(data.particles.count == 1)
            #expect(data.rows(ofParticle: 0).count == 20)
        }
        let run = try folder.run(
            "evaluate", "--detector", "zp", "--particles", "30", "--repeats", "4", "--runs", "1", "--no-classifiers", "--no-seen",
            "--least-photons", "1", "--format", "text")
        #expect(run.status == 0, "\(run.errors)")
        for word in ["sdi-gan-reg-aux", "floor", "at least 1 photon,"] { #expect(run.output.contains(word), "\(run.output)") }
    }

    @Test("A data set of one calorimeter is refused as one of the other")
    func otherDetector() throws {
        let folder = try CommandFolder()
        _ = try folder.run("simulate", "--species", "n", "--energy", "1000", "--output", "zn.npz")
        let run = try folder.run("evaluate", "--detector", "zp", "--data", "zn.npz")
        #expect(run.status == 1)
        #expect(run.errors.contains("56") && run.errors.contains("44"), "\(run.errors)")
    }

    @Test("train writes a model that generates, and that the other calorimeter's commands refuse")
    func training() throws {
        let folder = try CommandFolder()
        let training = try folder.run(
            "train", "--objective", "sdi-gan-reg-aux", "--detector", "zp", "--width", "1/32", "--steps", "2", "--regression", "2",
            "--batch",
            "4", "--particles", "40", "--validation-particles", "4", "--threads", "1", "--output", "small.safetensors")
        #expect(training.status == 0, "\(training.errors)")
        let generator = try Generator(contentsOf: URL(fileURLWithPath: folder.path("small.safetensors")))
        #expect(generator.detector == .zp)
        let run = try folder.run("evaluate", "--model", "small.safetensors", "--particles", "2")
        #expect(run.status == 1 || run.status == 64)
        #expect(run.errors.contains("small.safetensors is a model of the ZP; add --detector zp."), "\(run.errors)")
    }

    @Test("Every view is drawn", arguments: ["explore", "diversity", "compare"])
    func views(view: String) throws {
        let folder = try CommandFolder()
        for size in ["80x24", "120x40"] {
            let run = try folder.run("render", view, "--detector", "zp", "--size", size, "--samples", "4")
            #expect(run.status == 0, "\(run.errors)")
            // Where there is room, the title of the view stands behind it.
            #expect((run.output.prefix { $0 != "\n" } + " ").contains(" ZP "), "\(run.output)")
        }
    }

    @Test("An unknown detector is refused")
    func unknown() throws {
        let run = try CommandFolder().run("simulate", "--detector", "zq", "--species", "n", "--energy", "10", "--output", "x.npz")
        #expect(run.status == 64)
        #expect(run.errors.contains("zq"))
    }
}
