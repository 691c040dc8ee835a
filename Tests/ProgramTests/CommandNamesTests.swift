import Foundation
import Testing

@testable import zdc

@Suite("Names of commands")
struct CommandNamesTests {
    @Test(
        "A mistyped command is answered with the one that was meant",
        arguments: [
            ("simulat", "simulate"), ("evalaute", "evaluate"), ("trian", "train"), ("rneder", "render"), ("exprot", "export"),
            ("sim", "simulate"),
            ("Merge", "merge"),
        ])
    func near(typed: String, meant: String) throws {
        let folder = try CommandFolder()
        let run = try folder.run(typed, "--sampler", "3")
        #expect(run.status == 64)
        #expect(
            run.errors.hasPrefix(
                "Error: There is no command \"\(typed)\"; did you mean \(meant)? Known are explore, render, simulate,"),
            "\(run.errors)")
    }

    @Test(
        "Other words are answered with the commands",
        arguments: [["nosuch"], ["help", "nosuch"], ["help", "render", "nosuch"], ["render", "nosuch"]])
    func unknown(words: [String]) {
        let error = #expect(throws: UsageError.self) { try CommandNames.check(words) }
        let isRender = words.contains("render")
        #expect(
            error?.description
                == (isRender
                    ? "There is no command \"render nosuch\"; known are explore, diversity, compare, histograms, metrics, training, table."
                    : "There is no command \"nosuch\"; known are explore, render, simulate, generate, merge, info, sums, evaluate, train, export, import, bench.")
        )
    }

    @Test(
        "What is right passes",
        arguments: [
            [], ["--help"], ["help"], ["help", "render", "metrics"], ["simulate", "x"], ["render", "metrics"],
            ["render", "--help"], ["manual", "folder"], ["import", "x.onnx"],
        ])
    func known(words: [String]) { #expect(throws: Never.self) { try CommandNames.check(words) } }

    @Test(
        "Letters that differ",
        arguments: [("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbcd", 2)])
    func distances(first: String, second: String, distance: Int) { #expect(CommandNames.distance(first, second) == distance) }

    @Test("The program completes the names of models, and weight files")
    func modelCompletion() throws {
        let folder = try CommandFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path("sdi-mine.safetensors")))
        let run = try folder.run("---completion", "generate", "--", "--model", "0", "0", "zdc generate --model sdi")
        #expect(run.status == 0 && run.output.contains("sdi-gan"), "\(run)")
    }

    @Test("A view that is written says so")
    func renderSaysSo() throws {
        let folder = try CommandFolder()
        let run = try folder.run("render", "explore", "--samples", "1", "--output", "x.png")
        #expect(run.status == 0 && run.errors == "Wrote x.png.\n", "\(run)")
    }
}
