#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Text

/// A file of lines `key = value`. A value may be in double quotes; `#` begins a comment.
package struct KeyValueFile {
    package struct Entry: Equatable, Sendable {
        package let key: String
        package let value: String
        package let line: Int
    }

    /// In the order of the file, each key once.
    package private(set) var entries: [Entry] = []
    private let title: String

    /// More lines than anybody has settings.
    private static let mostLines = 10_000

    /// - Throws: a sentence with the line if one is something else, or if a key is there twice.
    package init(path: String) throws(FileError) {
        // A pipe or a terminal would keep its reader waiting. A link to /dev/null is how a file is masked.
        if Self.target(of: path) != "/dev/null" { _ = try InputFile(path: path) }
        let reader = try LineReader(path: path)
        title = reader.title
        while let line = try reader.next() {
            guard reader.lineNumber <= Self.mostLines else {
                throw error(line: reader.lineNumber, "expected at most \(Self.mostLines) lines")
            }
            let text = line.trimmed
            guard let first = text.first, first != UInt8(ascii: "#") else { continue }
            guard let entry = Self.entry(text, line: reader.lineNumber) else {
                throw error(line: reader.lineNumber, "found \(text.quoted); expected key = value")
            }
            if let earlier = entries.first(where: { $0.key == entry.key }) {
                throw error(line: entry.line, "\(quoted(entry.key, limit: 32)) was set in line \(earlier.line) already")
            }
            entries.append(entry)
        }
    }

    /// The path with links followed.
    private static func target(of path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// "config: line 3: ….", for what is wrong with an entry.
    package func error(line: Int, _ found: String) -> FileError { FileError.content(title, "line \(line): \(found)") }

    private static func entry(_ text: UnsafeBufferPointer<UInt8>, line: Int) -> Entry? {
        guard let sign = text.firstIndex(of: UInt8(ascii: "=")), sign > 0 else { return nil }
        let key = UnsafeBufferPointer(rebasing: text[..<sign]).trimmed
        let rest = UnsafeBufferPointer(rebasing: text[(sign + 1)...]).trimmed
        guard key.count > 0, !key.contains(UInt8(ascii: " ")), let value = value(rest) else { return nil }
        return Entry(key: String(decoding: key, as: UTF8.self), value: value, line: line)
    }

    private static func value(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        guard text.first == UInt8(ascii: "\"") else {
            let bare = UnsafeBufferPointer(rebasing: text.prefix { $0 != UInt8(ascii: "#") }).trimmed
            return bare.count > 0 ? String(decoding: bare, as: UTF8.self) : nil
        }
        guard let end = text.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        let rest = UnsafeBufferPointer(rebasing: text[(end + 1)...]).trimmed
        guard rest.count == 0 || rest.first == UInt8(ascii: "#") else { return nil }
        return String(decoding: text[1..<end], as: UTF8.self)
    }
}
