/// The pixel order of the flat image that a graph outputs.
public enum PixelOrder: String, CaseIterable, Sendable {
    /// Pixel (x, y) at index `x·columns + y`, as in this program and in the published training code.
    case image
    /// Pixel (x, y) at index `y·rows + x`, as ALICE O2 reads it. Source: AliceO2, Detectors/ZDC/fastsimulation,
    /// `calculateChannels`, and the code that makes hits.
    case o2
}
