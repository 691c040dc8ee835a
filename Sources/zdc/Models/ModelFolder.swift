import Files
import Foundation
import ONNX
import Text

/// The folder of an ONNX file, in which its numbers may be in files of their own.
struct ModelFolder {
    private let folder: String
    private static let sizeLimit = 1 << 26

    init(ofModelAt path: String) { folder = URL(fileURLWithPath: path).deletingLastPathComponent().path }

    /// The bytes of a file in the folder.
    ///
    /// - Throws: if it cannot be read, or if a link leads out of the folder: a graph from elsewhere must not name any file.
    func numbers(_ location: String) throws(ONNXError) -> Data {
        let path = self.path(location)
        guard let base = Self.resolved(folder), let file = Self.resolved(path) else {
            throw ONNXError(
                "its numbers are in \(quoted(location, limit: 80)) beside it, which is not there; expected both files")
        }
        guard file.hasPrefix(base == "/" ? base : base + "/") else {
            throw ONNXError(
                "its numbers are in \(quoted(location, limit: 80)), a link out of its folder; expected a file within it")
        }
        do throws(FileError) {
            return Data(try WholeFile.bytes(path: path, limit: Self.sizeLimit))
        } catch {
            throw ONNXError("its numbers cannot be read: \(error.description.dropLast())")
        }
    }

    /// The files with the numbers of a model; none if it cannot be read.
    static func files(ofModelAt path: String) -> [String] {
        guard let bytes = try? WholeFile.bytes(path: path, limit: sizeLimit) else { return [] }
        return ExternalNumbers.locations(in: Data(bytes)).map(ModelFolder(ofModelAt: path).path)
    }

    private func path(_ location: String) -> String { folder + "/" + location }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
