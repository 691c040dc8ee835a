import Testing

@testable import Files

@Suite("Lines and fields of a text")
struct RecordReaderTests {
    /// The lines of bytes in memory, and the same of a file.
    func lines(_ text: [UInt8]) throws -> [String] {
        func all(_ reader: LineReader) throws -> [String] {
            var lines: [String] = []
            while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
            #expect(reader.lineNumber == lines.count)
            return lines
        }
        let folder = try TemporaryFolder()
        let inMemory = try all(LineReader(bytes: text, title: "text"))
        #expect(try all(LineReader(path: folder.write(text, to: "text"))) == inMemory)
        return inMemory
    }

    @Test(
        "A line ends with LF, CRLF, CR or the text",
        arguments: [
            ("a\nb\n", ["a", "b"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("a\rb\r", ["a", "b"]),
            ("a\rb", ["a", "b"]),
            ("a\r\n\r\nb", ["a", "", "b"]), ("\r\r\n\n", ["", "", ""]), ("a\r\rb\n", ["a", "", "b"]), ("", []), ("\n", [""]),
            ("\u{FEFF}a\rb\nc\r\nd", ["a", "b", "c", "d"]), ("\u{FEFF}", []),
        ])
    func lineEnds(text: String, expected: [String]) throws { #expect(try lines(Array(text.utf8)) == expected) }

    @Test("Line ends at the edge of the buffer are found", arguments: ["\n", "\r", "\r\n"])
    func bufferEdges(end: String) throws {
        for length in [LineReader.longestLine - 1, LineReader.longestLine, 1021] {
            let line = String(repeating: "x", count: length)
            let count = 600_000 / length
            let text = Array(repeating: line, count: count).joined(separator: end)
            #expect(try lines(Array(text.utf8)) == Array(repeating: line, count: count))
        }
    }

    @Test("Lines that are too long are refused, wherever they are")
    func tooLong() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("a\n".utf8) + [UInt8](repeating: 0x78, count: 1 << 20), to: "long")
        let reader = try LineReader(path: path)
        #expect(try reader.next()?.count == 1)
        let error = #expect(throws: FileError.self) { try reader.next() }
        #expect(error?.description == "\(path): line 2 is longer than 65536 bytes.")
    }

    func rows(_ text: String) throws -> [[String]] {
        let reader = RecordReader(LineReader(bytes: Array(text.utf8), title: "text"))
        var rows: [[String]] = []
        while try reader.nextContent() {
            rows.append(reader.strings)
            reader.separator = reader.rowSeparator
        }
        return rows
    }

    @Test(
        "Fields as RFC 4180 has them, and as spreadsheets write them",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a;b\r1;2", [["a", "b"], ["1", "2"]]),
            ("a\tb\n1\t\n", [["a", "b"], ["1", ""]]), ("sep=;\na;b,c\n", [["a", "b,c"]]), ("\"sep=\t\"\na\tb\n", [["a", "b"]]),
            ("\n\nsep=;\na;b\n", [["a", "b"]]), ("\"a,b\",c\n", [["a,b", "c"]]),
            ("\"a\nb\",c\nd,e\n", [["a\nb", "c"], ["d", "e"]]),
            ("\"a\r\n\r\nb\",c\r\n", [["a\n\nb", "c"]]), ("\"say \"\"so\"\"\",c\n", [["say \"so\"", "c"]]),
            ("\"\",\"\"\"\"\nx,y\n", [["", "\""], ["x", "y"]]),
            (" a , \"b\" , c d \n", [["a", "b", "c d"]]), ("a \"b\",c\n", [["a \"b\"", "c"]]),
            (",,,\na,b\n , ,\n", [["a", "b"]]),
            ("# a, \"b\nc,d\n", [["c", "d"]]), ("a,b,\n", [["a", "b", ""]]), ("\"a;b\",c\n", [["a;b", "c"]]),
            ("\"1\" ; \"2,5\"\n", [["1", "2,5"]]), ("a\n\"b\"\n", [["a"], ["b"]]),
        ] as [(String, [[String]])])
    func fields(text: String, expected: [[String]]) throws { #expect(try rows(text) == expected) }

    @Test("A quote that is never closed is refused, and does not take the whole text", arguments: [1, 200_000])
    func openQuote(count: Int) throws {
        let text = "a,b\nc,\"d\n" + String(repeating: "e,f\n", count: count)
        let error = #expect(throws: FileError.self) { try rows(text) }
        #expect(error?.description == "text: line 2 opens a quote that is not closed.")
    }

    @Test("A comment is known with its words, and its fields")
    func comments() throws {
        let reader = RecordReader(LineReader(bytes: Array("  # px, py\nx\n".utf8), title: "text"))
        #expect(try reader.next() && reader.isComment && reader.comment == "px, py" && reader.strings == ["px", "py"])
        #expect(try reader.next() && !reader.isComment && reader.comment == "")
    }
}

@Suite("Files that are something else")
struct FileKindTests {
    static let kinds: [(start: [UInt8], name: String)] = [
        ([0x80, 0x04, 0x95, 0x10], "a Python pickle"), ([0x80, 0x02, 0x7D, 0x71], "a Python pickle"),
        (Array("version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n".utf8), "a Git LFS pointer"),
        (Array("<!DOCTYPE html><html>".utf8), "an HTML page"), (Array("\n\n  <HTML>\n".utf8), "an HTML page"),
        (Array("\u{FEFF}<html>".utf8), "an HTML page"), ([0xFF, 0xFE, 0x61, 0], "text in UTF-16"),
        ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "text in UTF-32"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], "text in UTF-32"),
        ([0xFE, 0xFF, 0, 0x61], "text in UTF-16"), (Array("Energy,Vx".utf8).flatMap { [$0, 0] }, "text in UTF-16"),
        (Array("Energy,Vx".utf8).flatMap { [0, $0] }, "text in UTF-16"), ([0x1F, 0x8B, 8, 0], "compressed with gzip"),
        ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "an HDF5 file"), (Array("root\0\0\u{1}".utf8), "a ROOT file"),
        (Array("PAR1".utf8), "a Parquet file"), (Array("/annex/objects/SHA256E-s1--2.npz\n".utf8), "a git-annex pointer"),
        ([], "empty"),
    ]

    @Test("are named as what they are, by every reader", arguments: kinds)
    func named(start: [UInt8], name: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(start, to: "file")
        #expect(FileKind.name(ofFileAt: path)?.hasPrefix(name) == true)
        let readers: [(String, () throws -> Void)] = [
            ("npy", { _ = try ArrayReader(path: path) }), ("npz", { _ = try NPZFile(path: path) }),
            ("scales", { _ = try ConditionScales(path: path) }), ("config", { _ = try KeyValueFile(path: path) }),
        ]
        for (reader, read) in readers where !(start.isEmpty && (reader == "scales" || reader == "config")) {
            let error = #expect(throws: FileError.self, "\(reader)") { try read() }
            #expect(error?.description.hasPrefix("\(path): is \(name)") == true, "\(reader): \(error?.description ?? "")")
        }
    }

    @Test(
        "are not found in texts and numbers",
        arguments: ["Energy,Px\n", "#means\n", "a", "roots\n", "versions, 1\n", "80\n", "<5\n"])
    func others(text: String) { #expect(FileKind.name(ofStart: Array(text.utf8)) == nil) }
}
