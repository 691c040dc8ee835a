import Foundation
import Support
import Testing
@testable import parser_fuzz

@Suite("Damaged files")
struct ParserFuzzTests {
    /// ZDC_FUZZ_SEED tries others, ZDC_MUTATIONS more of them.
    @Test("are read, or refused in a sentence, by everything that reads", arguments: Parser.names)
    func shortRun(name: String) throws {
        let environment = ProcessInfo.processInfo.environment
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(
            path: "parser-fuzz")
        let run = try WatchedProcess.run(
            program,
            ["--parsers", name, "--seed", environment["ZDC_FUZZ_SEED"] ?? "1", "--count", environment["ZDC_MUTATIONS"] ?? "150"])
        #expect(run.ending == .exited(0), "\(run.output)")
        #expect(run.output.contains("kinds of sentences"), "\(run.output)")
    }

    @Test(
        "The sound files themselves are read", arguments: Parser.names.filter { !["decimal", "quantity", "input"].contains($0) })
    func soundFiles(name: String) throws {
        let parser = try #require(try Parser.named(name))
        #expect(parser.seeds.contains { parser.outcome(of: $0) == .answer })
    }

    @Test("The same seed and number is the same file")
    func repeats() throws {
        let parser = try #require(try Parser.named("npz"))
        let files = (0..<2).map { _ in parser.file(seed: 7, index: 3) }
        #expect(files[0].sound == files[1].sound && files[0].mutations == files[1].mutations)
        #expect((0..<50).contains { parser.file(seed: 7, index: $0).mutations != parser.file(seed: 8, index: $0).mutations })
    }

    @Test("A refusal that is no sentence is noticed")
    func sentences() {
        func outcome(_ sentence: String) -> Parser.Outcome {
            Parser(name: "", kind: .text, seeds: [[]]) { _ in .refusal(sentence) }.outcome(of: [])
        }
        #expect(outcome("x.npy: has 3 bytes.") == .refusal("x.npy: has 3 bytes."))
        for bad in ["", "two\nlines", "\u{1B}[2J", "\u{202E}", String(repeating: "long ", count: 500)] {
            if case .wrong = outcome(bad) { continue }
            Issue.record("\(bad.debugDescription) is taken for a sentence")
        }
    }

    @Test("Mutations replace bytes, whatever is left to replace")
    func mutationsApply() {
        let file = Array("0123456789".utf8)
        #expect(String(decoding: Mutation("", at: 2, length: 3, bytes: [65]).applied(to: file), as: UTF8.self) == "01A56789")
        #expect(Mutation("", at: 20, length: 3, bytes: [65]).applied(to: file) == file + [65])
        #expect([Mutation("", at: 0, length: .max / 2), Mutation("", at: 0, bytes: [66])].applied(to: file) == [66])
    }
}
