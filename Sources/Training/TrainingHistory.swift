public import FastSimulation
import Files
import Text

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How a run went: one row for every validation, and a few words about it.
///
/// As text it is CSV with `# key: value` lines before the header.
public struct TrainingHistory: Hashable, Sendable {
    /// Bytes beyond which a file is no history: a row is about a hundred, and runs have thousands.
    public static let mostBytes = 32 << 20

    /// One interval of a run: losses are means over its steps, the scores belong to its end. Nil where the objective has
    /// no such term.
    public struct Row: Hashable, Sendable {
        public var step: Int
        /// Responses learnt from so far.
        public var samples: Int
        /// Time spent in training so far, over all starts of the run.
        public var seconds: Double
        private var losses: [LossTerm: Double] = [:]
        /// The generator's rate of learning at the end.
        public var rate: Double?
        /// The mean over channels of the Wasserstein distance on the validation particles, photons.
        public var validationWS: Double?
        public var diversityRatio: Double?
        /// The share of generated responses without a photon.
        public var empty: Double?

        public init(step: Int, samples: Int, seconds: Double) {
            (self.step, self.samples, self.seconds) = (step, samples, seconds)
        }

        /// A loss; nil where the objective has no such term.
        public subscript(term: LossTerm) -> Double? {
            get { losses[term] }
            set { losses[term] = newValue }
        }
    }

    public var objective: String
    public var name: String
    public var command: String
    /// The validation's floor, photons.
    public var floor: Double?
    public var rows: [Row] = []

    public init(objective: String, name: String, command: String, floor: Double?) {
        (self.objective, self.name, self.command, self.floor) = (objective, name, command, floor)
    }

    /// The row with the smallest distance on the validation particles.
    public var best: Row? {
        rows.filter { $0.validationWS?.isFinite ?? false }
            .min { ($0.validationWS ?? .infinity) < ($1.validationWS ?? .infinity) }
    }

    /// Columns behind those of the losses.
    private static let columns: [(name: String, path: WritableKeyPath<Row, Double?> & Sendable)] = [
        ("rate", \.rate), ("validation_ws", \.validationWS), ("diversity_ratio", \.diversityRatio), ("empty", \.empty),
    ]

    /// The names of the columns.
    public static var header: String {
        (["step", "samples", "seconds"] + LossTerm.allCases.map(\.rawValue) + columns.map(\.name)).joined(separator: ",")
    }

    static func line(_ row: Row) -> String {
        let seconds = (row.seconds * 10).rounded() / 10
        let numbers = (LossTerm.allCases.map { row[$0] } + columns.map { row[keyPath: $0.path] }).map { value in
            value.map { $0.isFinite ? shortest($0) : "" } ?? ""
        }
        return (["\(row.step)", "\(row.samples)", "\(seconds)"] + numbers).joined(separator: ",")
    }

    /// Six significant digits.
    private static func shortest(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        let scale = pow(10, 5 - log10(abs(value)).rounded(.down))
        return scale.isFinite && scale > 0 ? "\((value * scale).rounded() / scale)" : "\(value)"
    }

    /// The whole history as CSV.
    public var csv: String {
        // A line each, whatever a name or a path in the command holds.
        var lines = [
            "# objective: \(objective)", "# model: \(displayable(name, limit: .max))",
            "# command: \(displayable(command, limit: .max))",
        ]
        if let floor { lines.append("# floor: \(Self.shortest(floor))") }
        lines.append(Self.header)
        lines += rows.map(Self.line)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads CSV that `csv` wrote, or that a spreadsheet made of it.
    ///
    /// Where commas do not separate, they are decimal points, as spreadsheets write them in many countries. Columns are known by
    /// their names, others are ignored; words, which may come from anywhere, are made displayable. Nil if
    /// there is no header with a `step`.
    ///
    /// - Parameter isWhole: whether a last line without an end is a row; otherwise it is taken for one that is still being written,
    ///   and left out.
    public init?(csv text: String, isWhole: Bool = false) {
        self.init(objective: "", name: "", command: "", floor: nil)
        let reader = RecordReader(LineReader(bytes: Array(text.utf8), title: "history"))
        var names: [String]?
        // What can no longer be read, such as a line that is too long, ends the history.
        while (try? reader.next()) == true {
            if reader.isEmpty && !reader.isComment { continue }
            let fields = reader.strings
            if reader.isComment || fields[0].hasPrefix("#") {
                takeWord(reader.isComment ? reader.comment : String(fields[0].dropFirst()))
            } else if let names {
                guard isWhole || reader.lines.isLineEnded,
                    let row = Self.row(
                        reader.separator == UInt8(ascii: ",") ? fields : fields.map { $0.replacing(",", with: ".") }, names: names
                    )
                else { continue }
                rows.append(row)
            } else {
                guard fields.contains("step") else { return nil }
                names = fields
                reader.separator = reader.rowSeparator
            }
        }
        if names == nil { return nil }
    }

    /// Takes what a comment `key: value` says.
    private mutating func takeWord(_ comment: String) {
        let parts = comment.split(separator: ":", maxSplits: 1).map { $0.trimmed }
        guard parts.count == 2 else { return }
        switch parts[0] {
        case "objective": objective = displayable(parts[1], limit: 80)
        case "model": name = displayable(parts[1], limit: 80)
        case "command": command = displayable(parts[1], limit: 2000)
        case "floor": floor = Double(parts[1]).flatMap { $0.isFinite ? $0 : nil }
        default: break
        }
    }

    private static func row(_ fields: [String], names: [String]) -> Row? {
        // Spreadsheets pad rows with empty cells.
        guard fields.count >= names.count, fields[names.count...].allSatisfy(\.isEmpty) else { return nil }
        func number(_ name: String) -> Double? {
            names.firstIndex(of: name).flatMap { Double(fields[$0]) }.flatMap { $0.isFinite ? $0 : nil }
        }
        guard let step = number("step"), step >= 0, step < 1e15 else { return nil }
        var row = Row(
            step: Int(step), samples: Int(min(max(number("samples") ?? 0, 0), 1e15)), seconds: number("seconds") ?? 0)
        for term in LossTerm.allCases { row[term] = number(term.rawValue) }
        for column in columns { row[keyPath: column.path] = number(column.name) }
        return row
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var rest = self
        while rest.first?.isWhitespace ?? false { rest.removeFirst() }
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        return String(rest)
    }
}
