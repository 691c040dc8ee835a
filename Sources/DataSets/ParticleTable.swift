import Calorimeter
import Files

/// A table of particles as text (CSV), read row by row in constant memory.
///
/// The first line is the header; `ParticleColumns` tells what it may say. Fields are separated by commas, semicolons or
/// tabs, whichever the header has, and may stand in quotes. Empty lines, and lines that begin with `#`, are passed over.
struct ParticleTable {
    let columns: ParticleColumns
    private let reader: LineReader
    private let separator: UInt8
    private let allowsOffShell: Bool
    private var numbers: [Double]

    init(_ reader: LineReader, allowsOffShell: Bool) throws(FileError) {
        self.reader = reader
        self.allowsOffShell = allowsOffShell
        while let line = try reader.next() {
            let (text, isComment) = Self.headerText(line)
            guard !text.isEmpty else { continue }
            let separator = [UInt8(ascii: ";"), UInt8(ascii: "\t")].first(where: text.contains) ?? UInt8(ascii: ",")
            var names: [String] = []
            Self.forEachField(of: text, separator: separator) { _, field in names.append(String(decoding: field, as: UTF8.self)) }
            // A title above the header, and not the header itself, which some programs write as a comment.
            if isComment, !names.contains(where: { $0.lowercased().hasPrefix(Parameter.px.name.lowercased()) }) { continue }
            do throws(ParticleColumns.Refusal) {
                columns = try ParticleColumns(names: names)
            } catch {
                throw reader.error(error.reason)
            }
            self.separator = separator
            numbers = Array(repeating: 0, count: names.count)
            return
        }
        throw reader.error("is empty; expected a header and a row for each particle")
    }

    /// How much of the text has been read, 0…1; nil for a pipe.
    var progress: Double? { reader.size.map { $0 > 0 ? Double(reader.byteCount) / Double($0) : 1 } }

    /// The particle of the next row; nil behind the last one.
    mutating func next() throws(FileError) -> Particle? {
        while let line = try reader.next() {
            let text = line.trimmed
            if text.isEmpty || text[0] == UInt8(ascii: "#") { continue }
            return try particle(text)
        }
        return nil
    }

    private mutating func particle(_ line: UnsafeBufferPointer<UInt8>) throws(FileError) -> Particle {
        var wrong: (column: Int, field: String)?
        var count = 0
        Self.forEachField(of: line, separator: separator) { column, field in
            count = column + 1
            guard column < numbers.count, wrong == nil, columns.targets[column] != .unused else { return }
            if let number = DecimalNumber.double(field) {
                numbers[column] = number
            } else {
                wrong = (column, field.quoted)
            }
        }
        let place = "line \(reader.lineNumber)"
        guard count == numbers.count else {
            throw reader.error("\(place) has \(count) fields; expected \(numbers.count), as the header has")
        }
        if let wrong {
            throw reader.error("\(place) has \(wrong.field) in column \(wrong.column + 1); expected a decimal number")
        }
        var particle = Particle(massMeV: 0, energyGeV: 0, charge: 0, momentumGeV: .zero)
        for (target, number) in zip(columns.targets, numbers) {
            switch target {
            case .unused: break
            case .parameter(let parameter, let factor): particle[parameter] = number * factor
            case .pdg:
                guard let pdg = Int(exactly: number), let species = Species.massAndCharge(pdg: pdg) else {
                    throw reader.error("\(place) has the PDG number \(number); expected one of a species that is known here")
                }
                (particle.massMeV, particle.charge) = species
            }
        }
        if !columns.hasEnergy { particle = particle.withEnergyOnShell() }
        if let reason = particle.refusal(allowsOffShell: allowsOffShell) { throw reader.error("\(place): \(reason)") }
        return particle
    }

    /// The line without a byte order mark and without the `#` that makes it a comment.
    private static func headerText(_ line: UnsafeBufferPointer<UInt8>) -> (text: UnsafeBufferPointer<UInt8>, isComment: Bool) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = UnsafeBufferPointer(rebasing: line.dropFirst(line.starts(with: mark) ? mark.count : 0)).trimmed
        guard text.first == UInt8(ascii: "#") else { return (text, false) }
        return (UnsafeBufferPointer(rebasing: text.dropFirst()).trimmed, true)
    }

    /// Calls `body` with each field, without blanks and quotes around it.
    private static func forEachField(
        of line: UnsafeBufferPointer<UInt8>, separator: UInt8, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let quote = UInt8(ascii: "\"")
        var (start, column, isQuoted) = (0, 0, false)
        for place in 0...line.count {
            if place < line.count, line[place] == quote { isQuoted.toggle() }
            guard place == line.count || (line[place] == separator && !isQuoted) else { continue }
            var field = UnsafeBufferPointer(rebasing: line[start..<place]).trimmed
            if field.count >= 2, field.first == quote, field.last == quote {
                field = UnsafeBufferPointer(rebasing: field[1..<field.count - 1]).trimmed
            }
            body(column, field)
            (start, column) = (place + 1, column + 1)
        }
    }
}
