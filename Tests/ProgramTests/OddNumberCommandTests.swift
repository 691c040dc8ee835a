import Files
import Foundation
import Networks
import Testing

@Suite("Odd numbers on the command line, in parts and in weights")
struct OddNumberCommandTests {
    private func run(_ folder: CommandFolder, _ words: [String], environment: [String: String] = [:]) throws -> CommandFolder.Run
    {
        try folder.run(CommandFolder.program, words, environment: environment)
    }

    /// One sentence, and nothing half-written.
    private func expectRefusal(
        _ run: CommandFolder.Run, _ folder: CommandFolder, status: Int32, _ part: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(run.status == status, "\(run.errors)", sourceLocation: sourceLocation)
        #expect(
            run.errors.hasPrefix("Error: ") && run.errors.contains(part) && run.errors.split(separator: "\n").count == 1,
            "\(run.errors)", sourceLocation: sourceLocation)
        #expect(try !folder.names.contains { $0.hasPrefix("o.") }, sourceLocation: sourceLocation)
    }

    @Test("Numbers that no particle has are refused by every command", arguments: ["nan", "-inf", "1e400"])
    func refused(word: String) throws {
        let folder = try CommandFolder()
        let particles = [
            ["--species", "n", "--energy", word], ["--mass", word, "--charge", "0", "--energy", "5"],
            ["--mass", "1", "--charge", word, "--energy", "5"],
            ["--species", "n", "--energy", "5", "--position", "0,\(word),0"], ["--species", "n", "--momentum", "0,0,\(word)"],
        ]
        let commands = [["simulate", "-o", "o.npz"], ["generate", "-o", "o.npz"], ["render", "explore"], ["explore"]]
        for (number, particle) in particles.enumerated() {
            try expectRefusal(run(folder, commands[number % commands.count] + particle), folder, status: 64, word)
        }
        for view in [
            "histograms --cursor=", "histograms --cursor-y=", "histograms --zoom=sum,0,", "training --cursor=",
            "training --zoom=0,",
            "compare --sweep energy --at=",
            "compare --particle=1,1,0,0,0,0,0,0,",
        ] {
            let run = try run(folder, ["render"] + (view + word).split(separator: " ").map(String.init))
            #expect(
                run.status == 64 && run.errors.contains(view.split(separator: "=")[0].split(separator: " ").last ?? "-"),
                "\(view): \(run.errors)")
        }
    }

    @Test("Energies above 100 TeV, and particles that no model has seen, are answered with a note")
    func notes() throws {
        let folder = try CommandFolder()
        let photon = ["--species", "gamma", "--energy", "2e5", "-o", "o.npz"]
        let simulated = try run(folder, ["simulate"] + photon)
        #expect(
            simulated.status == 0
                && simulated.errors.contains("Note: the energy of the particle is above 100 TeV, and counts as 100 TeV.\n"),
            "\(simulated.errors)")
        let generated = try run(folder, ["generate"] + photon)
        #expect(
            generated.status == 0
                && generated.errors.contains(
                    "Note: numbers of the particle are outside the sampler's range, on which the shipped models were trained; responses are extrapolated.\n"
                ),
            "\(generated.errors)")
        #expect(try run(folder, ["simulate", "--quiet"] + photon).errors == "")
        try folder.write("pdg,Px,Py,Pz\n22,0,0,100\n22,0,0,2e5\n22,0,0,3e5\n", to: "p.csv")
        #expect(
            try run(folder, ["simulate", "--particles", "p.csv", "-o", "o.npz"]).errors.contains(
                "Note: the energy of 2 of 3 particles is above 100 TeV"))
        for word in ["1e-310", "5e-324", "1e-400"] {
            #expect(try run(folder, ["simulate", "--mass", word, "--charge", "0", "--energy", "5", "-o", "o.npz"]).status == 0)
        }
        let tiny = try run(folder, ["generate", "--species", "gamma", "--energy", "5e-324", "-o", "o.npz"])
        #expect(tiny.status == 0 && tiny.errors.hasPrefix("Note: numbers of the particle"))
    }

    @Test(
        "Weights that are no numbers, or run away, are refused by every command that takes them, by tensor and file; the truth goes on"
    )
    func weights() throws {
        let attacks: [(change: (inout WeightFile) -> Void, sentence: String)] = [
            (
                { $0.tensors["conv1.weight"]?.values[3] = .nan },
                "a.safetensors: value 4 of tensor \"conv1.weight\" is nan, expected a finite number"
            ),
            ({ $0.tensors["conv4.bias"]?.values[0] = 1e38 }, "is in tensor \"conv4.bias\""),
            ({ $0.tensors["conditions.scale"]?.values[0] = 0x1p-149 }, "one of \"conditions.scale\" too small"),
        ]
        for (change, sentence) in attacks {
            let folder = try CommandFolder(withModelNamed: "gan", change: change)
            let environment = ["ZDC_ASSETS": folder.path("assets")]
            for command in [
                ["generate", "--species", "n", "--energy", "5", "-o", "o.npz"], ["evaluate"], ["export", "-o", "o.onnx"],
            ] {
                try expectRefusal(run(folder, command, environment: environment), folder, status: 1, sentence)
            }
            let view = try run(folder, ["render", "explore", "--samples", "2", "--size", "200x60"], environment: environment)
            #expect(
                view.status == 0 && view.output.contains("a.safetensors") && view.output.contains("true: reference MC"),
                "\(view.output)")
        }
    }

    @Test("Weights near zero give an empty picture, not a broken one")
    func smallWeights() throws {
        let folder = try CommandFolder(withModelNamed: "gan") { file in
            for (name, tensor) in file.tensors where !name.hasPrefix("conditions.") && !name.hasSuffix("running_var") {
                file.tensors[name] = .init(shape: tensor.shape, values: Array(repeating: 0x1p-139, count: tensor.values.count))
            }
            // A softplus of zero is light.
            file.metadata["link"] = "relu"
        }
        let run = try run(
            folder, ["generate", "--species", "n", "--energy", "500", "--format", "o2", "-o", "-"],
            environment: ["ZDC_ASSETS": folder.path("assets")])
        #expect(run.status == 0 && run.output == "0, 0, 0, 0, 0\n", "\(run.errors)")
    }

    @Test("Photons in a part that are no numbers end the merge with a sentence", arguments: [Float.nan, .infinity, 1e30])
    func parts(value: Float) throws {
        let folder = try CommandFolder()
        for part in 0...1 {
            #expect(
                try run(
                    folder,
                    ["generate", "--sampler", "2", "--photons", "fractional", "--shard", "\(part)/2", "-o", "\(part).npz"]
                ).status == 0)
        }
        let part = try NPZFile(path: folder.path("1.npz"))
        let file = try NPZWriter(path: folder.path("odd.npz"))
        for name in part.names {
            let array = try part.array(named: name)
            var values = try array.values()
            if name == "responses" { values[7] = value }
            try file.beginArray(named: name, array.header)
            try file.append(array.header.type == .uint8 ? ArrayChunk(values.map { UInt8($0) }) : ArrayChunk(values))
        }
        try file.commit()
        for (format, name) in [("o2", "o.txt"), ("npz", "o.npz")] {
            try expectRefusal(
                run(folder, ["merge", "0.npz", "odd.npz", "--format", format, "-o", name]), folder, status: 1,
                "odd.npz: the array 'responses' has the number \(value)")
        }
    }
}
