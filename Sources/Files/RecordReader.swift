import Text

/// Rows of separated fields in a text, one after the other in constant memory (RFC 4180, and what spreadsheets make of it).
///
///     let reader = RecordReader(try LineReader(path: "table.csv"))
///     while try reader.next() { for field in 0..<reader.count { … reader[field] … } }
///
/// Fields are separated by commas, semicolons or tabs, and may be in double quotes, in which a separator or a line break is part
/// of the field and a doubled quote stands for one. Blanks around a field are left out. A line that begins with `#` is a comment,
/// whose fields are those behind the `#`. A line `sep=;` at the beginning names the separator.
package final class RecordReader {
    package let lines: LineReader
    /// What separates fields; nil: in each row, that of the three which it has most of outside quotes.
    package var separator: UInt8?
    /// The separator of the row that was read last.
    package private(set) var rowSeparator = UInt8(ascii: ",")
    /// The number of the first line of the row that was read last.
    package private(set) var lineNumber = 0
    /// Whether the row that was read last is a comment.
    package private(set) var isComment = false
    /// Fields of the row that was read last.
    package var count: Int { ends.count }

    /// The fields of the row one after the other, and where each ends.
    private let text: UnsafeMutablePointer<UInt8>
    private var length = 0
    private var ends: [Int] = []
    private var isFirst = true

    private static let quote = UInt8(ascii: "\"")
    private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    package init(_ lines: LineReader) {
        self.lines = lines
        // A row is given up once it is longer than one line may be.
        text = .allocate(capacity: 2 * LineReader.longestLine + 2)
    }

    deinit { text.deallocate() }

    /// A field of the row that was read last, without quotes and the blanks around it; valid until the next row is read.
    package subscript(field: Int) -> UnsafeBufferPointer<UInt8> {
        let start = field == 0 ? 0 : ends[field - 1]
        return UnsafeBufferPointer(start: text + start, count: ends[field] - start).trimmed
    }

    /// All fields as text.
    package var strings: [String] { (0..<count).map { String(decoding: self[$0], as: UTF8.self) } }

    /// What follows the `#` of a comment, undivided; empty for other rows.
    package private(set) var comment = ""

    /// Whether nothing is in any field.
    package var isEmpty: Bool { (ends.last ?? 0) == 0 }

    /// Reads the next row, an empty one too; false at the end of the text.
    package func next() throws(FileError) -> Bool {
        while let line = try lines.next() {
            lineNumber = lines.lineNumber
            if isFirst, let named = Self.namedSeparator(line) {
                (isFirst, separator) = (false, named)
                continue
            }
            isFirst = isFirst && line.trimmed.isEmpty
            try split(line)
            return true
        }
        return false
    }

    /// Reads the next row that is neither empty nor a comment.
    package func nextContent() throws(FileError) -> Bool {
        while try next() {
            if !isComment, !isEmpty { return true }
        }
        return false
    }

    /// The separator that a line `sep=;` names.
    private static func namedSeparator(_ line: UnsafeBufferPointer<UInt8>) -> UInt8? {
        var bytes = Array(line.prefix(8))
        if bytes.count >= 2, bytes.first == quote, bytes.last == quote { bytes = Array(bytes[1..<bytes.count - 1]) }
        guard bytes.count == 5, bytes.starts(with: "sep=".utf8), separators.contains(bytes[4]) else { return nil }
        return bytes[4]
    }

    // MARK: Splitting

    private enum State { case before, bare, quoted, after }

    private func split(_ line: UnsafeBufferPointer<UInt8>) throws(FileError) {
        length = 0
        ends.removeAll(keepingCapacity: true)
        var line = line
        let content = line.trimmed
        isComment = content.first == UInt8(ascii: "#")
        comment = ""
        if isComment {
            line = UnsafeBufferPointer(rebasing: content.dropFirst())
            comment = String(decoding: line.trimmed, as: UTF8.self)
        }
        let separator = separator ?? Self.likelySeparator(of: line)
        rowSeparator = separator
        if line.contains(Self.quote) {
            try splitQuoted(line, separator)
        } else {
            var start = 0
            for place in 0...line.count where place == line.count || line[place] == separator {
                for byte in UnsafeBufferPointer(rebasing: line[start..<place]).trimmed { append(byte) }
                ends.append(length)
                start = place + 1
            }
        }
    }

    private func append(_ byte: UInt8) {
        text[length] = byte
        length += 1
    }

    /// Goes on to the next lines as long as a quote is open; in a comment a quote is not worth that.
    private func splitQuoted(_ line: UnsafeBufferPointer<UInt8>, _ separator: UInt8) throws(FileError) {
        var state = State.before
        // Where the field ends without the blanks behind it.
        var end = 0
        func isBlank(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && separator != UInt8(ascii: "\t"))
        }
        func finish() {
            length = end
            ends.append(end)
            state = .before
        }
        var line = line
        while true {
            for byte in line {
                switch state {
                case .quoted:
                    if byte == Self.quote {
                        state = .after
                        end = length
                    } else {
                        append(byte)
                    }
                    continue
                case .after where byte == Self.quote:
                    // The second of two.
                    append(byte)
                    state = .quoted
                    continue
                case .before where byte == Self.quote:
                    state = .quoted
                    continue
                case .before, .bare, .after: break
                }
                if byte == separator {
                    finish()
                } else if !isBlank(byte) {
                    append(byte)
                    end = length
                    if state == .before { state = .bare }
                } else if state != .before {
                    append(byte)
                }
            }
            guard state == .quoted, !isComment else { break }
            guard length <= LineReader.longestLine, let next = try lines.next() else {
                throw lines.error("line \(lineNumber) opens a quote that is not closed")
            }
            append(UInt8(ascii: "\n"))
            line = next
        }
        if state == .quoted { end = length }
        finish()
    }

    private static func likelySeparator(of line: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var (counts, isQuoted) = ([0, 0, 0], false)
        for byte in line {
            if byte == quote { isQuoted.toggle() }
            guard !isQuoted, let place = separators.firstIndex(of: byte) else { continue }
            counts[place] += 1
        }
        let most = counts.max() ?? 0
        return zip(separators, counts).first { $0.1 == most }?.0 ?? separators[0]
    }
}
