import Calorimeter
import Random
import Testing

@testable import Evaluation

@Suite("Cuts that somebody types")
struct CutTests {
    private let neutron = Particle(
        massMeV: Species.neutron.massMeV, energyGeV: 2000, charge: 0, momentumGeV: Vector(0.02, -0.18, -2000)
    ).withEnergyOnShell()

    private var values: ObservableValues {
        var values = ObservableValues()
        (values[.sum], values[.lit], values[.channel1], values[.channel2]) = (150, 40, 30, 20)
        (values[.centreX], values[.brightest]) = (-0.5, 12)
        return values
    }

    @Test(
        "Conditions on responses and particles hold or not",
        arguments: [
            ("sum > 100", true), ("sum>=150", true), ("sum < 150", false), ("100 < sum", true), ("sum = 150", true),
            ("sum == 150", true), ("sum != 150", false), ("ch1 > ch2", true), ("E > 500", true), ("energy > 2.5 TeV", false),
            ("E < 2.5 TeV", true), ("Pz < -1 TeV", true), ("centre-x < 0", true), ("centre-x < -2 mm", true),
            ("centre-x > -4 mm", false), ("species = n", true), ("species != gamma", true), ("species = pi+", false),
            ("x < 100 and y < 100", true), ("sum > 100 and E > 500", true), ("sum > 1e3 or lit > 5", true),
            ("sum > 1e3 and lit > 5 or lit = 40", true), ("sum > 1e3 and (lit > 5 or lit = 40)", false),
            ("not sum > 100", false), ("not (sum > 100 and E < 1)", true), ("NOT E < 1 AND SUM > 1", true),
            // The response has no distance: no comparison with it holds.
            ("distance < 1", false), ("distance >= 1", false), ("distance != 1", false), ("not distance < 1", true),
            ("sum > 100 photons and lit > 3 pixels", true), ("charge = 0", true), ("mass > 0.9 GeV", true),
        ])
    func holds(text: String, expected: Bool) throws {
        #expect(try Cut(text).holds(values, of: neutron, on: .zn) == expected)
    }

    @Test(
        "A cut says what it asks of a response",
        arguments: [
            ("E > 5 and species = n", []), ("not lit > 5", [.lit]), ("ch1 > ch2 or not (sum > 5)", [.channel1, .channel2, .sum]),
        ] as [(String, Set<Observable>)])
    func asks(text: String, observables: Set<Observable>) throws {
        let cut = try Cut(text)
        #expect(cut.observables == observables && cut.usesResponse == !observables.isEmpty)
    }

    @Test(
        "What is no cut is refused in one sentence: what was found, where, what was expected",
        arguments: [
            ("", "The cut ends where it has to go on; expected a comparison such as sum > 100 or E > 500 GeV."),
            ("sum", "The cut ends where it has to go on; expected <, <=, >, >=, = or !=."),
            ("sum >", "The cut ends where it has to go on; expected a number or a quantity."),
            ("sum > 100 and", "The cut ends where it has to go on; expected a comparison such as sum > 100 or E > 500 GeV."),
            ("sum > 100 lit", "The cut has \"lit\" at character 11; expected photons, the unit of sum."),
            ("sum > 100 ) x", "The cut has \")\" at character 11; expected \"and\", \"or\" or the end."),
            ("(sum > 100", "The cut ends where it has to go on; expected \")\"."),
            ("E > 5 cm", "The cut has \"cm\" at character 7; expected GeV, the unit of energy."),
            ("ch1 > E", "The cut has \"E\" at character 7; expected a quantity in photons as ch1 is."),
            ("species > n", "The cut has \"n\" at character 11; expected species = or species !=."),
            ("species = quark", "The cut has \"quark\" at character 11; expected a species such as n or gamma."),
            ("sum ~ 3", "The cut has \"~\" at character 5; expected <, <=, >, >=, = or !=."),
        ])
    func refused(text: String, sentence: String) throws {
        #expect(try #require(throws: CutError.self) { try Cut(text) }.description == sentence)
    }

