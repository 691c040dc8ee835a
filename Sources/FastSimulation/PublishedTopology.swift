import Calorimeter
import Networks

/// How the published networks of a calorimeter are put together, apart from their channel counts.
///
/// Sources: for the proton calorimeter the code of the poster (arXiv 2406.03263), for the neutron calorimeter its
/// successor's.
struct PublishedTopology {
    typealias Extent = (rows: Int, columns: Int)

    /// The generator's four convolutions: how often pixels are repeated before it, and its window.
    let convolutions: [(upsampling: Extent, window: Extent)]
    /// The window of the critic's second pool.
    let criticPool: Extent
    /// Whether the regressor takes the mean over the pixels of 64 channels at its end, or all that is left of the image.
    let regressorAverages: Bool

    static func of(_ detector: Detector) -> PublishedTopology {
        switch detector.kind {
        case .neutron:
            PublishedTopology(
                convolutions: [((2, 2), (3, 3)), ((2, 2), (3, 3)), ((1, 1), (2, 2)), ((1, 1), (2, 2))], criticPool: (2, 2),
                regressorAverages: true)
        case .proton:
            PublishedTopology(
                convolutions: [((3, 2), (2, 2)), ((1, 2), (2, 2)), ((1, 1), (2, 2)), ((1, 1), (2, 7))], criticPool: (2, 1),
                regressorAverages: false)
        }
    }

    /// The image that the convolutions turn into one of this detector, or nil if there is none.
    func start(for detector: Detector) -> Extent? {
        func start(_ size: Int, _ side: (Extent) -> Int) -> Int? {
            var size = size
            for convolution in convolutions.reversed() {
                size += side(convolution.window) - 1
                guard size % side(convolution.upsampling) == 0 else { return nil }
                size /= side(convolution.upsampling)
            }
            return size
        }
        guard detector.rows > 0, detector.columns > 0, let rows = start(detector.rows, { $0.rows }),
            let columns = start(detector.columns, { $0.columns })
        else { return nil }
        return (rows, columns)
    }
}
