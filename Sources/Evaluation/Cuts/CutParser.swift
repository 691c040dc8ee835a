import Calorimeter
import Text

/// Reads a cut: comparisons with "and", "or", "not" and parentheses.
///
///     condition  = term { "or" term }
///     term       = factor { "and" factor }
///     factor     = "not" factor | "(" condition ")" | comparison
///     comparison = operand ( "<" | "<=" | ">" | ">=" | "=" | "!=" ) operand | "species" ( "=" | "!=" ) name
///     operand    = quantity | number [ unit ]
struct CutParser {
    private let characters: [Character]
    private var place = 0
    private var depth = 0

    /// Nobody types deeper parentheses.
    private static let mostDepth = 50

    private static let aComparison = "a comparison such as sum > 100 or E > 500 GeV"

    init(_ text: String) { characters = Array(text) }

    mutating func parse() throws(CutError) -> CutCondition {
        guard characters.count <= Cut.mostCharacters else {
            throw CutError(
                description: "The cut has \(characters.count) characters; expected at most \(Cut.mostCharacters).")
        }
        let condition = try condition()
        skipSpaces()
        guard place == characters.count else { throw found("\"and\", \"or\" or the end") }
        return condition
    }

    private mutating func condition() throws(CutError) -> CutCondition {
        var left = try term()
        while take(word: "or") { left = .or(left, try term()) }
        return left
    }

    private mutating func term() throws(CutError) -> CutCondition {
        var left = try factor()
        while take(word: "and") { left = .and(left, try factor()) }
        return left
    }

    private mutating func factor() throws(CutError) -> CutCondition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.mostDepth else { throw found("at most \(Self.mostDepth) conditions within each other") }
        if take(word: "not") { return .not(try factor()) }
        guard take("(") else { return try comparison() }
        let inner = try condition()
        guard take(")") else { throw found("\")\"") }
        return inner
    }

    private mutating func comparison() throws(CutError) -> CutCondition {
        if take(word: "species") { return try species() }
        let left = try operand(Self.aComparison)
        let comparison = try sign()
        let start = place
        let right = try operand("a number or a quantity")
        switch (left, right) {
        case (.number, .number):
            place = start
            throw found("a quantity beside a number, one of \(Self.quantities)")
        case (.quantity(let one), .quantity(let other)):
            guard one.unit == other.unit else {
                place = start
                throw found("a quantity in \(one.unit) as \(one.name) is")
            }
            return .comparison(.quantity(one), comparison, .quantity(other))
        case (.number(let number, let unit, let at), .quantity(let quantity)):
            return .comparison(.number(try value(number, unit, at, quantity)), comparison, .quantity(quantity))
        case (.quantity(let quantity), .number(let number, let unit, let at)):
            return .comparison(.quantity(quantity), comparison, .number(try value(number, unit, at, quantity)))
        }
    }

    private mutating func species() throws(CutError) -> CutCondition {
        let comparison = try sign()
        guard comparison == .equal || comparison == .notEqual else { throw found("species = or species !=") }
        skipSpaces()
        let start = place
        let word = takeWhile { !$0.isWhitespace && $0 != ")" }
        guard let species = Species.named(word) else {
            place = start
            throw found("a species such as n or gamma")
        }
        return .species(species, isEqual: comparison == .equal)
    }

    /// An operand before it is known what it is compared with.
    private enum Operand {
        case number(Double, unit: String, at: Int)
        case quantity(CutQuantity)
    }

    private mutating func operand(_ expected: String) throws(CutError) -> Operand {
        skipSpaces()
        let start = place
        guard let first = peek else { throw found(expected) }
        if first.isLetter {
            let word = takeName()
            guard let quantity = CutQuantity(word) else {
                place = start
                throw found("one of \(Self.quantities)")
            }
            return .quantity(quantity)
        }
        let text = takeNumber()
        guard let number = Double(text), number.isFinite, !text.isEmpty else {
            place = start
            throw found(expected)
        }
        skipSpaces()
        let at = place
        let unit = takeWhile { $0.isLetter || "/²^2".contains($0) }
        if ["and", "or", "not"].contains(unit.lowercased()) {
            place = at
            return .number(number, unit: "", at: at)
        }
        return .number(number, unit: unit, at: at)
    }

    private mutating func value(_ number: Double, _ unit: String, _ at: Int, _ quantity: CutQuantity) throws(CutError) -> Double {
        guard let factor = quantity.factor(ofUnit: unit) else {
            place = at
            throw found("\(quantity.unit), the unit of \(quantity.name)")
        }
        let value = number * factor
        guard value.isFinite else {
            place = at
            throw found("a number that is finite in \(quantity.unit)")
        }
        return value == 0 ? 0 : value
    }

    private mutating func sign() throws(CutError) -> CutComparison {
        skipSpaces()
        for comparison in CutComparison.allCases where take(comparison.rawValue) {
            if comparison == .equal { _ = take("=") }
            return comparison
        }
        throw found("<, <=, >, >=, = or !=")
    }

    private static let quantities =
        (Observable.allCases.map(\.rawValue) + ["E"] + Parameter.allCases.filter { $0 != .energy }.map(\.name) + [
            "x", "y", "species",
        ]).joined(separator: ", ")

    // MARK: Characters

    private var peek: Character? { characters.indices.contains(place) ? characters[place] : nil }

    private mutating func skipSpaces() { while peek?.isWhitespace == true { place += 1 } }

    private mutating func takeWhile(_ fits: (Character) -> Bool) -> String {
        let start = place
        while let next = peek, fits(next) { place += 1 }
        return String(characters[start..<place])
    }

    /// Letters and digits, and a hyphen before a letter: "centre-x".
    private mutating func takeName() -> String {
        let start = place
        while let next = peek {
            let isHyphen =
                next == "-" && characters.indices.contains(place + 1) && characters[place + 1].isLetter && place > start
            guard next.isLetter || next.isNumber || isHyphen else { break }
            place += 1
        }
        return String(characters[start..<place])
    }

    /// "-1.5e-3"; the "e" belongs to it only if digits follow.
    private mutating func takeNumber() -> String {
        let start = place
        if peek == "-" || peek == "+" { place += 1 }
        _ = takeWhile { $0.isASCII && $0.isNumber || $0 == "." }
        if peek == "e" || peek == "E" {
            let mark = place
            place += 1
            if peek == "-" || peek == "+" { place += 1 }
            if takeWhile({ $0.isASCII && $0.isNumber }).isEmpty { place = mark }
        }
        return String(characters[start..<place])
    }

    private mutating func take(_ text: String) -> Bool {
        skipSpaces()
        guard characters.dropFirst(place).starts(with: Array(text)) else { return false }
        place += text.count
        return true
    }

    private mutating func take(word: String) -> Bool {
        skipSpaces()
        let start = place
        if takeName().lowercased() == word { return true }
        place = start
        return false
    }

    /// What stands at the place where something else is expected.
    private func found(_ expected: String) -> CutError {
        var at = place
        while characters.indices.contains(at), characters[at].isWhitespace { at += 1 }
        guard at < characters.count else {
            return CutError(description: "The cut ends where it has to go on; expected \(expected).")
        }
        let rest = characters[at...].prefix { !$0.isWhitespace }
        return CutError(
            description: "The cut has \(quoted(String(rest), limit: 20)) at character \(at + 1); expected \(expected).")
    }
}
