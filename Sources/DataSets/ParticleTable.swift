import Calorimeter
import Files

/// A table of particles as text (CSV), read row by row in constant memory.
///
/// The first row is the header; see `ParticleColumns` for its names. Rows without any content, and comments, are skipped.
struct ParticleTable {
    let columns: ParticleColumns
    private let reader: RecordReader
    private let allowsOffShell: Bool
    private var numbers: [Double]
    private var units = UnitCheck()

    init(_ lines: LineReader, allowsOffShell: Bool) throws(FileError) {
        reader = RecordReader(lines)
        self.allowsOffShell = allowsOffShell
        while try reader.next() {
            guard !reader.isEmpty else { continue }
            let names = reader.strings
            // A title above the header, and not the header itself, which some programs write as a comment.
            if reader.isComment, !names.contains(where: { $0.lowercased().hasPrefix(Parameter.px.name.lowercased()) }) {
                continue
            }
            do throws(ParticleColumns.Refusal) {
                columns = try ParticleColumns(names: names)
            } catch {
                throw lines.error(error.reason)
            }
            reader.separator = reader.rowSeparator
            numbers = Array(repeating: 0, count: names.count)
            return
        }
        throw lines.error("is empty; expected a header and a row for each particle")
    }

    /// How much of the text has been read, 0…1; nil for a pipe.
    var progress: Double? { reader.lines.size.map { $0 > 0 ? Double(reader.lines.byteCount) / Double($0) : 1 } }

    /// What a user should know of the units of the particles that were read, a sentence each.
    ///
    /// - Throws: a sentence if all of them make sense in another unit only.
    func unitNotes() throws(FileError) -> [String] {
        if !allowsOffShell, let reason = units.refusal(isTable: true) { throw reader.lines.error(reason) }
        return units.notes(isTable: true).map { "\(reader.lines.title): \($0)." }
    }

    /// The particle of the next row; nil behind the last one.
    mutating func next() throws(FileError) -> Particle? {
        guard try reader.nextContent() else { return nil }
        let place = "line \(reader.lineNumber)"
        try checkCount(place)
        for column in 0..<min(numbers.count, reader.count) where columns.targets[column] != .unused {
            guard let number = DecimalNumber.double(reader[column]) else {
                throw reader.lines.error(
                    "\(place) has \(reader[column].quoted) in column \(column + 1); expected a decimal number\(pointHint(column))"
                )
            }
            numbers[column] = number
        }
        var particle = Particle(massMeV: 0, energyGeV: 0, charge: 0, momentumGeV: .zero)
        for (target, number) in zip(columns.targets, numbers) {
            switch target {
            case .unused: break
            case .parameter(let parameter, let factor): particle[parameter] = number * factor
            case .pdg:
                guard let pdg = Int(exactly: number), let species = Species.massAndCharge(pdg: pdg) else {
                    throw reader.lines.error(
                        "\(place) has the PDG number \(number); expected one of a species that is known here")
                }
                (particle.massMeV, particle.charge) = species
            }
        }
        if !columns.hasEnergy { particle = particle.withEnergyOnShell() }
        if let reason = particle.refusal(allowsOffShell: allowsOffShell) {
            throw reader.lines.error("\(place): \(reason)")
        }
        units.add(particle)
        return particle
    }

    /// A row may have more cells than the header if they are empty, and fewer if those missing are of unused columns.
    private func checkCount(_ place: String) throws(FileError) {
        let (found, expected) = (reader.count, numbers.count)
        let isSense =
            found > expected
            ? (expected..<found).allSatisfy { reader[$0].isEmpty }
            : (found..<expected).allSatisfy { columns.targets[$0] == .unused }
        guard isSense else {
            throw reader.lines.error(
                "\(place) has \(found) field\(found == 1 ? "" : "s"); expected \(expected), as the header has")
        }
    }

    private func pointHint(_ column: Int) -> String {
        reader[column].contains(UInt8(ascii: ",")) ? " with a decimal point" : ""
    }
}
