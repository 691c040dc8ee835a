import Calorimeter
import FastSimulation
import Foundation
import ReferenceMC
import Testing

@testable import zdc

@Suite("Means and scales that no particles have")
struct ScaleCheckTests {
    private static let means: [Float] = [1366.7, 0, 0, 0.0011, 0.0099, 0.0199, 39.1, 353.7, 0.0629]
    private static let scales: [Float] = [1259.8, 4.2e-6, 4.4e-6, 0.0245, 0.2346, 0.2581, 1858.3, 455, 0.2565]

    private func notes(_ change: (inout [Float], inout [Float]) -> Void = { _, _ in }) throws -> [String] {
        var (means, scales) = (Self.means, Self.scales)
        change(&means, &scales)
        return ScaleCheck.notes(try #require(ConditionEncoding(kind: .raw, detector: .zn, mean: means, scale: scales)))
    }

    @Test("Those of the published data pass, and constant vertices")
    func sensible() throws {
        #expect(try notes() == [])
        #expect(try notes { for vertex in 1...3 { ($0[vertex], $1[vertex]) = (0, 1) } } == [])
    }

    @Test("Absurd ones are noted")
    func absurd() throws {
        #expect(try notes { $1[0] = 1e8 } == ["all usual particles are within a thousandth of a scale in Energy"])
        #expect(try notes { $1[7] = 1e-6 } == ["usual particles are more than 1000 scales from the mean in mass"])
        #expect(try notes { means, _ in means[6] = 1e8 } == ["usual particles are more than 1000 scales from the mean in Pz"])
    }

    @Test(
        "Files with numbers that no condition has are refused",
        arguments: [("1366.7", "1e30"), ("1259.8", "3e25"), ("455.0", "2e9")])
    func refused(number: String, other: String) throws {
        let folder = try CommandFolder()
        func block(_ title: String, _ numbers: [Float]) -> String {
            ([title] + numbers.map { "\($0)" }).joined(separator: "\n") + "\n\n"
        }
        let text = (block("#means", Self.means) + block("#scales", Self.scales)).replacing("\n\(number)\n", with: "\n\(other)\n")
        try text.write(toFile: folder.path("s.txt"), atomically: false, encoding: .utf8)
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "ONNXTests/Fixtures/torch-traced.onnx"
        ).path
        let run = try folder.run("import", fixture, "--scales", "s.txt", "--name", "x", "--output", "x.safetensors")
        #expect(run.status == 1 && run.errors.contains("as a mean or scale; expected at most 1e9"), "\(run)")
    }
}
