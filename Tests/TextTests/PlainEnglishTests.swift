import Foundation
import Testing

/// The worst phrases stay out of what people read: comments, messages, help and manual.
@Suite("Plain English")
struct PlainEnglishTests {
    /// Files and folders of the repository that are searched, all texts in a folder included.
    static let places = ["README.md", "CONTRIBUTING.md", "assets/man", "Sources"]

    /// Phrases in lower case, and what to write instead.
    static let phrases: KeyValuePairs = [
        "a number that there is not": "missing",
        "anew": "again",
        "begin anew": "start again",
        "begins anew": "starts again",
        "cannot be gone": "cannot continue",
        "ended as told": "ended as requested",
        "errors are still told": "errors are still reported",
        "gave the terminal back": "restored the terminal",
        "give the terminal back": "restore the terminal",
        "gives the terminal back": "restores the terminal",
        "go on with what": "resume",
        "goes on with": "continues",
        "gone on with": "resumed",
        "is no number": "is not a number",
        "are told with": "are reported with",
        "is told": "is reported",
        "it is said": "a message says",
        "so far off": "at this distance",
        "that there is not": "missing",
        "that which": "what",
        "what is more": "larger values",
        "win over": "override",
        "wins over": "overrides",
        "went on with": "resumed",
        "without a word": "silently",
        "written over": "overwritten",
    ]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("The worst phrases are not used", arguments: places)
    func isPlain(place: String) throws {
        let files = try Self.files(in: Self.root.appending(path: place))
        #expect(!files.isEmpty)
        for file in files {
            let text = Self.prose(try String(contentsOf: file, encoding: .utf8))
            for (phrase, better) in Self.phrases {
                #expect(!text.contains(phrase), "\(file.path): write '\(better)' or similar instead of '\(phrase)'")
            }
        }
    }

    @Test("A phrase is found across comment lines, string lines and the escapes of manual pages")
    func findsPhrases() {
        #expect(Self.prose("    /// Work that is Gone\n    /// on with.") == "work that is gone on with.")
        #expect(Self.prose("/* ends as\n   told */") == "ends as told")
        #expect(Self.prose("\"it is \"\n    + \"said\"") == "it is said")
        #expect(Self.prose("\\fBso\\fR far\n.B off") == "so far off")
    }

    private static func files(in place: URL) throws -> [URL] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue else {
            return [place]
        }
        return try FileManager.default.subpathsOfDirectory(atPath: place.path).map { place.appending(path: $0) }
            .filter { ["swift", "c", "h", "md", "1", "5", "7"].contains($0.pathExtension) }
    }

    /// A text in lower case without what breaks sentences up: line ends, comment marks, quotes and the marks of manual pages.
    private static func prose(_ text: String) -> String {
        text.lowercased().replacing(#/\\f[a-z]|(?m:^\.[a-z]+ )/#, with: " ")
            .replacing(#/[\s\/*"+]+/#, with: " ").trimmingCharacters(in: .whitespaces)
    }
}
