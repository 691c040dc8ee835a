import Calorimeter
import Canvas

extension HeatMap {
    /// The picture of a response, photons.
    init(_ response: Response) {
        self.init(values: response.photons, rows: response.rows, columns: response.columns)
    }

    /// One response minus another.
    static func difference(_ response: Response, _ truth: Response) -> HeatMap {
        HeatMap(values: zip(response.photons, truth.photons).map { $0 - $1 }, rows: response.rows, columns: response.columns)
    }

    /// The cells that a response takes when `pooling` × `pooling` pixels are summed into one.
    static func cellSize(of detector: Detector, pooling: Int) -> Size {
        let rows = (detector.rows + pooling - 1) / pooling
        return Size((detector.columns + pooling - 1) / pooling, (rows + 1) / 2)
    }
}
