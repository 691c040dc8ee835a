import Calorimeter

/// A model of which both the mean WS and the time per response are published, under conditions of its own: other training data,
/// filters and masks, and a graphics processor in place of one core.
struct PublishedModel: Sendable {
    var name: String
    /// The mean over the channels, photons.
    var ws: Double
    var milliseconds: Double

    /// ZN: flow matching and the best before it from the abstract of arXiv:2507.18811; DDPM with so many steps from the files of
    /// github.com/m-wojnar/zdc, the time of the test set on an A100 divided by its 306 780 responses. ZP: SDI-GAN with intensity
    /// regularisation and auxiliary regressor, the author's poster, 1000 responses in 0.87 to 1.02 s.
    static func all(of detector: Detector) -> [PublishedModel] {
        switch detector.kind {
        case .neutron:
            [
                PublishedModel(name: "flow matching", ws: 1.27, milliseconds: 0.46),
                PublishedModel(name: "best before flow matching", ws: 1.20, milliseconds: 109),
                PublishedModel(name: "DDPM 1000", ws: 2.10, milliseconds: 91),
                PublishedModel(name: "DDPM 100", ws: 2.75, milliseconds: 9.1),
                PublishedModel(name: "DDPM 25", ws: 5.10, milliseconds: 2.3),
                PublishedModel(name: "DDPM 5 steps", ws: 9.68, milliseconds: 0.48),
            ]
        case .proton: [PublishedModel(name: "published sdi+reg+aux", ws: 2.08, milliseconds: 0.95)]
        }
    }
}
