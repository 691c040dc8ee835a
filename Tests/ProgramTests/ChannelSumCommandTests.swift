import Calorimeter
@testable import Explorer
import Foundation
import PseudoTerminal
import Support
import Testing

@Suite("Channel sums in the place of pictures")
struct ChannelSumCommandTests {
    /// A file of channel sums: those of the responses in a data set, changed one by one.
    static func writeSums(
        of data: CommandDataSetTests.DataSet, _ name: String, in folder: CommandFolder, rows: Int? = nil, columns: Int = 5,
        change: (Int, Float) -> Float = { $1 }
    ) throws {
        let map = ChannelMap(detector: .zn, convention: .thesis)
        let count = data.shape[0]
        let values = (0..<count).flatMap { row in
            let sums = map.sums(Response(rows: 44, columns: 44, photons: data.response(row)))
            return (0..<columns).map { change(row * columns + $0, sums[$0]) }
        }
        let kept = rows ?? count
        try NamedArray.write(
            [
                NamedArray("conditions", shape: [count, 9], data.conditions),
                NamedArray("sums", shape: [kept, columns], Array(values.prefix(kept * columns))),
            ], path: folder.path(name))
    }

    /// True and generated responses as pictures, and as sums of the same.
    static func folder() throws -> CommandFolder {
        let folder = try CommandFolder()
        try #require(folder.run("simulate", "--sampler", "25", "--repeats", "8", "-o", "true.npz").status == 0)
        try #require(folder.run("generate", "--sampler", "25", "--repeats", "8", "-o", "mine.npz").status == 0)
        try writeSums(of: .init(folder.path("true.npz")), "truesums.npz", in: folder)
        try writeSums(of: .init(folder.path("mine.npz")), "minesums.npz", in: folder)
        return folder
    }

    private static let figuresOfSums = [
        "ws.mean", "ws.runSpread", "ws.sigmaChannels", "empty.true", "empty.generated", "photonSumBias", "channels.mae",
        "channels.rmse", "diversity.sumRatio",
    ]
    private static let figuresOfPixels = [
        "diversity.error", "diversity.meanAbsoluteError", "diversity.ratio", "diversity.correlation", "brightestPixelError",
        "brightestPixelErrorContained", "brightestPixelRMS", "auc", "aucPixels", "aucCNN",
    ]

    @Test("evaluate gives channel sums the figures that their pictures have, and no figures of pixels")
    func evaluate() throws {
        let folder = try Self.folder()
        let options = ["--model", "energy-score", "--generated", "mine.npz", "--generated", "minesums.npz", "--runs", "2"]
        let run = try folder.run(
            CommandFolder.program, ["evaluate", "--data", "true.npz", "--format", "json", "--output", "one.json"] + options)
        #expect(run.status == 0)
        #expect(run.errors.contains("minesums.npz has channel sums of the thesis masks and no pictures, so no figures"))
        let tree = try JSONTree(String(decoding: try folder.bytes("one.json"), as: UTF8.self))
        #expect(tree["models.2.name"] as? String == "minesums")
        for figure in Self.figuresOfSums {
            #expect(tree.number("models.2.\(figure)") != nil, "\(figure)")
            #expect(tree.number("models.2.\(figure)") == tree.number("models.1.\(figure)"), "\(figure)")
        }
        #expect(tree["models.2.ws.channels"] as? [Double] == tree["models.1.ws.channels"] as? [Double])
        for figure in Self.figuresOfPixels {
            #expect(tree["models.2.\(figure)"] is NSNull, "\(figure)")
            #expect(tree.number("floor.\(figure)") != nil || figure.hasPrefix("brightestPixelErrorC"), "\(figure)")
        }
        // The difference to the best is paired by particle, whatever is known of a response.
        #expect(tree["models.0.ws.difference.verdict"] is String || tree["best"] as? String == "energy-score")
        #expect((tree["remarks"] as? [String])?.contains { $0.contains("no figures of pixels") } == true)

        // As the truth, sums leave no figure of pixels to any model.
        let other = try folder.run(
            CommandFolder.program, ["evaluate", "--data", "truesums.npz", "--detector", "zn", "--format", "json"] + options)
        let sums = try JSONTree(other.output)
        for row in ["models.0", "models.1", "models.2", "floor"] {
            for figure in Self.figuresOfSums {
                #expect(sums.number("\(row).\(figure)") == tree.number("\(row).\(figure)"), "\(row) \(figure)")
            }
            for figure in Self.figuresOfPixels { #expect(sums["\(row).\(figure)"] is NSNull, "\(row) \(figure)") }
        }
    }

    @Test("With other masks than their own, sums have neither a distance nor a verdict, and are refused as the truth")
    func masks() throws {
        let folder = try Self.folder()
        let evaluate = ["evaluate", "--model", "energy-score", "--runs", "1", "--no-classifiers", "--masks", "o2"]
        let run = try folder.run(
            CommandFolder.program,
            evaluate + [
                "--data", "true.npz", "--generated", "mine.npz", "--generated", "minesums.npz", "--format", "json",
            ])
        let tree = try JSONTree(run.output)
        #expect(tree["models.2.name"] as? String == "minesums" && tree["best"] as? String != "minesums")
        for figure in ["ws.mean", "ws.difference", "channels.mae", "channels.rmse"] {
            #expect(tree["models.2.\(figure)"] is NSNull || tree["models.2.\(figure)"] == nil, "\(figure)")
        }
        #expect(tree["models.1.ws.difference.verdict"] is String || tree["best"] as? String == "mine")
        for figure in ["photonSumBias", "diversity.sumRatio", "empty.generated"] {
            #expect(tree.number("models.2.\(figure)") == tree.number("models.1.\(figure)"), "\(figure)")
        }
        #expect((tree["remarks"] as? [String])?.contains { $0.contains("no channels of other masks") } == true)
        let refused = try folder.run(
            CommandFolder.program, evaluate + ["--data", "truesums.npz", "--detector", "zn"])
        #expect(refused.status != 0 && refused.output.isEmpty)
        #expect(
            refused.errors.contains(
                "truesums.npz has channel sums of the thesis masks and no pictures; leave --masks out."), "\(refused.errors)")
    }

