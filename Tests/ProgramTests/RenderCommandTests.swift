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

    @Test("writes colours as codes, and ASCII alone when asked")
    func levels() throws {
        let folder = try CommandFolder()
        /// More than a pipe holds.
        func ansi(_ options: String...) throws -> String {
            let run = try folder.run(CommandFolder.program, ["render", "explore", "--format", "ansi", "-o", "view.txt"] + options)
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
        let screen = try folder.run(CommandFolder.program, ["render", "explore", "--size", "120x40", "--samples", "1"] + particle)
        let made = try folder.run(CommandFolder.program, ["simulate", "--output", folder.path("one.npz")] + particle)
        #expect(made.status == 0)
        let sum = try CommandDataSetTests.DataSet(folder.path("one.npz")).response(0).reduce(0, +)
        let line = try #require(screen.output.split(separator: "\n").first { $0.contains("5 even sum") })
        #expect(line.contains(" \(Int(sum)) "))
    }

    @Test("refuses what it cannot do in one sentence")
    func refusals() throws {
        let folder = try CommandFolder()
        for (arguments, status) in [
            (["--size", "20"], 64), (["--size", "0x0"], 64), (["--size", "70x20"], 64), (["--model", "none-such"], 64), (["--species", "xyz"], 64),
            (["--samples", "0"], 64), (["--output", "/nonexistent/view.txt"], 1), (["--index", "9223372036854775807"], 64),
        ] as [([String], Int32)] {
            let run = try folder.run(CommandFolder.program, ["render", "explore"] + arguments)
            #expect(run.status == status, "\(arguments)")
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        }
    }
}
