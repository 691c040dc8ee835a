import Glibc

/// Numbers as short text, the same in every locale. NaN is `nan` and infinity `inf`.
public enum NumberText {
    /// A count in at most four characters (five if negative), for axes and narrow columns: `873`, `2149`, `35k`, `1.2M`; fractions
    /// below ten keep two significant digits.
    public static func compact(_ value: Double) -> String {
        guard value.isFinite else { return word(value) }
        let magnitude = abs(value)
        if magnitude < 0.005 { return "0" }
        if magnitude < 9.95 {
            let text = fixed(value, decimals: magnitude < 0.095 ? 2 : 1)
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        if magnitude < 9999.5 { return fixed(value, decimals: 0) }
        var scaled = value / 1000
        var unit = 0
        while abs(scaled) >= 999.5, unit < units.count - 1 {
            scaled /= 1000
            unit += 1
        }
        guard abs(scaled) < 999.5 else { return scientific(value, digits: 1) }
        return fixed(scaled, decimals: abs(scaled) < 9.95 ? 1 : 0) + units[unit]
    }

    private static let units = ["k", "M", "G", "T"]

    /// A number with a fixed number of decimals (0…12), rounded to nearest; zero never has a minus sign.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        let decimals = min(max(decimals, 0), 12)
        let power = powersOfTen[decimals]
        guard value.isFinite else { return word(value) }
        let scaled = (abs(value) * power).rounded(.toNearestOrEven)
        guard scaled < 9e15 else { return scientific(value, digits: 6) }
        let whole = UInt64(scaled)
        let unit = UInt64(power)
        var text = value < 0 && whole > 0 ? "-" : ""
        text += String(whole / unit)
        guard decimals > 0 else { return text }
        let fraction = String(whole % unit)
        text += "." + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
        return text
    }

    /// A number with the given number of significant digits (1…15), without trailing zeros: `3192.38`, `0.022`, `1.2e-06`.
    /// Magnitudes below 1e-4 and integer parts longer than `digits` get an exponent.
    public static func significant(_ value: Double, digits: Int) -> String {
        let digits = min(max(digits, 1), 15)
        guard value.isFinite else { return word(value) }
        guard value != 0 else { return "0" }
        let exponent = decimalExponent(of: value, digits: digits)
        guard exponent >= -4, exponent < digits, digits - 1 - exponent <= 12 else {
            return scientific(value, digits: digits)
        }
        return trimmed(fixed(value, decimals: digits - 1 - exponent))
    }

    /// A number as mantissa and exponent with the given number of significant digits (1…15): `1.25e-07`.
    public static func scientific(_ value: Double, digits: Int) -> String {
        let digits = min(max(digits, 1), 15)
        guard value.isFinite else { return word(value) }
        guard value != 0 else { return "0e+00" }
        let exponent = decimalExponent(of: value, digits: digits)
        // One division could overflow the power for the smallest numbers; two cannot.
        let half = exponent / 2
        let mantissa = value / pow(10, Double(half)) / pow(10, Double(exponent - half))
        let size = abs(exponent)
        let sign = exponent < 0 ? "e-" : "e+"
        return trimmed(fixed(mantissa, decimals: min(digits - 1, 12))) + sign + (size < 10 ? "0" : "") + String(size)
    }

    /// Text right-aligned in a field, one scalar per cell. Text that does not fit becomes `#`s, so that a number is never
    /// truncated.
    public static func rightAligned(_ text: String, width: Int) -> String {
        let count = text.unicodeScalars.count
        guard count <= width else { return String(repeating: "#", count: max(0, width)) }
        return String(repeating: " ", count: width - count) + text
    }

    /// A whole number, its thousands separated by blanks from five digits on: `1024`, `68 846` (ISO 80000-1, 7.3.1).
    public static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        if digits.utf8.count < 5 { return String(value) }
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text.append(" ") }
            text.append(digit)
        }
        return text
    }

    /// A power of ten for an axis: `1`, `10`, `10²`, or `1e2` without superscripts.
    public static func powerOfTen(_ exponent: Int, isUnicode: Bool) -> String {
        switch exponent {
        case 0: return "1"
        case 1: return "10"
        case _ where !isUnicode: return "1e\(exponent)"
        default:
            let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
            return "10" + String(String(exponent).map { $0.wholeNumberValue.map { raised[$0] } ?? "⁻" })
        }
    }

    private static func word(_ value: Double) -> String { value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }

    /// The exponent of ten after rounding to the digits: 9.96 with two digits has exponent 1.
    private static func decimalExponent(of value: Double, digits: Int) -> Int {
        let magnitude = abs(value)
        var exponent = Int(log10(magnitude).rounded(.down))
        // The logarithm of a power of ten may be off by one rounding step.
        if magnitude >= pow(10, Double(exponent + 1)) { exponent += 1 }
        if exponent > -300, magnitude < pow(10, Double(exponent)) { exponent -= 1 }
        guard abs(exponent) < 290 else { return exponent }
        let unit = pow(10, Double(exponent - digits + 1))
        return (magnitude / unit).rounded(.toNearestOrEven) >= pow(10, Double(digits)) ? exponent + 1 : exponent
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)] == "0" { end = text.index(before: end) }
        if text[text.index(before: end)] == "." { end = text.index(before: end) }
        return String(text[..<end])
    }

    private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]
}
