import Foundation
import Glibc
import Testing

/// A disk that is full or broken at any call of the system: a library loaded before the C library fails one call after the
/// other, and the commands run again for each.
@Suite("A full disk at each stage of writing", .enabled(if: FullDisk.library != nil))
struct FullDiskTests {
    struct Way: CustomTestStringConvertible {
        /// Arguments that write the outputs.
        let line: String
        var outputs = ["out.npz"]
        /// Whether the outputs are mount points, which are written in place.
        var isMounted = false
        var testDescription: String { (isMounted ? "in place: " : "") + line }
    }

    private static let evaluate =
        "evaluate --model gan --particles 30 --repeats 2 --runs 1 --no-classifiers --no-seen --quiet"
    private static let generate = "generate --sampler 20 --threads 1 --quiet"
    private static let ways = [
        Way(line: "\(generate) --output out.npz"),
        Way(line: "\(generate) --output out.npy", outputs: ["out.npy"]),
        Way(line: "\(generate) --resume --output out.csv", outputs: ["out.csv"]),
        Way(line: "simulate --sampler 20 --threads 1 --quiet --resume --output out.npz"),
        Way(line: "sums ../truth.npz --quiet --output out.csv", outputs: ["out.csv"]),
        Way(line: "render explore --samples 1 --quiet --output out.png", outputs: ["out.png"]),
        Way(line: "render explore --samples 1 --quiet --output out.npz"),
        Way(line: "\(evaluate) --output out.tex", outputs: ["out.tex"]),
        Way(line: "export --model gan --quiet --output out.onnx", outputs: ["out.onnx", "out_scales.txt"]),
    ]
    private static let waysInPlace = [
        Way(line: "\(generate) --output out.npz", isMounted: true),
        Way(line: "\(generate) --resume --output out.csv", outputs: ["out.csv"], isMounted: true),
        Way(line: "render explore --samples 1 --quiet --output out.png", outputs: ["out.png"], isMounted: true),
        Way(line: "\(evaluate) --output out.json", outputs: ["out.json"], isMounted: true),
    ]

    @Test("The old file, the new one, or a partial one that the error names", arguments: ways)
    func replaced(way: Way) throws { try check(way) }

    @Test("The same where a file is written in place", .enabled(if: FullDisk.canMount), arguments: waysInPlace)
    func inPlace(way: Way) throws { try check(way) }

    private func check(_ way: Way) throws {
        let folder = try CommandFolder()
        _ = try folder.run("simulate", "--sampler", "3", "--quiet", "--output", "truth.npz")
        let expected = try FullDisk.run(way.line, in: folder, nil, way.outputs, isMounted: way.isMounted)
        #expect(expected.run.status == 0 && expected.run.errors == "", "\(expected.run)")
        let old = Data("old\n".utf8)
        for stage in 1...200 {
            let fault = FullDisk.Fault(at: stage)
            let result = try FullDisk.run(way.line, in: folder, fault, way.outputs, isMounted: way.isMounted)
            guard let call = result.call else { return #expect(stage > 4, "too few calls: \(result.run)") }
            let comment = Comment(rawValue: "\(call), stage \(stage): \(result)")
            let errors = result.run.errors
            let isDone = way.outputs.allSatisfy { result.files[$0] == expected.files[$0] }
            if result.run.status == 0 {
                #expect(isDone && errors == "", comment)
            } else {
                #expect(result.run.status == 1 && errors.hasPrefix("Error: Could not write "), comment)
                #expect(errors.split(separator: "\n").count == 1 && errors.contains(fault.text), comment)
            }
            let left = result.files.filter { !way.outputs.contains($0.key) }
            for (name, _) in left { #expect(errors.contains(name), comment) }
            if errors.contains("; the new file is in ") {
                #expect(left.values.contains { expected.files.values.contains($0) }, comment)
            }
            for output in way.outputs where result.files[output] != old && result.files[output] != expected.files[output] {
                // It was cut short in its place, so its new bytes must be elsewhere.
                #expect(way.isMounted && left.values.contains { $0 == expected.files[output] }, comment)
            }
        }
        Issue.record("the command makes more calls than were tried")
    }

    @Test("A training whose history finds no room is resumed to the same model")
    func history() throws {
        let folder = try CommandFolder()
        let line =
            "train --quiet --objective gan --steps 6 --regression 1 --particles 20 --validation-particles 1 --width 1/64 --batch 16 "
            + "--validation-interval 7 --history h.csv --checkpoint c.ckpt --output m.safetensors"
        let expected = try FullDisk.run(line, in: folder, nil, [])
        #expect(Set(expected.files.keys) == ["h.csv", "c.ckpt", "m.safetensors"])
        var kept = 0
        for stage in 1...100 {
            var fault = FullDisk.Fault(at: stage)
            fault.name = "h.csv"
            let result = try FullDisk.run(line, in: folder, fault, [])
            guard let call = result.call else { break }
            let comment = Comment(rawValue: "\(call), stage \(stage): \(result.run)")
            guard result.run.status != 0 else { continue }
            #expect(result.run.errors.hasPrefix("Error: Could not write h.csv: "), comment)
            // Before the first step there is nothing to keep.
            guard result.files["c.ckpt"] != nil else { continue }
            kept += 1
            let rest = try FullDisk.shell("cd work && $zdc \(line) --resume", in: folder)
            #expect(rest.status == 0, "\(rest)")
            #expect(try folder.bytes("work/m.safetensors") == expected.files["m.safetensors"], comment)
        }
        #expect(kept >= 4)
    }
}
