public import Foundation
import Text

extension WeightFile {
    /// What a file says of itself, without reading its numbers; nil where it is no weight file that can be read.
    public static func metadata(of file: URL) -> [String: String]? {
        // Asked first, because opening a pipe or a device may never end.
        let values = try? FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
        guard values?[.type] as? FileAttributeType == .typeRegular, let handle = try? FileHandle(forReadingFrom: file),
            let start = try? handle.read(upToCount: 8), start.count == 8
        else { return nil }
        defer { try? handle.close() }
        let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= headerLimit, let header = try? handle.read(upToCount: Int(length)),
            let words = try? JSONDecoder().decode(Header.self, from: header).words
        else { return nil }
        return words.mapValues { displayable($0) }
    }

    private struct Header: Decodable {
        let words: [String: String]?

        enum CodingKeys: String, CodingKey { case words = "__metadata__" }
    }
}
