package import Files
import Text

/// What a part of a data set records of the whole: an array `part` of bytes, text, beside its conditions and responses.
package struct DataSetPart: Sendable {
    package let shard: Shard
    /// Samples of the whole.
    package let total: Int
    /// What the whole is, a line for each thing that its bytes depend on.
    package let identity: String

    package static let arrayName = "part"
    private static let longest = 1 << 16
    private static let title = "zdc part"

    package init(shard: Shard, total: Int, identity: String) {
        (self.shard, self.total, self.identity) = (shard, total, identity)
    }

    package var text: String { "\(Self.title) \(shard.index) of \(shard.count), samples \(total)\n\(identity)\n" }

    /// The record of a part.
    package init(of file: NPZFile) throws(FileError) {
        guard file.names.contains(Self.arrayName) else {
            throw FileError(
                path: file.path, "\(file.path): has no array '\(Self.arrayName)'; expected a part that --shard wrote.")
        }
        let array = try file.array(named: Self.arrayName)
        guard array.header.type == .uint8, array.shape.count == 1, array.shape[0] <= Self.longest else {
            throw Self.damaged(file)
        }
        guard let part = Self(text: String(decoding: try array.values().map { UInt8($0) }, as: UTF8.self)) else {
            throw Self.damaged(file)
        }
        self = part
    }

    /// Reads the text of a record; nil if it is not one.
    package init?(text: String) {
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2, let match = lines[0].wholeMatch(of: /zdc part (\d+) of (\d+), samples (\d+)/),
            lines[1].hasSuffix("\n"),
            let index = Int(match.1), let count = Int(match.2), let total = Int(match.3), total > 0,
            let shard = Shard(index: index, count: count)
        else { return nil }
        self.init(shard: shard, total: total, identity: String(lines[1].dropLast()))
    }

    private static func damaged(_ file: NPZFile) -> FileError {
        FileError(
            path: file.path,
            "\(file.path): the array '\(arrayName)' is not the record of a part; expected one that --shard wrote.")
    }

    /// The first line in which two parts disagree, as two texts.
    package func difference(from other: DataSetPart) -> (String, String)? {
        func lines(_ part: DataSetPart) -> String { "\(part.shard.count) parts\n\(part.total) samples\n\(part.identity)" }
        return differingLines(lines(self), lines(other))
    }
}
