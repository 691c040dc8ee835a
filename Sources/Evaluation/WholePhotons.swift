import Calorimeter

extension Response {
    /// The response with whole photons, as every number of it is counted: see `roundToWholePhotons`.
    public var withWholePhotons: Response {
        var whole = self
        whole.photons.withUnsafeMutableBufferPointer { roundToWholePhotons($0) }
        return whole
    }
}

/// Rounds photons to whole numbers in place, halves to the even neighbour, as the chain of production counts them.
///
/// Networks give fractions of photons and detectors do not; every score is of whole ones. At least 0 and below 2²³.
public func roundToWholePhotons(_ photons: UnsafeMutableBufferPointer<Float>) {
    // Adding 2²³ leaves no bits for a fraction: the rounding of the sum is that of the number, without a call.
    let shift: Float = 0x1p23
    for index in 0..<photons.count { photons[index] = (photons[index] + shift) - shift }
}
