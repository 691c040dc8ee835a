import Foundation
import Support
import Testing

@testable import Terminal

@Suite struct TerminfoEntryTests {
    private static let compiler = "/usr/bin/tic"

    /// The compiled entries are what ncurses' compiler makes of their source.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: compiler)), arguments: [TerminfoEntry.direct, .palette256])
    func isCompiledFromItsSource(_ entry: TerminfoEntry) throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(component: "zdc.ti")
        try TerminfoEntry.source.write(to: source, atomically: true, encoding: .utf8)
        let run = try WatchedProcess.run(URL(filePath: Self.compiler), ["-x", "-o", folder.path, source.path])
        #expect(run.ending == .exited(0), "\(run.errors)")
        let compiled = try Data(contentsOf: folder.appending(components: "z", entry.name))
        #expect(compiled.base64EncodedString() == entry.compiled)
    }

    /// The library's buffer for entries is 4096 bytes.
    @Test func isSmallEnoughForTheEnvironment() {
        for entry in [TerminfoEntry.direct, .palette256] {
            #expect(Data(base64Encoded: entry.compiled)?.count ?? .max < 4096)
        }
    }
}
