import Foundation

/// What `zdc bench --json` has printed: one flat object of figures and words by their names.
public struct FigureFile: Sendable {
    public let path: String
    /// Finite ones.
    public let numbers: [String: Double]
    public let words: [String: String]

    /// Throws if the file cannot be read, or is no such JSON.
    public init(path: String) throws(FileError) {
        let bytes = try WholeFile.bytes(path: path, limit: 1 << 20)
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            object["machine.processor"] is String
        else {
            throw FileError(path: path, "\(path): found no figures; expected what zdc bench --json prints.")
        }
        self.path = path
        words = object.compactMapValues { $0 as? String }
        numbers = object.compactMapValues { $0 as? Double }.filter { $0.value.isFinite }
    }
}
