import Foundation
import Testing

@Suite("zdc bench")
struct BenchCommandTests {
    @Test("prints every figure by its name, above zero, with the machine")
    func json() throws {
        let run = try CommandFolder().run("bench", "--json", "--seconds", "0.001")
        #expect(run.status == 0)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        var names = ["train.gan.w0.25.ms", "train.sdi-gan-reg-aux.w0.25.ms", "sweep.w0.25.4models.200x60.perSecond"]
        names += ["", "zp.", "both."].map { "referenceMC.\($0)perSecond" }
        names += ["explore", "diversity", "walk", "compare", "sweep", "histograms", "metrics", "training"].map { "frames.\($0).200x60.ms" }
        for width in ["w1", "w0.25"] {
            for batch in ["b1", "b64"] {
                names += ["threads1", "threadsAll"].map { "generator.\(width).\(batch).ms.\($0)" }
            }
            names.append("generator.\(width).b64.peakShare")
        }
        names += ["ms.threads1", "ms.threadsAll", "peakShare"].map { "generator.zp.w1.b64.\($0)" }
        for name in names { #expect((object[name] as? Double ?? 0) > 0, "\(name)") }
        for name in ["processor", "instructionSet", "build"] { #expect(object["machine.\(name)"] is String) }
    }

    @Test("refuses no time")
    func refusal() throws {
        #expect(try CommandFolder().run("bench", "--seconds", "0").status == 64)
    }
}
