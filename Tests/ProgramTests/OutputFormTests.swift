import Calorimeter
import Files
import Foundation
import ReferenceMC
import Testing

@Suite("Forms of output")
struct OutputFormTests {
    static let particles = ConditionSampler().particles(count: 40, seed: 3)

    static func response(_ sample: Int) -> Response {
        ReferenceMC().response(to: particles[sample], seed: 3, index: UInt64(sample))
    }

    /// What a command prints for forty particles.
    func lines(_ command: String = "simulate", _ arguments: String...) throws -> [String] {
        let folder = try CommandFolder()
        let run = try folder.run(
            CommandFolder.program, [command, "--sampler", "40", "--seed", "3", "--quiet", "--output", "-"] + arguments)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "")
        #expect(try folder.names == [])
        return run.output.split(separator: "\n").map(String.init)
    }

    /// The lines of a file that a command writes.
    func fileLines(_ arguments: String...) throws -> [String] {
        let folder = try CommandFolder()
        let run = try folder.run(CommandFolder.program, ["simulate", "--sampler", "40", "--seed", "3", "-o", "out"] + arguments)
        #expect(run.status == 0, "\(run.errors)")
        return String(decoding: try folder.bytes("out"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("CSV has a header, the particle, and its channel sums under any masks", arguments: MaskConvention.allCases)
    func sums(masks: MaskConvention) throws {
        let lines = try lines("simulate", "--format", "csv", "--masks", masks.rawValue)
        #expect(lines[0] == "sample,Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge,ch1,ch2,ch3,ch4,ch5")
        try #require(lines.count == 41)
        let map = ChannelMap(detector: .zn, convention: masks)
        for sample in 0..<40 {
            let sums = map.sums(Self.response(sample))
            let expected = [Float(sample)] + Self.particles[sample].conditions.map { Float($0) } + (0..<5).map { sums[$0] }
            #expect(lines[sample + 1].split(separator: ",").map { Float($0) } == expected)
        }
    }

    @Test("CSV and JSON lines tell every pixel, the second index running fastest")
    func pixels() throws {
        let rows = try fileLines("--format", "csv", "--content", "pixels")
        let objects = try fileLines("--format", "jsonl", "--content", "pixels")
        #expect(rows[0].hasPrefix("sample,Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge,pixel_0_0,pixel_0_1,"))
        #expect(rows[0].hasSuffix(",pixel_43_43"))
        try #require(rows.count == 41 && objects.count == 40)
        for sample in 0..<40 {
            let photons = Self.response(sample).photons
            #expect(rows[sample + 1].split(separator: ",").dropFirst(10).map { Float($0) } == photons)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(objects[sample].utf8)) as? [String: Any])
            let response = try #require(object["response"] as? [[Double]])
            #expect(response.count == 44)
            #expect(response.flatMap(\.self).map { Float($0) } == photons)
        }
    }

    @Test("JSON lines are objects with the published names")
    func objects() throws {
        let lines = try lines("generate", "--format", "jsonl")
        #expect(lines.count == 40)
        for (sample, line) in lines.enumerated() {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["sample"] as? Int == sample)
            #expect((object["Energy"] as? Double).map { Float($0) } == Float(Self.particles[sample].energyGeV))
            #expect((object["channels"] as? [Double])?.count == 5)
        }
    }

    @Test("The line of O2 is its five sums, quadrants on even pixels first")
    func debugLine() throws {
        let lines = try lines("simulate", "--format", "o2")
        #expect(lines.count == 40)
        let map = ChannelMap(detector: .zn, convention: .wojnar)
        for (sample, line) in lines.enumerated() {
            let sums = map.sums(Self.response(sample))
            #expect(line == (0..<5).map { "\(Int(sums[$0]))" }.joined(separator: ", "))
        }
    }

    @Test("NPY is the array of the NPZ, chosen by suffix or by name")
    func array() throws {
        let folder = try CommandFolder()
        for arguments in [["-o", "a.npz"], ["-o", "a.npy"], ["-o", "named", "--format", "npy"]] {
            #expect(try folder.run(CommandFolder.program, ["simulate", "--sampler", "40"] + arguments).status == 0)
        }
        let array = try ArrayReader(path: folder.path("a.npy"))
        #expect(array.header == NPYHeader(type: .uint16, shape: [40, 44, 44]))
        #expect(try array.values() == NPZFile(path: folder.path("a.npz")).array(named: "responses").values())
        #expect(try folder.bytes("named") == folder.bytes("a.npy"))
    }

    @Test(
        "A name that promises another form is refused before any work, unless the form is named",
        arguments: [
            (["simulate", "--sampler", "3"], "npz, .npy, .csv, .jsonl or .ndjson"),
            (["generate", "--sampler", "3"], "npz, .npy, .csv, .jsonl or .ndjson"),
            (["merge", "none.npz"], "npz, .npy, .csv, .jsonl or .ndjson"), (["evaluate"], "txt, .csv, .json or .tex"),
            (["render", "explore", "--samples", "1"], "txt, .ans, .png, .svg, .csv, .json, .tex or .npz"),
        ])
    func suffix(command: [String], known: String) throws {
        let folder = try CommandFolder()
        try FileManager.default.createDirectory(atPath: folder.path("a.npz"), withIntermediateDirectories: false)
        for name in ["out.xyz", "./a.npz/out.1"] {
            let run = try folder.run(CommandFolder.program, command + ["-o", name])
            #expect(run.status == 64)
            #expect(run.errors == "Error: The name \"\(name)\" does not say the format; expected .\(known), or give --format.\n")
        }
        #expect(try folder.names == ["a.npz"])
        guard command[0] == "simulate" else { return }
        for (name, start) in [("out.xyz", "sample,"), (".hidden", "PK"), ("bare", "PK"), ("Big.CSV", "sample,"), ("dot.", "PK")] {
            let run = try folder.run(
                CommandFolder.program, command + ["-o", name] + (name == "out.xyz" ? ["--format", "csv"] : []))
            #expect(run.status == 0, "\(run.errors)")
            #expect(try folder.bytes(name).starts(with: Array(start.utf8)), "\(name)")
        }
    }

    @Test("A rendered view and a table of scores take the form that the name asks for")
    func suffixesOfViews() throws {
        let folder = try CommandFolder()
        for (name, start) in [("a.json", "{"), ("a.ans", "\u{1B}["), ("a.npz", "PK"), ("a.txt", "▌1 Explore")] {
            #expect(try folder.run("render", "explore", "--samples", "1", "-o", name).status == 0)
            #expect(try folder.bytes(name).starts(with: Array(start.utf8)), "\(name)")
        }
        let small = [
            "evaluate", "--model", "gan", "--particles", "3", "--repeats", "2", "--runs", "1", "--no-classifiers", "--no-seen",
        ]
        #expect(try folder.run(CommandFolder.program, small + ["-o", "scores.json"]).status == 0)
        #expect(try JSONSerialization.jsonObject(with: folder.bytes("scores.json")) is [String: Any])
    }

    @Test("Fractions of photons are rounded or cut off, and whole photons are whole numbers")
    func photons() throws {
        let folder = try CommandFolder()
        func photons(_ counting: String) throws -> (NumberType, [Float]) {
            #expect(try folder.run("generate", "--sampler", "60", "--photons", counting, "-o", "\(counting).npz").status == 0)
            let array = try NPZFile(path: folder.path("\(counting).npz")).array(named: "responses")
            return (array.header.type, try array.values())
        }
        let counted = try photons("counted")
        #expect(counted.0 == .uint16)
        let (fractional, rounded, truncated) = (try photons("fractional"), try photons("rounded"), try photons("truncated"))
        #expect([fractional.0, rounded.0, truncated.0] == [.float32, .uint16, .uint16])
        #expect(rounded.1 == fractional.1.map { $0.rounded(.toNearestOrEven) })
        #expect(truncated.1 == fractional.1.map { $0.rounded(.down) })
        #expect(rounded.1 != truncated.1)
    }
}