    @Test("An unknown quantity is answered with all of them, and two numbers with a question")
    func unknown() throws {
        let unknown = try #require(throws: CutError.self) { try Cut("summ > 1") }.description
        #expect(unknown.hasPrefix("The cut has \"summ\" at character 1; expected one of ch1, ch2,"))
        for observable in Observable.allCases { #expect(unknown.contains(observable.rawValue)) }
        let numbers = try #require(throws: CutError.self) { try Cut("1 > 2") }.description
        #expect(
            numbers.hasPrefix("The cut has \"2\" at character 4; expected a quantity beside a number")
                || numbers.contains("at character"))
        let deep = String(repeating: "(", count: 100) + "sum > 1"
        #expect(try #require(throws: CutError.self) { try Cut(deep) }.description.contains("within each other"))
        let long = String(repeating: " ", count: 2000)
        #expect(try #require(throws: CutError.self) { try Cut(long) }.description.contains("expected at most 1000"))
    }

    @Test("It knows whether it needs the response")
    func needs() throws {
        #expect(try !Cut("E > 500 and not species = n").usesResponse)
        #expect(try Cut("E > 500 and not lit < 3").usesResponse)
    }

    /// A random tree.
    private func condition(_ random: inout RandomStream, depth: Int) -> CutCondition {
        func operand() -> CutQuantity { CutQuantity.all[Int.random(in: 0..<CutQuantity.all.count, using: &random)] }
        if depth > 0 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return .not(condition(&random, depth: depth - 1))
            case 1: return .and(condition(&random, depth: depth - 1), condition(&random, depth: depth - 1))
            case 2: return .or(condition(&random, depth: depth - 1), condition(&random, depth: depth - 1))
            default: break
            }
        }
        let comparison = CutComparison.allCases[Int.random(in: 0..<CutComparison.allCases.count, using: &random)]
        let number = CutOperand.number(Double(Int.random(in: -1000...1000, using: &random)) / 8)
        return switch Int.random(in: 0..<3, using: &random) {
        case 0: .comparison(.quantity(operand()), comparison, number)
        case 1: .comparison(number, comparison, .quantity(operand()))
        default: .species(Species.all[Int.random(in: 0..<Species.all.count, using: &random)], isEqual: depth % 2 == 0)
        }
    }

    @Test("What a cut says of itself is that cut")
    func roundTrip() throws {
        var random = RandomStream(seed: 7, purpose: RandomStream.Purpose(rawValue: 0xC1))
        for _ in 0..<2000 {
            let cut = Cut(condition(&random, depth: 4))
            guard cut.description.count <= Cut.mostCharacters else {
                #expect(throws: CutError.self) { try Cut(cut.description) }
                continue
            }
            let again = try Cut(cut.description)
            #expect(again.description == cut.description)
            #expect(again.holds(values, of: neutron, on: .zn) == cut.holds(values, of: neutron, on: .zn))
        }
    }

    @Test("What cannot be written out again is refused")
    func tooLongOrTooLarge() {
        let long = String(repeating: "E>5 or ", count: 140) + "E>5"
        #expect(long.count <= Cut.mostCharacters)
        #expect(throws: CutError.self) { try Cut(long) }
        #expect(throws: CutError.self) { try Cut("mass > 1e305 TeV") }
    }

    @Test("Any text is a cut or one sentence")
    func anyText() {
        var random = RandomStream(seed: 8, purpose: RandomStream.Purpose(rawValue: 0xC2))
        let pieces = [
            "sum", "E", "centre-x", "species", "n", "pi+", "and", "or", "not", "(", ")", ">", "<=", "!=", "=", "1e3", "-2", ".",
            "GeV", "TeV", "e", "é", "\u{0}", "\u{202E}", "²", " ", "-", "1e999", "x",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined(separator: Bool.random(using: &random) ? " " : "")
            do throws(CutError) {
                _ = try Cut(text).holds(values, of: neutron, on: .zp)
            } catch {
                #expect(error.description.hasSuffix(".") && !error.description.unicodeScalars.contains("\u{202E}"))
            }
        }
    }
}