    @Test("As the truth, sums need the calorimeter, which they do not tell")
    func detector() throws {
        let folder = try Self.folder()
        let refused = try folder.run("evaluate", "--model", "energy-score", "--data", "truesums.npz")
        #expect(refused.status != 0 && refused.output.isEmpty)
        #expect(
            refused.errors.contains(
                "truesums.npz has channel sums, which do not tell of which calorimeter; add --detector zn or zp."),
            "\(refused.errors)")
    }

    @Test("Tables leave out what channel sums have not")
    func tables() throws {
        let folder = try Self.folder()
        let options = [
            "evaluate", "--data", "true.npz", "--model", "energy-score", "--generated", "minesums.npz", "--runs", "1",
            "--no-classifiers",
        ]
        func row(_ format: String, _ start: String) throws -> [String] {
            let run = try folder.run(CommandFolder.program, options + ["--format", format])
            return run.output.split(separator: "\n").map(String.init).filter { $0.contains(start) }
        }
        let csv = try #require(try row("csv", "minesums,").first).split(separator: ",", omittingEmptySubsequences: false)
        let names = try #require(try row("csv", "detector,").first).split(separator: ",")
        for (name, value) in zip(names, csv) {
            let isOfPixels = Self.figuresOfPixels.contains(String(name))
            if isOfPixels { #expect(value.isEmpty, "\(name)") }
            if name.hasPrefix("ws.ch") || name == "channels.mae" { #expect(Double(value) != nil, "\(name)") }
        }
        let text = try row("text", "minesums  ")
        #expect(text[0].split(separator: " ").count == 9 && text[0].split(separator: " ")[2] == "–")
        #expect(text[2].split(separator: " ").dropFirst() == ["–", "–", "–", "–", "–", "–"], "\(text[2])")
        #expect(try row("tex", "minesums &").first?.contains("$\\mbox{--}$") == true)
    }

    @Test("render histograms counts sums as the channels of their pictures, and render explore says that there is none")
    func render() throws {
        let folder = try Self.folder()
        func counts(_ name: String) throws -> [String] {
            let run = try folder.run(
                CommandFolder.program,
                [
                    "render", "histograms", "--data", "true.npz", "--generated", "\(name).npz", "--model", name, "--format",
                    "csv",
                ])
            #expect(run.status == 0, "\(run.errors)")
            return run.output.split(separator: "\n").map(String.init).filter { $0.hasPrefix("ch") }
        }
        let (pictures, sums) = (try counts("mine"), try counts("minesums"))
        #expect(pictures.count > 50 && pictures == sums)
        let view = try folder.run(
            "render", "explore", "--data", "true.npz", "--generated", "minesums.npz", "--size", "160x50")
        #expect(view.status == 0 && view.output.contains("has channel sums, no pictures"), "\(view.output)\(view.errors)")
    }

    @Test("A file of channel sums with an impossible number or a wrong shape is refused in one sentence")
    func refused() throws {
        let folder = try Self.folder()
        let data = try CommandDataSetTests.DataSet(folder.path("mine.npz"))
        let count = data.shape[0]
        try Self.writeSums(of: data, "nan.npz", in: folder) { $0 == 12 ? .nan : $1 }
        try Self.writeSums(of: data, "negative.npz", in: folder) { $0 == 3 ? -1 : $1 }
        try Self.writeSums(of: data, "endless.npz", in: folder) { $0 == 5 ? .infinity : $1 }
        try Self.writeSums(of: data, "few.npz", in: folder, rows: count - 1)
        try Self.writeSums(of: data, "four.npz", in: folder, columns: 4)
        let cases = [
            "nan.npz": "row 3 has nan photons in channel 3; expected 0 to 126875760",
            "negative.npz": "row 1 has -1.0 photons in channel 4; expected 0 to 126875760",
            "endless.npz": "row 2 has inf photons in channel 1; expected 0 to 126875760",
            "few.npz": "has channel sums of \(count - 1) responses; expected one row for each of \(count) particles",
            "four.npz": "array 'sums': has responses of the shape [\(count), 4]; expected [\(count), 44, 44]",
        ]
        for (name, sentence) in cases {
            for command in [["--data", "true.npz", "--generated", name], ["--data", name, "--detector", "zn"]] {
                let run = try folder.run(CommandFolder.program, ["evaluate", "--model", "energy-score"] + command)
                #expect(run.status == 1 && run.output.isEmpty)
                #expect(run.errors.contains(sentence), "\(name): \(run.errors)")
                #expect(run.errors.count { $0 == "\n" } <= 1)
            }
        }
    }
}
