/// The response of a calorimeter to one particle: photon counts per fibre, row-major, `rows` × `columns`.
///
/// True counts are whole numbers; generated ones may be fractional. Single precision is exact for whole numbers up to 2²⁴, far
/// above the brightest pixel.
public struct Response: Hashable, Sendable {
    public let rows: Int
    public let columns: Int
    /// Photons, row-major: `photons[row * columns + column]`.
    public var photons: [Float]

    public init(rows: Int, columns: Int, photons: [Float]) {
        precondition(photons.count == rows * columns, "a response has rows × columns pixels")
        self.rows = rows
        self.columns = columns
        self.photons = photons
    }

    /// A response without a photon.
    public init(detector: Detector) {
        self.init(rows: detector.rows, columns: detector.columns, photons: Array(repeating: 0, count: detector.pixelCount))
    }

    public subscript(row: Int, column: Int) -> Float {
        get { photons[row * columns + column] }
        set { photons[row * columns + column] = newValue }
    }
}

/// Summary quantities of a response.
public struct ResponseShape: Hashable, Sendable {
    /// The photon sum.
    public var sum: Double
    /// The brightest pixel, the first in row-major order if several are equal; nil if the response is empty.
    public var peak: (row: Int, column: Int, photons: Double)? {
        peakPhotons > 0 ? (peakIndex / columns, peakIndex % columns, peakPhotons) : nil
    }
    /// The centre of light, in pixels (row, column); nil if the response is empty.
    public var centre: (row: Double, column: Double)? { sum > 0 ? (centreRow, centreColumn) : nil }
    /// The root mean square distance from the centre along one axis, pixels.
    public var widthPixels: Double
    /// Pixels with at least half a photon.
    public var litPixels: Int

    private var columns: Int
    private var peakIndex: Int
    private var peakPhotons: Double
    private var centreRow: Double
    private var centreColumn: Double

    public init(_ response: Response) {
        columns = response.columns
        sum = 0
        peakIndex = 0
        peakPhotons = 0
        litPixels = 0
        widthPixels = 0
        (centreRow, centreColumn) = (0, 0)
        var (sumRow, sumColumn, sumSquares) = (0.0, 0.0, 0.0)
        response.photons.withUnsafeBufferPointer { photons in
            for row in 0..<response.rows {
                var (light, moment, secondMoment) = (0.0, 0.0, 0.0)
                for column in 0..<columns {
                    let index = row * columns + column
                    let n = Double(photons[index])
                    if n > peakPhotons { (peakIndex, peakPhotons) = (index, n) }
                    litPixels += n >= 0.5 ? 1 : 0
                    light += n
                    moment += n * Double(column)
                    secondMoment += n * Double(column) * Double(column)
                }
                sum += light
                sumRow += light * Double(row)
                sumColumn += moment
                sumSquares += light * Double(row) * Double(row) + secondMoment
            }
        }
        guard sum > 0 else { return }
        let scale = 1 / sum
        centreRow = sumRow * scale
        centreColumn = sumColumn * scale
        let variance = sumSquares * scale - centreRow * centreRow - centreColumn * centreColumn
        widthPixels = max(variance / 2, 0).squareRoot()
    }
}
