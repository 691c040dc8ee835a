/// The order in which a flat image leaves a graph.
public enum PixelOrder: String, CaseIterable, Sendable {
    /// Pixel (x, y) at place `x·columns + y`, as in this program and in the published training code.
    case image
    /// Pixel (x, y) at place `y·rows + x`, as ALICE O2 reads it. Source: AliceO2, Detectors/ZDC/fastsimulation,
    /// `calculateChannels`, and the maker of hits.
    case o2
}
