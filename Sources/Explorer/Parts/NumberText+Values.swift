import Canvas

extension NumberText {
    /// A parameter's value: six significant digits, as the published tables print them.
    static func value(_ value: Double) -> String { significant(value, digits: 6) }

    /// A number of photons in at most `width` cells: a decimal below 1000 if there is room for it.
    static func photons(_ value: Double, width: Int) -> String {
        guard value.isFinite else { return "-" }
        let exact = fixed(value, decimals: abs(value) < 99.95 ? 1 : 0)
        return exact.unicodeScalars.count <= width ? exact : compact(value)
    }

    /// A number of photons with its sign.
    static func difference(_ value: Double, width: Int) -> String {
        let text = photons(value, width: width - 1)
        return value > 0 ? "+" + text : text
    }

    /// A time per sample: "0.083 ms".
    static func milliseconds(_ seconds: Double) -> String { significant(seconds * 1e3, digits: 2) + " ms" }
}
