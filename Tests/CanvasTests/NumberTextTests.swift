@testable import Canvas
import Foundation
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
    @Test(
        "counts are compact",
        arguments: [
            (0, "0"), (0.004, "0"), (0.05, "0.05"), (0.3, "0.3"), (2, "2"), (2.13, "2.1"), (9.96, "10"), (99.7, "100"),
            (873, "873"), (999.4, "999"), (999.6, "1000"), (2150, "2150"), (2149, "2149"), (9999.6, "10k"), (35_123, "35k"),
            (999_600, "1.0M"),
            (1.24e6, "1.2M"), (3e13, "30T"), (1e20, "1e+20"), (-33, "-33"), (-2100, "-2100"), (.nan, "nan"),
            (-.infinity, "-inf"),
        ])
    func compact(value: Double, text: String) {
        #expect(NumberText.compact(value) == text)
    }

    @Test(
        "decimals are fixed",
        arguments: [
            (2.345, 2, "2.35"), (0, 1, "0.0"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"), (12, 0, "12"), (0.999, 2, "1.00"),
            (1e-7, 9, "0.000000100"), (5, -3, "5"), (.nan, 2, "nan"), (.infinity, 2, "inf"), (1e300, 2, "1e+300"),
        ] as [(Double, Int, String)])
    func fixed(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test("significant digits read like the C library's %g", arguments: 1...9)
    func significant(digits: Int) {
        var values: [Double] = [0, 1, 10, 1e-4, 9.9999e-5, 123456, 999999.5, 0.022, -0.183, 3192.38, -3192.38, 1e15, 5e-300]
        var value = 1.2345678901e-20
        while value < 1e20 {
            values.append(contentsOf: [value, -value])
            value *= 3.7
        }
        for value in values {
            #expect(NumberText.significant(value, digits: digits) == String(format: "%.\(digits)g", value))
        }
    }

    @Test("the smallest and largest numbers keep their exponent")
    func exponents() {
        #expect(NumberText.scientific(1.2e-6, digits: 3) == "1.2e-06")
        #expect(NumberText.scientific(.greatestFiniteMagnitude, digits: 3) == "1.8e+308")
        #expect(NumberText.scientific(.leastNonzeroMagnitude, digits: 3) == "4.94e-324")
        #expect(NumberText.scientific(0, digits: 3) == "0e+00")
        #expect(NumberText.scientific(9.996, digits: 3) == "1e+01")
    }

    @Test("numbers are right-aligned and never truncated")
    func alignment() {
        #expect(NumberText.rightAligned("604", width: 6) == "   604")
        #expect(NumberText.rightAligned("604", width: 2) == "##")
        #expect(NumberText.rightAligned("604", width: -1) == "")
    }

    @Test(
        "thousands are separated by blanks",
        arguments: [(0, "0"), (999, "999"), (1024, "1024"), (10_000, "10 000"), (68_846, "68 846"), (-1_234_567, "-1 234 567")])
    func grouped(value: Int, text: String) {
        #expect(NumberText.grouped(value) == text)
    }

    @Test("powers of ten for axes")
    func powers() {
        #expect(
            [0, 1, 2, 3, 12, -2].map { NumberText.powerOfTen($0, isUnicode: true) } == ["1", "10", "10²", "10³", "10¹²", "10⁻²"])
        #expect([0, 1, 2, -2].map { NumberText.powerOfTen($0, isUnicode: false) } == ["1", "10", "1e2", "1e-2"])
    }
}
