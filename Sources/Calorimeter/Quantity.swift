import Text

/// Why a typed quantity was refused, in one sentence for the person who typed it.
public struct QuantityError: Error, Hashable, Sendable, CustomStringConvertible {
    public let parameter: Parameter
    public let description: String

    init(_ parameter: Parameter, _ reason: String, name: String?) {
        self.parameter = parameter
        description = "The \(name ?? parameter.name) \(reason)."
    }
}

extension Parameter {
    /// The largest magnitude accepted, in the parameter's unit: far beyond any beam, and small enough that squares and
    /// single-precision values in files stay finite.
    public static let largestMagnitude = 1e9

    /// Whether every accepted value stays finite in single precision when it is standardised.
    public static func canStandardise(mean: Float, scale: Float) -> Bool {
        guard mean.isFinite, scale.isFinite, scale > 0 else { return false }
        return (largestMagnitude + Double(abs(mean))) / Double(scale) <= Double(Float.greatestFiniteMagnitude)
    }

    /// Parses a typed quantity, a number with an optional unit, into the parameter's unit.
    ///
    ///     try Parameter.energy.parse("3.2e3")      // 3200
    ///     try Parameter.energy.parse("2 TeV")      // 2000
    ///     try Parameter.mass.parse("0.938 GeV/c²") // 938
    ///     try Parameter.vz.parse("1_000 um")       // 0.1
    ///
    /// Numbers are decimal, with `_` allowed between digits. Values that no particle can have are refused: a negative mass, an
    /// energy that is not positive, a charge other than −1, 0 and +1.
    ///
    /// - Parameter name: what errors call it; nil: its own name.
    public func parse(_ text: String, named name: String? = nil) throws(QuantityError) -> Double {
        func error(_ reason: String) -> QuantityError { QuantityError(self, reason, name: name) }
        var trimmed = text.drop(while: \.isWhitespace)
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        guard !trimmed.isEmpty else { throw error("is empty; expected \(expectation)") }
        let quantity = Quantity(String(trimmed))
        guard let quantity, let factor = factor(ofUnit: quantity.unit) else {
            throw error("\(quoted(text)) is not understood; expected \(expectation)")
        }
        let value = quantity.number * factor
        guard abs(value) <= Self.largestMagnitude else {
            throw error("\(quoted(text)) is too large; at most 1e9 \(unit) is allowed")
        }
        switch self {
        case .mass where value < 0: throw error("\(quoted(text)) is negative; expected 0 MeV or more")
        case .energy where value <= 0: throw error("\(quoted(text)) must be above 0 GeV")
        case .charge where abs(value) != 1 && value != 0:
            throw error("\(quoted(text)) is not one of -1, 0 and 1")
        default: return value == 0 ? 0 : value
        }
    }

    private var expectation: String {
        switch self {
        case .mass: "a number in MeV such as 938.27, or with a unit eV, keV, MeV, GeV or TeV"
        case .charge: "-1, 0 or 1"
        case .vx, .vy, .vz: "a number in cm such as 1e-3, or with a unit nm, um, mm, cm or m"
        case .energy, .px, .py, .pz: "a number in GeV such as 3.2e3, or with a unit eV, keV, MeV, GeV or TeV"
        }
    }

    /// The factor from this unit to the parameter's unit; nil for an unknown unit.
    package func factor(ofUnit name: String) -> Double? {
        if name.isEmpty { return 1 }
        switch self {
        case .charge: return name == "e" ? 1 : nil
        case .vx, .vy, .vz: return Quantity.centimetres[name]
        case .mass: return Quantity.megaelectronvolts(name, suffixes: ["", "/c²", "/c^2", "/c2"])
        case .energy: return Quantity.megaelectronvolts(name, suffixes: [""]).map { $0 * 1e-3 }
        case .px, .py, .pz: return Quantity.megaelectronvolts(name, suffixes: ["", "/c"]).map { $0 * 1e-3 }
        }
    }

    /// The text in quotes, short enough for a sentence.
    private func quoted(_ text: String) -> String { Text.quoted(text, limit: 32) }
}

/// A decimal number and the unit that follows it.
private struct Quantity {
    var number: Double
    var unit: String

    static let centimetres: [String: Double] = ["nm": 1e-7, "um": 1e-4, "µm": 1e-4, "μm": 1e-4, "mm": 0.1, "cm": 1, "m": 100]

    static func megaelectronvolts(_ name: String, suffixes: [String]) -> Double? {
        let units: [(String, Double)] = [("eV", 1e-6), ("keV", 1e-3), ("MeV", 1), ("GeV", 1e3), ("TeV", 1e6)]
        for (unit, factor) in units where suffixes.contains(where: { unit + $0 == name }) { return factor }
        return nil
    }

    /// Parses `[+|-] digits [. digits] [e [+|-] digits] [unit]`; nil if the text is anything else.
    init?(_ text: String) {
        var rest = Substring(text)
        var decimal = ""
        Self.takeSign(&rest, into: &decimal)
        let whole = Self.takeDigits(&rest, into: &decimal)
        var fraction = 0
        guard let whole else { return nil }
        if rest.first == "." {
            rest.removeFirst()
            decimal += whole == 0 ? "0." : "."
            guard let digits = Self.takeDigits(&rest, into: &decimal) else { return nil }
            fraction = digits
            if digits == 0 { decimal += "0" }
        }
        guard whole + fraction > 0 else { return nil }
        if let mark = rest.first, mark == "e" || mark == "E" {
            // "e" may also be the unit of charge: it starts an exponent only if digits follow.
            var exponent = rest.dropFirst()
            var taken = "e"
            Self.takeSign(&exponent, into: &taken)
            if let digits = Self.takeDigits(&exponent, into: &taken), digits > 0 {
                decimal += taken
                rest = exponent
            }
        }
        guard let number = Double(decimal), !number.isNaN else { return nil }
        self.number = number
        unit = String(rest.drop(while: \.isWhitespace))
    }

    private static func takeSign(_ rest: inout Substring, into decimal: inout String) {
        switch rest.first {
        case "+": rest.removeFirst()
        case "-", "−":
            rest.removeFirst()
            decimal += "-"
        default: break
        }
    }

    /// Takes digits with single underscores between them; nil if there is an underscore anywhere else.
    private static func takeDigits(_ rest: inout Substring, into decimal: inout String) -> Int? {
        var count = 0
        var afterUnderscore = false
        while let character = rest.first {
            if character.isASCII, character.isWholeNumber {
                decimal.append(character)
                count += 1
                afterUnderscore = false
            } else if character == "_", count > 0, !afterUnderscore {
                afterUnderscore = true
            } else {
                break
            }
            rest.removeFirst()
        }
        return afterUnderscore ? nil : count
    }
}
