import Canvas
import Foundation
import Testing
@testable import Explorer

/// A view's screen, below the tabs that all views share, as a text file beside the tests, so that a change of a view is read as a change of its picture.
///
/// With `ZDC_RECORD_PICTURES=1` the tests write the files instead of comparing.
struct StoredPicture {
    let name: String

    private var file: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pictures/\(name).txt")
    }

    /// Compares line by line; the first line that differs is told with both texts.
    func expect(_ canvas: Canvas, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let text = (1..<canvas.height).map { canvas.line($0) + "\n" }.joined()
        if ProcessInfo.processInfo.environment["ZDC_RECORD_PICTURES"] == "1" {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let stored = try String(contentsOf: file, encoding: .utf8)
        guard stored != text else { return }
        let (old, new) = (stored.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
        let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
        Issue.record(
            """
            \(name) differs\(line.map { " first in line \($0.offset + 1):\n\($0.element.0)\n\($0.element.1)" } ?? " in its number of lines")
            The whole screen is now:
            \(text)
            """, sourceLocation: sourceLocation)
    }
}
