import Calorimeter

/// Means and scales of the nine conditions, as ALICE O2 reads them beside a generator.
///
///     let scales = try ConditionScales(path: "neutron_scales.txt")
///     let standardised = (value - scales.means[0]) / scales.scales[0]
///
/// The file is a text: a line `#means` and nine numbers, one a line, an empty line, a line `#scales` and nine numbers. Both
/// follow the published order Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge, in GeV, cm, GeV/c, MeV/c² and e.
/// Source of the format: AliceO2, Detectors/ZDC/fastsimulation/src/Utils.cxx, which reads single precision.
public struct ConditionScales: Hashable, Sendable {
    /// In the published order, in the units of the parameters.
    public let means: [Float]
    /// Standard deviations, all above 0.
    public let scales: [Float]

    /// Nil unless there are nine finite means and nine finite scales above 0.
    public init?(means: [Float], scales: [Float]) {
        guard means.count == Self.count, scales.count == Self.count else { return nil }
        guard means.allSatisfy(\.isFinite), scales.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
        (self.means, self.scales) = (means, scales)
    }

    private static let count = Parameter.publishedOrder.count
}

// MARK: - Writing

extension ConditionScales {
    /// The text of the file: the shortest decimals that give the same numbers again.
    public var text: String {
        func block(_ title: String, _ numbers: [Float]) -> String {
            ([title] + numbers.map { "\($0)" }).joined(separator: "\n") + "\n"
        }
        return block(Self.meansTitle, means) + "\n" + block(Self.scalesTitle, scales)
    }

    /// Writes the file, whole or not at all.
    public func write(path: String) throws(FileError) { try AtomicFile.write(text, path: path) }

    private static let meansTitle = "#means"
    private static let scalesTitle = "#scales"
}

// MARK: - Reading

extension ConditionScales {
    /// Reads a file. As in O2 a block ends with an empty line, and what precedes `#means` or follows a block is left out.
    ///
    /// - Throws: a sentence with the line if a block is missing, has another length, or holds anything that is not such a number.
    public init(path: String) throws(FileError) {
        let reader = RecordReader(try LineReader(path: path))
        means = try Self.block(Self.meansTitle, reader) { _ in true }
        scales = try Self.block(Self.scalesTitle, reader) { $0 > 0 }
    }

    private static func block(_ title: String, _ reader: RecordReader, isValid: (Float) -> Bool) throws(FileError) -> [Float] {
        repeat {
            guard try reader.next() else {
                throw reader.lines.error("has no line '\(title)'; expected it above \(count) numbers")
            }
        } while !isTitle(title, reader)
        var numbers: [Float] = []
        while try reader.next(), !reader.isEmpty {
            let place = "line \(reader.lineNumber)"
            // Spreadsheets pad rows with empty cells.
            guard !reader.isComment, (1..<reader.count).allSatisfy({ reader[$0].isEmpty }) else {
                let found = reader.isComment ? "a comment" : "\(reader.count) fields"
                throw reader.lines.error("\(place) has \(found); expected one number")
            }
            guard let number = DecimalNumber.float(reader[0]), isValid(number) else {
                let expected = title == scalesTitle ? "a number above 0" : "a number"
                throw reader.lines.error("\(place) is \(reader[0].quoted); expected \(expected)")
            }
            guard numbers.count < count else {
                throw reader.lines.error("has more than \(count) numbers below '\(title)'; expected one for each condition")
            }
            numbers.append(number)
        }
        guard numbers.count == count else {
            throw reader.lines.error("has \(numbers.count) numbers below '\(title)'; expected \(count), one for each condition")
        }
        return numbers
    }

    private static func isTitle(_ title: String, _ reader: RecordReader) -> Bool {
        let isTitle = reader.isComment ? reader[0].elementsEqual(title.dropFirst().utf8) : reader[0].elementsEqual(title.utf8)
        return isTitle && (1..<reader.count).allSatisfy { reader[$0].isEmpty }
    }
}
