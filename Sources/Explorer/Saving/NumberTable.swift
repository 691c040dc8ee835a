import Calorimeter
import Evaluation
import Files

/// Numbers of a view by name, as files hold them: every number with all its digits.
struct NumberTable: Equatable {
    enum Entry: Equatable {
        case text(String)
        case number(Double)
        case none
    }

    /// What the numbers are of, by name.
    var about: [(name: String, value: Entry)] = []
    var columns: [String]
    var rows: [[Entry]] = []

    init(_ columns: [String]) { self.columns = columns }

    static func == (left: NumberTable, right: NumberTable) -> Bool {
        left.columns == right.columns && left.rows == right.rows && left.about.map(\.name) == right.about.map(\.name)
            && left.about.map(\.value) == right.about.map(\.value)
    }

    /// One header, one line a row; what the numbers are of in lines that begin with `#`.
    var csv: String {
        about.map { "# \($0.name): \(Self.plain($0.value))\n" }.joined() + columns.map(Self.field).joined(separator: ",") + "\n"
            + rows.map { $0.map { Self.field(Self.plain($0)) }.joined(separator: ",") + "\n" }.joined()
    }

    /// An object: what the numbers are of by name, and `rows`, an object each.
    var json: String {
        let rows = rows.map { JSONText.row(zip(columns, $0).map { ($0, Self.value($1)) }) }
        let about = about.map { (key: $0.name, value: Self.value($0.value)) }
        return JSONText.object(about + [("rows", .list(rows))]).written() + "\n"
    }

    private static func plain(_ entry: Entry) -> String {
        switch entry {
        case .text(let text): text
        case .number(let value): number(value)
        case .none: ""
        }
    }

    private static func value(_ entry: Entry) -> JSONText {
        switch entry {
        case .text(let text): .text(text)
        case .number(let value): isWhole(value) ? .integer(Int(value)) : JSONText(value)
        case .none: .null
        }
    }

    private static func number(_ value: Double) -> String { isWhole(value) ? String(Int(value)) : "\(value)" }

    private static func isWhole(_ value: Double) -> Bool { value == value.rounded() && abs(value) < 1e15 }

    /// RFC 4180: what holds a comma, a quotation mark or a line's end is quoted.
    private static func field(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

extension NumberTable.Entry: ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    init(floatLiteral value: Double) { self = .number(value) }
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(_ value: Double?) { self = value.map { .number($0) } ?? .none }
    init(_ value: Int) { self = .number(Double(value)) }
}

/// Numbers with a name and a shape, row-major: one array of an NPZ file.
struct NamedArray: Equatable {
    var name: String
    var shape: [Int]
    var values: [Float]

    init(_ name: String, shape: [Int], _ values: [Float]) {
        precondition(values.count == shape.reduce(1, *), "an array has as many numbers as its shape says")
        (self.name, self.shape, self.values) = (name, shape, values)
    }

    /// Pictures of one size: (pictures, rows, columns) photons.
    init(_ name: String, _ responses: [Response], _ detector: Detector) {
        self.init(name, shape: [responses.count, detector.rows, detector.columns], responses.flatMap(\.photons))
    }

    /// The particles in the published order: (particles, 9).
    static func conditions(_ particles: [Particle]) -> NamedArray {
        NamedArray(
            "conditions", shape: [particles.count, Parameter.publishedOrder.count],
            particles.flatMap { $0.conditions.map { Float($0) } })
    }

    static func write(_ arrays: [NamedArray], path: String) throws(FileError) {
        let file = try NPZWriter(path: path)
        for array in arrays {
            try file.beginArray(named: array.name, NPYHeader(type: .float32, shape: array.shape))
            try file.append(ArrayChunk(array.values))
        }
        try file.commit()
    }
}

extension NumberTable {
    /// Tables of several calorimeters as one: the calorimeter is the first column, and what differs between them is named
    /// after them, "ZN.truth".
    static func joined(_ tables: [(detector: String, table: NumberTable)]) -> NumberTable {
        let columns = tables.flatMap(\.table.columns).distinct
        var joined = NumberTable(["detector"] + columns)
        for (detector, table) in tables {
            joined.rows += table.rows.map { row in
                let entries = Dictionary(zip(table.columns, row)) { first, _ in first }
                return [.text(detector)] + columns.map { entries[$0] ?? .none }
            }
        }
        for name in tables.flatMap({ $0.table.about.map(\.name) }).distinct where name != "detector" {
            let values = tables.compactMap { detector, table in
                table.about.first { $0.name == name }.map { (detector, $0.value) }
            }
            if values.count == tables.count, let first = values.first, values.allSatisfy({ $0.1 == first.1 }) {
                joined.about.append((name, first.1))
            } else {
                joined.about += values.map { ("\($0.0).\(name)", $0.1) }
            }
        }
        return joined
    }
}

extension NamedArray {
    /// Arrays of several calorimeters beside each other: those that all have, equal, once; the others named after their
    /// calorimeter, "ZN.true".
    static func joined(_ arrays: [(detector: String, arrays: [NamedArray])]) -> [NamedArray] {
        guard let first = arrays.first?.arrays else { return [] }
        let common = first.filter { array in arrays.allSatisfy { $0.arrays.contains(array) } }
        return common
            + arrays.flatMap { detector, arrays in
                arrays.filter { !common.contains($0) }.map {
                    NamedArray("\(detector).\($0.name)", shape: $0.shape, $0.values)
                }
            }
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, where it comes first.
    fileprivate var distinct: [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
