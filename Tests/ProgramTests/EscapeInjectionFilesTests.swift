import Files
import Foundation
import Networks
import Testing

/// One test for each kind of file that the program reads or goes on with.
@Suite("Escape sequences inside files")
struct EscapeInjectionFilesTests {
    static let attack = EscapeInjectionTests.attack

    /// Runs a command that fails with a sentence which holds what came from outside.
    private func expectRefusal(
        _ folder: CommandFolder, _ words: String..., status: Int32 = 1, environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let run = try folder.run(CommandFolder.program, words, environment: environment)
        #expect(run.status == status, "\(run.errors.debugDescription)", sourceLocation: sourceLocation)
        #expect(run.output == "", sourceLocation: sourceLocation)
        expectHarmless(run.errors, sourceLocation: sourceLocation)
    }

    @Test(
        "The configuration: its keys, values, lines and its path",
        arguments: [
            "\(attack) = 3", "seed = \(attack)", "theme = \"\(attack)\"", "models = \(attack)", attack,
            "seed = 1\n\(attack) = 2\n\(attack) = 3",
        ])
    func configuration(lines: String) throws {
        let folder = try CommandFolder()
        for home in ["plain", Self.attack] {
            try FileManager.default.createDirectory(atPath: folder.path("\(home)/zdc"), withIntermediateDirectories: true)
            try folder.write(lines + "\n", to: "\(home)/zdc/config")
            try expectRefusal(
                folder, "simulate", "--sampler", "1", "-o", "o.npz", environment: ["XDG_CONFIG_HOME": folder.path(home)])
        }
    }

