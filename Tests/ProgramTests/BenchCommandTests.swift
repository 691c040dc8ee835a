import Foundation
import Testing

@Suite("zdc bench")
struct BenchCommandTests {
    @Test("prints every figure by its name, above zero, with the machine")
    func json() throws {
        let run = try CommandFolder().run("bench", "--json", "--seconds", "0.001")
        #expect(run.status == 0)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        var names = ["sweep.w0.25.4models.200x60.perSecond"]
        names += ["", "zp.", "both."].map { "referenceMC.\($0)perSecond" }
        names += [
            "explore", "diversity", "walk", "compare", "sweep", "histograms", "histograms.against", "metrics", "training",
            "table",
        ].map { "frames.\($0).200x60.ms" }
        names += ["explore", "diversity", "compare"].map { "frames.both.\($0).200x60.ms" }
        for detector in ["", "zp."] {
            names += ["gan", "sdi-gan-reg-aux"].map { "train.\(detector)\($0).w0.25.ms" }
            names += ["energy-score", "sdi-gan-reg-aux"].map { "train.\(detector)\($0).shipped.ms" }
            names += ["b64.ms.threads1", "b1.ms.threads1", "perSecond.threads1", "perSecond.threadsAll", "b64.peakShare"].map {
                "generator.\(detector)shipped.\($0)"
            }
            names.append("generate.\(detector)perSecond")
            for width in ["w1", "w0.25"] {
                let start = "generator.\(detector)\(width)"
                names += ["b1", "b64"].flatMap { batch in ["threads1", "threadsAll"].map { "\(start).\(batch).ms.\($0)" } }
                names.append("\(start).b64.peakShare")
                let done = try #require(object["\(start).multiplyAdds"] as? Double)
                #expect(done > 0 && done < (object["\(start).multiplyAdds.direct"] as? Double ?? 0) / 2)
            }
        }
        for name in names { #expect((object[name] as? Double ?? 0) > 0, "\(name)") }
        for name in ["processor", "instructionSet", "build"] { #expect(object["machine.\(name)"] is String) }
    }

    @Test("prints ratios to the figures of an earlier run")
    func comparison() throws {
        let folder = try CommandFolder()
        let earlier = #"{"machine.processor": "another", "referenceMC.perSecond": 1e12, "frames.walk.200x60.ms": 0}"#
        try Data(earlier.utf8).write(to: folder.url.appendingPathComponent("before.json"))
        let run = try folder.run("bench", "--only", "referenceMC", "--seconds", "0.001", "--compare", "before.json")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        let compared = try #require(lines.first { $0.contains(" referenceMC.perSecond ") })
        #expect(compared.contains("  × 0.00"))
        #expect(lines.count { $0.contains(" × ") } == 1)
        #expect(lines.dropFirst().allSatisfy { $0.contains(" referenceMC.") })
        #expect(run.errors.contains("another"))
    }

    @Test("refuses what holds no figures, and JSON with ratios")
    func noFigures() throws {
        let folder = try CommandFolder()
        try Data("[1]".utf8).write(to: folder.url.appendingPathComponent("list.json"))
        let run = try folder.run("bench", "--compare", "list.json")
        #expect(run.status == 1)
        #expect(run.errors.contains("list.json: found no figures; expected what zdc bench --json prints."))
        #expect(try folder.run("bench", "--compare", "missing.json").status == 1)
        #expect(try folder.run("bench", "--json", "--compare", "list.json").status == 64)
    }

    @Test("refuses no time")
    func refusal() throws {
        #expect(try CommandFolder().run("bench", "--seconds", "0").status == 64)
    }
}
