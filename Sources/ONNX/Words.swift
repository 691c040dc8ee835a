/// The metadata keys of an exported graph.
enum Words {
    static let model = "zdc.model"
    static let detector = "zdc.detector"
    static let encoding = "zdc.encoding"
    static let means = "zdc.means"
    static let scales = "zdc.scales"
    static let photons = "zdc.photons"
    static let flow = "zdc.flow_steps"
    static let pixelOrder = "zdc.pixel_order"
}
