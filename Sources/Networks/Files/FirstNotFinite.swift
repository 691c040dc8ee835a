extension [Float] {
    /// The first number that is none or infinite; nil if all are finite, which is found out many at a time.
    package var firstNotFinite: Int? {
        // All bits of the exponent are set in those and in no other number.
        let exponent = Float.infinity.bitPattern
        let isOdd = reduce(UInt32(0)) { $0 | ($1.bitPattern & exponent == exponent ? 1 : 0) }
        return isOdd == 0 ? nil : firstIndex { !$0.isFinite }
    }
}