    @Test(
        "Particles as text: columns, units, cells; from a file and on standard input",
        arguments: [
            "Energy [\u{1B}[2J],Vx,Vy,Vz,Px,Py,Pz,mass,charge\n", "Px,Py,Pz,mass,charge\n0,\(attack),5,0,0\n",
            "pdg,Px,Py,Pz\n\(attack),1,1,1\n",
        ])
    func particles(text: String) throws {
        let folder = try CommandFolder()
        try folder.write(text, to: "p.csv")
        try expectRefusal(folder, "simulate", "--particles", "p.csv", "-o", "o.npz")
        let piped = try folder.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", "\"$0\" simulate --particles - -o o.npz < p.csv", CommandFolder.program.path])
        #expect(piped.status == 1)
        expectHarmless(piped.errors)
    }

    @Test("Particles that are read: the notes on columns that are not used")
    func notes() throws {
        let folder = try CommandFolder()
        let name = Self.attack.filter { $0 != ";" }
        try folder.write("Px,Py,Pz,mass,charge,\(name)\n0,0,5,0,0,1\n", to: "\(Self.attack).csv")
        let run = try folder.run("simulate", "--particles", "\(Self.attack).csv", "-o", "o.npz")
        #expect(run.status == 0 && run.errors.contains("not used: x?[2J"))
        expectHarmless(run.errors)
    }

    /// An NPZ with these arrays of text or of zeros.
    private func write(_ arrays: [(name: String, bytes: [UInt8])], to path: String) throws {
        let file = try NPZWriter(path: path)
        for (name, bytes) in arrays {
            try file.beginArray(named: name, NPYHeader(type: .uint8, shape: [bytes.count]))
            try file.append(ArrayChunk(bytes))
        }
        try file.commit()
    }

    @Test("Names of arrays inside data sets, particles and parts; types in the header of an array")
    func arrayNames() throws {
        let folder = try CommandFolder()
        try write([(Self.attack, [0]), ("b", [0])], to: folder.path("set.npz"))
        try expectRefusal(folder, "evaluate", "--data", "set.npz")
        try expectRefusal(folder, "evaluate", "--data", "set.npz,set.npz")
        try expectRefusal(folder, "explore", "--data", "set.npz")
        try expectRefusal(folder, "train", "--objective", "gan", "--data", "set.npz", "-o", "m.safetensors")
        try expectRefusal(folder, "simulate", "--particles", "set.npz", "-o", "o.npz")
        let type = "{'descr': '<f\u{1B}[2J', 'fortran_order': False, 'shape': (1, 9), }\n"
        try folder.write("\u{1}\u{0}" + String(UnicodeScalar(UInt8(type.utf8.count))) + "\u{0}" + type, to: "tail")
        var bytes = try folder.bytes("tail")
        bytes.insert(contentsOf: [0x93] + Array("NUMPY".utf8), at: 0)
        try bytes.write(to: folder.url.appendingPathComponent("a.npy"))
        let run = try folder.run("simulate", "--particles", "a.npy", "-o", "o.npz")
        #expect(run.status == 1)
        expectHarmless(run.errors, isShown: false)
    }

    @Test("Parts of a data set: what they say of their command, and their paths")
    func parts() throws {
        let folder = try CommandFolder()
        for part in 0...1 {
            #expect(try folder.run("simulate", "--sampler", "2", "--shard", "\(part)/2", "-o", "\(part).npz").status == 0)
        }
        let part = try NPZFile(path: folder.path("1.npz"))
        let text = String(decoding: try part.array(named: "part").values().map { UInt8($0) }, as: UTF8.self)
        for (place, change) in [("seed 42", "seed \(Self.attack)"), ("zdc 0", "\(Self.attack) 0")] {
            let file = try NPZWriter(path: folder.path("forged.npz"))
            for name in ["conditions", "responses"] {
                let array = try part.array(named: name)
                try file.beginArray(named: name, array.header)
                let values = try array.values()
                try file.append(array.header.type == .uint16 ? ArrayChunk(values.map { UInt16($0) }) : ArrayChunk(values))
            }
            let words = Array(text.replacing(place, with: change).utf8)
            try file.beginArray(named: "part", NPYHeader(type: .uint8, shape: [words.count]))
            try file.append(ArrayChunk(words))
            try file.commit()
            try expectRefusal(folder, "merge", "0.npz", "forged.npz", "-o", "o.npz")
        }
        try FileManager.default.copyItem(atPath: folder.path("0.npz"), toPath: folder.path("\(Self.attack).npz"))
        try expectRefusal(folder, "merge", "0.npz", "\(Self.attack).npz", "-o", "o.npz")
    }

    @Test("The note beside an output that is gone on with", arguments: ["0\nzdc \(attack)\n", "\(attack)\nzdc\n"])
    func resumed(state: String) throws {
        let folder = try CommandFolder()
        let name = "\(Self.attack).npz"
        try folder.write("", to: "\(name).partial")
        try folder.write(state, to: "\(name).partial.state")
        try expectRefusal(folder, "simulate", "--sampler", "2", "--resume", "-o", name)
    }

    @Test("A checkpoint: its words and its path")
    func checkpoint() throws {
        let folder = try CommandFolder()
        let name = "\(Self.attack).ckpt"
        let file = WeightFile(
            tensors: [:], metadata: ["step": "3", "name": Self.attack, "batch": Self.attack, "objective": Self.attack])
        try file.encoded().write(to: folder.url.appendingPathComponent(name))
        let run = try folder.run(
            CommandFolder.program, TrainCommandTests.small + ["--checkpoint", name, "--resume", "-o", "m.safetensors"])
        #expect(run.status == 1)
        expectHarmless(run.errors)
        try expectRefusal(folder, "train", "--objective", "gan", "--start", name, "-o", "m.safetensors")
    }

    @Test(
        "A session file: its keys, values, its data set and its path",
        arguments: [
            #"{"zdcSession":1,"view":"x\u001b[2J","settings":{}}"#,
            #"{"zdcSession":1,"detector":"x\u001b[2J","view":"explore","settings":{}}"#,
            #"{"zdcSession":1,"data":"x\u001b[2J.npz","view":"explore","settings":{}}"#, "\u{1B}[2J",
        ])
    func session(text: String) throws {
        let folder = try CommandFolder()
        try folder.write(text, to: "\(Self.attack).session")
        try expectRefusal(folder, "explore", "--session", "\(Self.attack).session")
    }

    @Test("Scale files and ONNX graphs: lines, nodes, types, paths; what export and import say of the files they wrote")
    func exchange() throws {
        let folder = try CommandFolder()
        let name = Self.attack
        try folder.write("#means\n\(name)\n", to: "\(name).txt")
        let said = try folder.run("export", "--model", "gan", "-o", "\(name).safetensors")
        #expect(said.status == 0)
        expectHarmless(said.errors)
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "ONNXTests/Fixtures")
        let graph = try Data(contentsOf: fixtures.appending(path: "torch-plain.onnx"))
        try graph.write(to: folder.url.appendingPathComponent("\(name).onnx"))
        let environment = ["ZDC_MODELS": folder.path("models\(name)")]
        try expectRefusal(folder, "import", "\(name).onnx", "--name", "a", status: 64, environment: environment)
        try expectRefusal(folder, "import", "\(name).onnx", "--name", "a", "--scales", "\(name).txt", environment: environment)
        let scales = "#means\n" + String(repeating: "0\n", count: 9) + "\n#scales\n" + String(repeating: "1\n", count: 9)
        try folder.write(scales, to: "scales.txt")
        let taken = try folder.run("import", "\(name).onnx", "--name", "a", "--scales", "scales.txt", environment: environment)
        #expect(taken.status == 0, "\(taken.errors.debugDescription)")
        expectHarmless(taken.errors)
        // A node of another kind, of as many letters.
        var foreign = graph
        while let place = foreign.range(of: Data("Gemm".utf8)) { foreign.replaceSubrange(place, with: Data("\u{1B}[2J".utf8)) }
        #expect(foreign != graph)
        try foreign.write(to: folder.url.appendingPathComponent("foreign.onnx"))
        try expectRefusal(folder, "import", "foreign.onnx", "--name", "b", "--scales", "scales.txt", environment: environment)
    }

    @Test("Training histories: their words and names, on the screen and in every file of numbers")
    func histories() throws {
        let folder = try CommandFolder()
        let rows = "step,samples,validation_ws\n100,6400,3.5\n200,12800,3.1\n"
        try folder.write("# objective: \(Self.attack)\n# model: \(Self.attack)\n# command: \(Self.attack)\n" + rows, to: "h.csv")
        try folder.write(rows, to: "\(Self.attack).csv")
        try folder.write("no history", to: "\(Self.attack).txt")
        for format in ["text", "csv", "json"] {
            for history in ["h.csv", "\(Self.attack).csv"] {
                let view = try folder.run("render", "training", "--history", history, "--format", format)
                #expect(view.status == 0, "\(view.errors)")
                expectHarmless(view.output)
            }
        }
        try expectRefusal(folder, "render", "training", "--history", "\(Self.attack).txt")
    }

    @Test("A foreign model's words in every file that holds them: text, CSV, JSON, LaTeX")
    func modelWords() throws {
        let folder = try CommandFolder(withModelNamed: Self.attack)
        let environment = ["ZDC_ASSETS": folder.path("assets")]
        for format in ["csv", "json", "tex"] {
            let run = try folder.run(
                "evaluate", "--particles", "20", "--repeats", "2", "--runs", "1", "--no-classifiers", "--no-seen", "--format",
                format,
                environment: environment)
            #expect(run.status == 0, "\(run.errors)")
            expectHarmless(run.output)
        }
        for (view, format) in [("explore", "json"), ("histograms", "csv"), ("compare", "json")] {
            let run = try folder.run("render", view, "--samples", "5", "--format", format, environment: environment)
            #expect(run.status == 0, "\(run.errors)")
            expectHarmless(run.output, isShown: false)
        }
    }

    @Test("Variables of the environment that choose colours, glyphs, folders and parts")
    func environment() throws {
        let folder = try CommandFolder()
        let names = ["COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "TERM", "XDG_STATE_HOME", "XDG_DATA_HOME", "TMPDIR"]
        let variables = Dictionary(uniqueKeysWithValues: names.map { ($0, Self.attack) })
        let view = try folder.run("render", "explore", "--samples", "1", environment: variables)
        #expect(view.status == 0)
        expectHarmless(view.output, isShown: false)
        expectHarmless(view.errors, isShown: false)
        let part = try folder.run(
            "simulate", "--sampler", "2", "--shard", "slurm", "-o", "o.npz", environment: ["SLURM_ARRAY_TASK_ID": Self.attack])
        #expect(part.status == 64)
        expectHarmless(part.errors, isShown: false)
        try FileManager.default.createDirectory(atPath: folder.path("models\(Self.attack)"), withIntermediateDirectories: true)
        try folder.write("none", to: "models\(Self.attack)/\(Self.attack).safetensors")
        try expectRefusal(
            folder, "generate", "--model", "none", "--sampler", "1", "-o", "o.npz",
            environment: ["ZDC_MODELS": folder.path("models\(Self.attack)")])
        try folder.write("", to: Self.attack)
        try expectRefusal(
            folder, "import", "none.onnx", "--name", "a",
            environment: ["HOME": folder.path("\(Self.attack)/\(Self.attack)")].merging(["ZDC_ASSETS": folder.path(Self.attack)])
            { $1 })
    }
}
