/// A JSON value whose fields keep their order, so that the same scores give the same bytes.
package indirect enum JSONText {
    case null
    case number(Double)
    case whole(UInt64)
    case integer(Int)
    case text(String)
    case list([JSONText])
    case object([(key: String, value: JSONText)])
    /// An object on one line.
    case row([(key: String, value: JSONText)])

    /// A number; null if it is missing or not finite.
    package init(_ value: Double?) {
        if let value, value.isFinite { self = .number(value) } else { self = .null }
    }

    /// Sets the value at a path of keys, such as "ws.mean", and creates objects on the way.
    mutating func set(_ path: String, _ value: JSONText) {
        let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
        var fields: [(key: String, value: JSONText)] = []
        if case .object(let own) = self { fields = own }
        let place = fields.firstIndex { $0.key == parts[0] } ?? fields.count
        if place == fields.count { fields.append((parts[0], .object([]))) }
        if parts.count == 2 { fields[place].value.set(parts[1], value) } else { fields[place].value = value }
        self = .object(fields)
    }

    /// The value as lines indented by `indent` levels.
    package func written(indent: String = "") -> String {
        let deeper = indent + "  "
        switch self {
        case .null: return "null"
        case .number(let value): return "\(value)"
        case .whole(let value): return "\(value)"
        case .integer(let value): return "\(value)"
        case .text(let text): return Self.quoted(text)
        case .list(let values):
            if values.allSatisfy(\.isPlain) { return "[" + values.map { $0.written() }.joined(separator: ", ") + "]" }
            return "[\n" + values.map { deeper + $0.written(indent: deeper) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let fields):
            if fields.isEmpty { return "{}" }
            let lines = fields.map { "\(deeper)\(Self.quoted($0.key)): \($0.value.written(indent: deeper))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .row(let fields):
            return "{" + fields.map { "\(Self.quoted($0.key)): \($0.value.written())" }.joined(separator: ", ") + "}"
        }
    }

    private var isPlain: Bool {
        switch self {
        case .list, .object, .row: false
        default: true
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
