import Testing

@testable import Files

/// Scale files and settings pass through the line reader that tables pass through.
@Suite("Texts as editors and other systems write them")
struct TextFormsTests {
    private static let forms: [@Sendable (String) -> String] = [
        { $0 }, { "\u{FEFF}" + $0 }, { $0.replacing("\n", with: "\r\n") }, { $0.replacing("\n", with: "\r") },
        { "\u{FEFF}" + $0.replacing("\n", with: "\r\n") }, { String($0.dropLast()) }, { $0 + "\n\n" },
    ]

    @Test("Scales are the same", arguments: forms.indices)
    func scales(form: Int) throws {
        let folder = try TemporaryFolder()
        let scales = try #require(ConditionScalesTests.published)
        let path = try folder.write(Self.forms[form](scales.text).utf8, to: "scales.txt")
        #expect(try ConditionScales(path: path) == scales)
    }

    @Test("Settings are the same", arguments: forms.indices)
    func settings(form: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.forms[form]("theme = light\n# a remark\n\nmap=\"viridis\"\n").utf8, to: "config")
        let entries = try KeyValueFile(path: path).entries
        #expect(entries.map { [$0.key, $0.value] } == [["theme", "light"], ["map", "viridis"]])
    }
}
