import Foundation
import Support
import Testing

@testable import Terminal

@Suite struct TerminfoEntryTests {
    private static let tools = (compiler: URL(filePath: "/usr/bin/tic"), reader: URL(filePath: "/usr/bin/infocmp"))
    private static let hasTools = [tools.compiler, tools.reader].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0.path)
    }

    /// The compiled entries say what ncurses' compiler makes of their source; its versions may put the same into other bytes.
    @Test(.enabled(if: hasTools), arguments: [TerminfoEntry.direct, .palette256])
    func isCompiledFromItsSource(_ entry: TerminfoEntry) throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: UUID().uuidString)
        let (made, kept) = (folder.appending(component: "made"), folder.appending(component: "kept"))
        for place in [made, kept.appending(component: "z")] {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(component: "zdc.ti")
        try TerminfoEntry.source.write(to: source, atomically: true, encoding: .utf8)
        let run = try WatchedProcess.run(Self.tools.compiler, ["-x", "-o", made.path, source.path])
        #expect(run.ending == .exited(0), "\(run.errors)")
        try #require(Data(base64Encoded: entry.compiled)).write(to: kept.appending(components: "z", entry.name))
        func capabilities(_ place: URL) throws -> [String] {
            let run = try WatchedProcess.run(Self.tools.reader, ["-x", "-1", "-A", place.path, entry.name])
            #expect(run.ending == .exited(0), "\(run.errors)")
            return run.lines.filter { !$0.hasPrefix("#") }
        }
        let wanted = try capabilities(made)
        #expect(wanted.count > 40)
        #expect(try capabilities(kept) == wanted)
    }

    /// The library's buffer for entries is 4096 bytes.
    @Test func isSmallEnoughForTheEnvironment() {
        for entry in [TerminfoEntry.direct, .palette256] {
            #expect(Data(base64Encoded: entry.compiled)?.count ?? .max < 4096)
        }
    }
}
