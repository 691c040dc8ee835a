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
        names += ["explore", "diversity", "walk", "compare", "sweep", "histograms", "metrics", "training"].map {
            "frames.\($0).200x60.ms"
        }
        names += ["explore", "diversity", "compare"].map { "frames.both.\($0).200x60.ms" }
        for detector in ["", "zp."] {
            names += ["gan", "sdi-gan-reg-aux"].map { "train.\(detector)\($0).w0.25.ms" }
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

    @Test("refuses no time")
    func refusal() throws {
        #expect(try CommandFolder().run("bench", "--seconds", "0").status == 64)
    }
}
