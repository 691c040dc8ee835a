import Testing

@testable import Calorimeter

@Suite("Typed quantities")
struct QuantityTests {
    @Test(
        "A number without a unit is in the parameter's unit",
        arguments: [
            ("3.2e3", 3200), ("1_000", 1000), ("1E2", 100), (" 7 ", 7), ("+.5", 0.5), ("5.", 5), ("1_0.2_5e+1", 102.5),
        ])
    func plainNumbers(text: String, expected: Double) throws {
        #expect(try Parameter.energy.parse(text) == expected)
    }

    @Test(
        "Other units are converted",
        arguments: [
            (Parameter.energy, "2 TeV", 2000), (.energy, "938 MeV", 0.938), (.energy, "2TeV", 2000), (.mass, "0.938 GeV", 938),
            (.mass, "511 keV", 0.511), (.mass, "1.1 GeV/c²", 1100), (.mass, "1.1 GeV/c^2", 1100), (.pz, "−3 TeV/c", -3000),
            (.vz, "1_000 um", 0.1), (.vz, "-2 mm", -0.2), (.vx, "1 m", 100), (.charge, "-1 e", -1), (.charge, "1e", 1),
        ] as [(Parameter, String, Double)])
    func units(parameter: Parameter, text: String, expected: Double) throws {
        let value = try parameter.parse(text)
        #expect(abs(value - expected) <= 1e-12 * abs(expected))
    }

    @Test(
        "Anything else is refused in one sentence that names the parameter and shows what was typed",
        arguments: [
            (Parameter.energy, "abc"), (.energy, "nan"), (.energy, "inf"), (.energy, "0x10"), (.energy, "1e999"),
            (.energy, "12 parsec"), (.energy, "3 cm"), (.energy, "1e"), (.energy, "1__0"), (.energy, "_1"), (.energy, "1_"),
            (.energy, "--1"), (.energy, "1.2.3"), (.energy, "1,5"), (.energy, "٣"), (.energy, "e3"), (.energy, "."),
            (.energy, "5 GeV/c"), (.energy, "2 meV"), (.energy, "-5"), (.mass, "-1"), (.charge, "2"), (.charge, "0.5"),
            (.vx, "1 GeV"),
            (.pz, "-1e12"),
        ] as [(Parameter, String)])
    func refusals(parameter: Parameter, text: String) throws {
        let error = try #require(throws: QuantityError.self) { try parameter.parse(text) }
        #expect(error.parameter == parameter)
        #expect(error.description.hasPrefix("The \(parameter.name) \"\(text)\""))
        #expect(error.description.hasSuffix("."))
    }

    @Test("An empty text is refused")
    func empty() throws {
        let error = try #require(throws: QuantityError.self) { try Parameter.mass.parse("  ") }
        #expect(error.description.hasPrefix("The mass is empty; expected a number in MeV"))
    }

    @Test("A refusal neither repeats control characters nor a pasted page")
    func hostileText() throws {
        let text = "\u{1B}[2J\u{9B}" + String(repeating: "x", count: 10_000)
        let error = try #require(throws: QuantityError.self) { try Parameter.mass.parse(text) }
        #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
        #expect(error.description.count < 200)
    }

    @Test("Minus zero is zero")
    func minusZero() throws {
        #expect(try Parameter.pz.parse("-0").sign == .plus)
    }
}
