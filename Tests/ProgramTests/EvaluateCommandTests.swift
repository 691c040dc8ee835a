import Calorimeter
import FastSimulation
import Files
import Foundation
import Networks
import PseudoTerminal
import Support
import Testing

@testable import zdc

@Suite("zdc evaluate")
struct EvaluateCommandTests {
    /// Runs with few responses.
    func evaluate(_ folder: CommandFolder, _ arguments: String) throws -> CommandFolder.Run {
        try folder.run(CommandFolder.program, ["evaluate"] + arguments.split(separator: " ").map(String.init))
    }

    /// Writes an untrained model of the smallest width with these words in its file.
    func writeModel(_ name: String, in folder: CommandFolder, metadata: [String: String]) throws {
        let channels = GeneratorChannels(width: 1.0 / 64)
        let count = Parameter.allCases.count
        let encoding = try #require(
            ConditionEncoding(
                kind: .raw, detector: .zn, mean: Array(repeating: 0, count: count), scale: Array(repeating: 1000, count: count)))
        let network = try Network.generator(detector: .zn, conditions: encoding.count, channels: channels)
        let file = try Generator.weightFile(
            name: name, detector: .zn, encoding: encoding, channels: channels, parameters: .glorot(network, seed: 1),
            metadata: metadata)
        try file.encoded().write(to: folder.url.appendingPathComponent("\(name).safetensors"))
    }

    @Test("JSON with every agreed figure; the floor lies below the model, and no classifier finds it")
    func json() throws {
        let folder = try CommandFolder()
        let run = try evaluate(folder, "--model sdi-gan-reg-aux --particles 120 --repeats 12 --runs 2 --no-seen --format json")
        #expect(run.status == 0, "\(run.errors)")
        let tree = try JSONTree(run.output)
        #expect(tree.count("models") == 1)
        #expect(tree["models.0.name"] as? String == "sdi-gan-reg-aux")
        #expect(tree.count("models.0.ws.channels") == 5)
        let figures = [
            "ws.mean", "ws.sigmaChannels", "ws.runSpread", "diversity.ratio", "diversity.correlation", "brightestPixelError",
            "photonSumBias", "empty.true", "empty.generated", "auc", "aucPixels", "aucCNN", "channels.mae", "channels.rmse",
        ]
        for figure in figures { #expect(tree.number("models.0.\(figure)") != nil, "\(figure)") }
        let floor = try #require(tree.number("floor.ws.mean"))
        #expect(floor > 0)
        #expect(floor < tree.number("models.0.ws.mean") ?? 0)
        #expect(tree.number("conditionalMean.ws.mean") ?? 0 > floor)
        #expect(abs((tree.number("floor.diversity.ratio") ?? 0) - 1) < 0.05)
        #expect(tree.number("floor.diversity.correlation") ?? 0 > 0.95)
        #expect(abs((tree.number("floor.auc") ?? 0) - 0.5) < 0.06)
        #expect(abs((tree.number("floor.aucPixels") ?? 0) - 0.5) < 0.06)
        #expect(abs((tree.number("floor.aucCNN") ?? 0) - 0.5) < 0.06)
        #expect(tree["truth"] as? String == "reference Monte Carlo")
        #expect(run.errors.contains(/^Compared 7200 responses in .+ \([0-9 ]+\/s\)\.\n$/), "\(run.errors)")

        // So few responses tell a good model from the truth no better than chance, but not an untrained one.
        try writeModel("untrained", in: folder, metadata: [:])
        let other = try evaluate(
            folder, "--model untrained.safetensors --particles 60 --repeats 12 --runs 1 --no-seen --format json")
        let found = try JSONTree(other.output)
        #expect(found.number("models.0.auc") ?? 0 > 0.7, "\(other.errors)")
        #expect(found.number("models.0.aucPixels") ?? 0 > 0.7)
    }

    @Test("The same bytes for any number of threads, and others for another seed")
    func threads() throws {
        let folder = try CommandFolder()
        let options = "--model sdi-gan-reg-aux --no-seen --particles 30 --repeats 5 --runs 2 --format csv"
        let outputs = try (1...3).map { try evaluate(folder, "\(options) --threads \($0)").output }
        #expect(outputs[0].count { $0 == "\n" } == 4)
        #expect(outputs[0] == outputs[1])
        #expect(outputs[0] == outputs[2])
        #expect(try evaluate(folder, "\(options) --seed 5").output != outputs[0])
    }

    @Test("Particles seen in training are those of the recipe in the model's file")
    func seen() throws {
        let folder = try CommandFolder()
        try writeModel("known", in: folder, metadata: ["data-seed": "3", "data-particles": "40"])
        try writeModel("unknown", in: folder, metadata: [:])
        let options = "--model known.safetensors unknown.safetensors --particles 25 --repeats 3 --runs 1 --no-classifiers"
        let json = try evaluate(folder, "\(options) --format json")
        #expect(json.status == 0, "\(json.errors)")
        let tree = try JSONTree(json.output)
        #expect(tree["models.1.name"] as? String == "unknown")
        #expect(tree["seen.models.0.name"] as? String == "known")
        #expect(tree["seen.models.0.sample.particleKind"] as? String == "seen in training (data seed 3)")
        #expect(tree.number("seen.models.0.sample.particles") == 25)
        #expect(tree.number("seen.models.0.floor.ws.mean") ?? 0 > 0)
        #expect(tree.number("seen.models.0.empty.true") != tree.number("models.0.empty.true"))
        #expect(tree["seen.models.1.note"] is String)
        #expect(tree["models.0.auc"] is NSNull)
        let text = try evaluate(folder, options).output
        #expect(text.contains("25 particles seen in training (data seed 3), 75 responses, 1 run"))
        #expect(text.hasSuffix("Training particles are not known of unknown.\n"))
        #expect(try JSONTree(try evaluate(folder, "\(options) --no-seen --format json").output).count("seen.models") == 0)
    }

    @Test("A seed that a model was trained or validated with is refused", arguments: ["3", "1000003"])
    func trainingSeed(seed: String) throws {
        let folder = try CommandFolder()
        try writeModel("known", in: folder, metadata: ["data-seed": "3", "data-particles": "40"])
        let run = try evaluate(folder, "--model known.safetensors --seed \(seed)")
        #expect(run.status == 64)
        #expect(
            run.errors
                == "Error: known was trained or validated with the particles of --seed \(seed); give another one for particles that it has not seen.\n"
        )
    }

    @Test("A data set is its own truth, split in halves for the floor; its order does not matter to a particle")
    func dataSet() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "30", "--repeats", "9", "-o", "data.npz").status == 0)
        let run = try evaluate(folder, "--model sdi-gan-reg-aux --data data.npz --runs 1 --format json --no-classifiers")
        #expect(run.status == 0, "\(run.errors)")
        let tree = try JSONTree(run.output)
        #expect(tree["truth"] as? String == "data set data.npz")
        #expect(tree.number("particles") == 30)
        // Of nine responses four are the truth, four the repeat.
        #expect(tree.number("responses") == 120)
        #expect(tree.number("floor.ws.mean") ?? 0 > 0)
        #expect(tree.number("models.0.diversity.ratio") != nil)
        #expect(tree.count("seen.models") == 0)

        let data = try CommandDataSetTests.DataSet(folder.path("data.npz"))
        let order = (0..<270).sorted { ($0 % 9, $0 / 9) < ($1 % 9, $1 / 9) }
        let shuffled = try NPZWriter(path: folder.path("shuffled.npz"))
        try shuffled.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [270, 9]))
        try shuffled.append(ArrayChunk(order.flatMap { data.row($0) }))
        try shuffled.beginArray(named: "responses", NPYHeader(type: .float32, shape: data.shape))
        try shuffled.append(ArrayChunk(order.flatMap { data.response($0) }))
        try shuffled.commit()
        let other = try evaluate(folder, "--model sdi-gan-reg-aux --data shuffled.npz --runs 1 --format json --no-classifiers")
            .output
        #expect(other.replacingOccurrences(of: "shuffled.npz", with: "data.npz") == run.output)
    }

    @Test("A file that another program generated is a row among the models, and what it lacks is said")
    func generatedFile() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "20", "--repeats", "8", "-o", "true.npz").status == 0)
        #expect(try folder.run("simulate", "--sampler", "15", "--repeats", "8", "-o", "mine.npz").status == 0)
        #expect(try folder.run("generate", "--sampler", "20", "--repeats", "8", "-o", "gan.npz").status == 0)
        let run = try evaluate(
            folder,
            "--model gan --data true.npz --generated gan.npz --generated mine.npz --runs 2 --format json --no-classifiers")
        #expect(run.status == 0, "\(run.errors)")
        let tree = try JSONTree(run.output)
        #expect(tree.count("models") == 3)
        #expect((0..<3).map { tree["models.\($0).name"] as? String } == ["gan", "gan.npz", "mine"])
        #expect(run.errors.contains("Note: mine.npz has "), "\(run.errors)")
        let view = try folder.run(
            "render", "compare", "--data", "true.npz", "--generated", "mine.npz", "--model", "mine", "--size", "160x50")
        #expect(view.status == 0 && view.output.contains("mine"), "\(view.errors)")
        let named = try folder.run(
            "render", "explore", "--data", "true.npz", "--generated", "mine.npz", "--model", "mine.npz", "--size", "160x50")
        #expect(named.status == 0 && named.output.contains("mine.npz"), "\(named.errors)\(named.output)")
        // Without a model by name it is the one in front, even where its name is another model's.
        for (words, title) in [(["mine.npz"], "mine.npz"), (["gan.npz", "--generated", "mine.npz"], "gan.npz")] {
            let front = try folder.run(
                CommandFolder.program,
                ["render", "explore", "--data", "true.npz", "--size", "160x50", "--generated"] + words)
            #expect(front.status == 0 && front.output.contains("generated: \(title)"), "\(front.errors)\(front.output)")
        }
        let alone = try folder.run("render", "compare", "--generated", "mine.npz")
        #expect(alone.status == 64 && alone.errors.contains("add --data"), "\(alone.errors)")
        let export = try folder.run("export", "--model", "mine.npz", "-o", "mine.onnx")
        #expect(export.status != 0 && !export.errors.isEmpty)
    }

    @Test("Single responses have neither diversity nor floor, and the table says why")
    func singleResponses() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "15", "-o", "data.npz").status == 0)
        let text = try evaluate(folder, "--data data.npz --runs 2").output
        #expect(text.contains("15 particles of the data set, 15 responses, 2 runs"))
        #expect(
            text.contains(
                "Every particle has one response, so there is neither a diversity nor a floor nor a conditional mean.\n"))
        #expect(text.contains("There are fewer than 20 particles, so no classifier was trained.\n"))
        #expect(!text.contains("floor   "))
    }

    @Test("LaTeX goes to a file, whole")
    func output() throws {
        let folder = try CommandFolder()
        let run = try evaluate(folder, "--particles 4 --repeats 2 --runs 1 --no-seen --format tex --output table.tex")
        #expect(run.status == 0)
        #expect(run.output == "")
        #expect(String(decoding: try folder.bytes("table.tex"), as: UTF8.self).hasSuffix("\\end{tabular}\n"))
        #expect(try folder.names == ["table.tex"])
    }

    @Test(
        "Wrong use is one sentence and status 64",
        arguments: [
            ("--particles 0", "--particles is 0; expected 1 to 1000000."),
            ("--runs 0", "--runs is 0; expected 1 to 1000."),
            ("--threads 0", "--threads is 0; expected 1 to 256."),
            (
                "--particles 1000000 --repeats 50",
                "1000000 particles with 50 repeats are too many; expected at most 10000000 responses."
            ),
            (
                "--generated a.npz",
                "--generated a.npz is compared with true responses to the same particles; add --data with these."
            ),
            ("--data a.npz --repeats 5", "--data has its own particles and repeats; leave --particles and --repeats out."),
        ])
    func misuse(arguments: String, sentence: String) throws {
        let run = try evaluate(try CommandFolder(), arguments)
        #expect(run.errors == "Error: \(sentence)\n")
        #expect(run.status == 64)
    }

    @Test("A model that is not there is one sentence, by name and by file")
    func missingModel() throws {
        let folder = try CommandFolder()
        let name = try evaluate(folder, "--model wgan")
        #expect(name.errors.hasPrefix("Error: There is no model \"wgan\"; known are "))
        #expect(name.status == 64)
        let file = try evaluate(folder, "--model wgan.safetensors")
        #expect(file.errors.hasPrefix("Error: wgan.safetensors: "))
        #expect(file.status == 1)
    }

    @Test("Data sets that are none are one sentence, and nothing is written")
    func badDataSets() throws {
        let folder = try CommandFolder()
        func write(_ name: String, conditions: [Int], responses: [Int], value: Float) throws {
            let file = try NPZWriter(path: folder.path(name))
            try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: conditions))
            try file.append(ArrayChunk([Float](repeating: 1, count: conditions.reduce(1, *))))
            try file.beginArray(named: "responses", NPYHeader(type: .float32, shape: responses))
            try file.append(ArrayChunk([Float](repeating: value, count: responses.reduce(1, *))))
            try file.commit()
        }
        let (rows, columns) = (Detector.zn.rows, Detector.zn.columns)
        try write("narrow.npz", conditions: [2, 8], responses: [2, rows, columns], value: 0)
        try write("small.npz", conditions: [2, 9], responses: [2, rows, columns - 1], value: 0)
        try write("negative.npz", conditions: [2, 9], responses: [2, rows, columns], value: -1)
        try write("nan.npz", conditions: [2, 9], responses: [2, rows, columns], value: .nan)
        try write("empty.npz", conditions: [0, 9], responses: [0, rows, columns], value: 0)
        for (name, sentence) in [
            ("missing.npz", "Could not read missing.npz: No such file or directory."),
            ("narrow.npz", "narrow.npz, array 'conditions': has particles of the shape [2, 8]; expected (N, 9) or (N, 10)."),
            (
                "small.npz",
                "small.npz, array 'responses': has responses of the shape [2, \(rows), \(columns - 1)]; expected [2, \(rows), \(columns)], one for each particle."
            ),
            ("negative.npz", "negative.npz, array 'responses': response 1 has a pixel of -1.0 photons; expected 0 to 65535."),
            ("nan.npz", "nan.npz, array 'responses': response 1 has a pixel of nan photons; expected 0 to 65535."),
            ("empty.npz", "empty.npz, array 'responses': has 0 responses; expected at least one, and at most 4294967295."),
        ] {
            let run = try evaluate(folder, "--data \(name) --output out.csv --format csv")
            #expect(run.errors == "Error: \(sentence)\n")
            #expect(run.status == 1)
        }
        #expect(try !folder.names.contains("out.csv"))
    }

    @Test("Every example of the help is understood", arguments: CommandHelpTests.examples(EvaluateCommand.self))
    func examples(line: String) throws {
        #expect(try ZDC.parseAsRoot(line.split(separator: " ").dropFirst().map(String.init)) is EvaluateCommand)
    }

    @Test("Ctrl-C ends it and leaves nothing behind")
    func interruption() throws {
        let folder = try CommandFolder()
        let session = try PtySession("zdc", ["evaluate", "--format", "csv", "--output", folder.path("out.csv")], width: 160)
        session.expect("progress is shown") { $0.contains(" responses, ") && $0.contains("truth") || $0.contains("floor") }
        session.type("\u{03}")
        #expect(session.ending() == .signalled(SIGINT))
        #expect(try folder.names == [])
    }
}
