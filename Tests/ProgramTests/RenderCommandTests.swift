import Foundation
import PseudoTerminal
import Testing

@Suite("zdc render")
struct RenderCommandTests {
    @Test("prints the view at its size, the same bytes each time", arguments: ["80x24", "120x40", "200x60"])
    func text(size: String) throws {
        let folder = try CommandFolder()
        let first = try folder.run("render", "explore", "--size", size)
        #expect(first.status == 0)
        let parts = size.split(separator: "x").compactMap { Int($0) }
        let lines = first.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == parts[1])
        #expect(lines.allSatisfy { $0.unicodeScalars.count <= parts[0] })
        #expect(first.output.contains("1 Explore"))
        #expect(!first.output.contains("\u{1B}"))
        #expect(try folder.run("render", "explore", "--size", size).output == first.output)
    }

    @Test("shows the histograms, the truth and the difference on request")
    func choices() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("render", "explore", "--histograms").output.contains("ch5"))
        #expect(try folder.run("render", "explore", "--picture", "true").output.contains("true (ref. MC)"))
        #expect(try folder.run("render", "explore", "--picture", "difference").output.contains("− true"))
        #expect(try folder.run("render", "explore", "--samples", "10").output.contains("n<50"))
        #expect(try folder.run("render", "diversity", "--samples", "16").output.contains("samples 0–5 of 16"))
        #expect(try folder.run("render", "diversity", "--walk", "0,0,0,0,0,0,0,0,0,1.5").output.contains("z10 +1.50"))
        #expect(try folder.run("render", "compare", "--samples", "8").output.contains("1–6/8"))
        #expect(try folder.run("render", "compare", "--samples", "2", "--sweep", "Px", "--at", "0").output.contains("Px / GeV"))
    }

    @Test("writes a sweep as numbered pictures, the last of them at its end")
    func frames() throws {
        let folder = try CommandFolder()
        let sweep = ["render", "compare", "--samples", "2", "--sweep", "energy"]
        #expect(try folder.run(CommandFolder.program, sweep + ["--frames", "2", "-o", "sweep.txt"]).status == 0)
        let end = try folder.run(CommandFolder.program, sweep + ["--at", "1"]).output
        #expect(String(decoding: try folder.bytes("sweep-001.txt"), as: UTF8.self) == end)
        #expect(String(decoding: try folder.bytes("sweep-000.txt"), as: UTF8.self) != end)
        for wrong in [["--frames", "1", "-o", "x.png"], ["--frames", "3"], ["--frames", "2000", "-o", "x.png"]] {
            #expect(try folder.run(CommandFolder.program, sweep + wrong).status == 64)
        }
        #expect(try folder.run("render", "compare", "--frames", "3", "-o", "x.png").status == 64)
        // An output that is also an input is refused before any work.
        #expect(
            try folder.run(
                CommandFolder.program, sweep + ["--frames", "2", "-o", "sweep.txt", "--history", "sweep-001.txt"]
            ).status == 64)
    }

    @Test("writes colours as codes, and ASCII alone when asked")
    func levels() throws {
        let folder = try CommandFolder()
        /// More than a pipe holds.
        func ansi(_ options: String...) throws -> String {
            let run = try folder.run(
                CommandFolder.program, ["render", "explore", "--format", "ansi", "-o", "view.txt"] + options)
            #expect(run.status == 0)
            return String(decoding: try folder.bytes("view.txt"), as: UTF8.self)
        }
        #expect(try ansi().contains("\u{1B}[38;2;"))
        let indexed = try ansi("--color", "256")
        #expect(indexed.contains("\u{1B}[38;5;"))
        #expect(!indexed.contains("38;2;"))
        let ascii = try folder.run("render", "explore", "--ascii").output
        #expect(ascii.unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test("shows the sample that generate writes under the same index")
    func sameSample() throws {
        let folder = try CommandFolder()
        let particle = ["--species", "n", "--energy", "1714", "--seed", "5", "--index", "3"]
        let screen = try folder.run(
            CommandFolder.program, ["render", "explore", "--size", "120x40", "--samples", "1"] + particle)
        let made = try folder.run(CommandFolder.program, ["simulate", "--output", folder.path("one.npz")] + particle)
        #expect(made.status == 0)
        let sum = try CommandDataSetTests.DataSet(folder.path("one.npz")).response(0).reduce(0, +)
        let line = try #require(screen.output.split(separator: "\n").first { $0.contains("5 even sum") })
        #expect(line.contains(" \(Int(sum)) "))
    }

    @Test(
        "writes every view in every format, or says why not",
        arguments: ["explore", "diversity", "compare", "histograms", "metrics", "training"])
    func formats(view: String) throws {
        let folder = try CommandFolder()
        var small = ["render", view, "--samples", "60"]
        if view == "metrics" { small += ["--particles", "20", "--repeats", "2", "--runs", "1"] }
        for format in ["text", "ansi", "png", "svg", "csv", "json", "tex", "npz"] {
            let run = try folder.run(CommandFolder.program, small + ["--format", format, "--output", "out"])
            let isRefused = (format == "tex" && view != "metrics") || (format == "npz" && ["metrics", "training"].contains(view))
            #expect(run.status == (isRefused ? 1 : 0), "\(format): \(run.errors)")
            var lines = run.errors.split(separator: "\n")
            // What takes many seconds says first what it does.
            if view == "metrics" {
                #expect(lines.removeFirst().wholeMatch(of: /Scoring \d models with \d+ responses\./) != nil, "\(run.errors)")
            }
            #expect(lines.count == 1 && (lines == ["Wrote out."]) == !isRefused, "\(run.errors)")
            guard !isRefused else { continue }
            let bytes = try folder.bytes("out")
            let text = String(decoding: bytes, as: UTF8.self)
            switch format {
            case "png": #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            case "npz": #expect(bytes.starts(with: Array("PK".utf8)))
            case "json": #expect(try JSONSerialization.jsonObject(with: bytes) is [String: Any])
            case "csv": #expect(text.split(separator: "\n").drop { $0.hasPrefix("#") }.count > 1)
            case "tex": #expect(text.contains("tabular"))
            default: #expect(text.contains("6 Training") || format == "ansi")
            }
        }
    }

    @Test("leaves the tabs and the keys out for slides")
    func plain() throws {
        let folder = try CommandFolder()
        for view in ["explore", "compare", "histograms"] {
            let full = try folder.run("render", view, "--samples", "20").output
            let plain = try folder.run("render", view, "--samples", "20", "--plain").output
            #expect(full.contains("1 Explore") && full.contains("2 Diversity"))
            #expect(!plain.contains("1 Explore") && !plain.contains("2 Diversity") && !plain.contains("? help"))
            // Everything between the first line and the last is the same.
            #expect(full.split(separator: "\n")[2...20] == plain.split(separator: "\n")[2...20])
        }
    }

    @Test("enlarges a PNG, and nothing else")
    func scale() throws {
        let folder = try CommandFolder()
        for (scale, width) in [(nil, 640), ("1", 640), ("3", 1920)] as [(String?, Int)] {
            let options = scale.map { ["--scale", $0] } ?? []
            let run = try folder.run(
                CommandFolder.program, ["render", "explore", "--samples", "20", "--output", "a.png"] + options)
            #expect(run.status == 0)
            let header = try folder.bytes("a.png").prefix(24).suffix(8).map { Int($0) }
            #expect(header[2] << 8 | header[3] == width && header[6] << 8 | header[7] == width / 640 * 384)
        }
        let refused = try folder.run("render", "explore", "--scale", "2", "--output", "a.svg")
        #expect(refused.status == 64 && refused.errors == "Error: --scale enlarges a PNG, and svg is none.\n")
        #expect(try folder.run("render", "explore", "--scale", "0", "--output", "a.png").status == 64)
        #expect(try folder.run("render", "explore", "--scale", "17", "--output", "a.png").status == 64)
    }

    @Test("prints colours on a terminal that has some, and none elsewhere")
    func automaticColors() throws {
        let cases: [(arguments: [String], environment: [String: String], isColored: Bool)] = [
            ([], [:], true), (["--color", "auto"], ["COLORTERM": "truecolor"], true), ([], ["NO_COLOR": "1"], false),
            (["--color", "mono"], [:], false), (["--format", "text"], [:], false), ([], ["TERM": "vt100"], false),
            (["--color", "16"], ["NO_COLOR": "1"], true), ([], ["TERM": "no-such-terminal"], false),
        ]
        for (arguments, environment, isColored) in cases {
            let session = try PtySession(
                "zdc", ["render", "explore", "--samples", "20"] + arguments, width: 80, height: 30, environment: environment)
            #expect(session.ending() == .exited(0))
            #expect(session.screen.contains("1 Explore"))
            let hasColors = session.screen.cells.contains { $0.pen.foreground != .standard }
            #expect(hasColors == isColored, "\(arguments) \(environment)")
        }
        let folder = try CommandFolder()
        #expect(try !folder.run("render", "explore", "--samples", "20", "--color", "auto").output.contains("\u{1B}"))
    }

    @Test("takes the truth from a data set")
    func dataSet() throws {
        let folder = try CommandFolder()
        #expect(
            try folder.run("simulate", "--species", "n", "--energy", "1714", "--repeats", "9", "--output", "set.npz").status == 0)
        let run = try folder.run("render", "explore", "--data", "set.npz", "--picture", "true")
        #expect(run.status == 0 && run.output.contains("true (set.npz)") && run.output.contains("n 4 true (set.npz), 4 gen"))
        let json = try folder.run("render", "explore", "--data", "set.npz", "--format", "json").output
        #expect(json.contains("\"truth\": \"data set set.npz, 9 responses to this particle\""))
        for (name, found) in [("both", "both"), ("zp", "zp"), ("zp+zn", "zp+zn")] {
            for command in [["render", "explore"], ["explore"]] {
                let other = try folder.run(CommandFolder.program, command + ["--data", "set.npz", "--detector", name])
                let expected =
                    "--detector is \(found); the data set set.npz holds responses of one calorimeter only, expected zn."
                #expect(other.status == 64 && other.errors == "Error: \(expected)\n")
            }
        }
        let missing = try folder.run("render", "explore", "--data", "none.npz")
        #expect(missing.status == 1 && missing.errors == "Error: Could not read none.npz: No such file or directory.\n")
    }

    @Test("shows the calorimeter that the data set holds")
    func dataSetOfTheOther() throws {
        let folder = try CommandFolder()
        #expect(
            try folder.run(
                "simulate", "--detector", "zp", "--species", "p", "--energy", "2500", "--repeats", "9", "--output", "protons.npz"
            ).status == 0)
        let run = try folder.run("render", "explore", "--data", "protons.npz", "--picture", "true")
        #expect(run.status == 0 && run.output.contains("true (protons.npz)") && run.output.contains("ZP"))
    }

    @Test("refuses what it cannot do in one sentence")
    func refusals() throws {
        let folder = try CommandFolder()
        for (arguments, status) in [
            (["--size", "20"], 64), (["--size", "0x0"], 64), (["--size", "70x20"], 64), (["--model", "none-such"], 64),
            (["--species", "xyz"], 64),
            (["--samples", "0"], 64), (["--output", "/dev/null/view.txt"], 1), (["--index", "9223372036854775807"], 64),
        ] as [([String], Int32)] {
            let run = try folder.run(CommandFolder.program, ["render", "explore"] + arguments)
            #expect(run.status == status, "\(arguments)")
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        }
    }
}
