import Calorimeter

extension MaskConvention {
    /// Whether channel 5 takes the pixels with an odd or an even row + column.
    var commonParity: String { self == .wojnar ? "odd" : "even" }
}
