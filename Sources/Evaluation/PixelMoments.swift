/// Adds up responses, and gives the mean and the standard deviation of each pixel's photons.
///
/// All sums are exact for whole photons, so a pixel that never varies has a standard deviation of 0.
public struct PixelMoments: Sendable {
    /// The responses that went in.
    public private(set) var count = 0
    /// Photons of each pixel in all responses, row-major.
    public private(set) var total: [Double]
    private var squares: [Double]

    public init(pixels: Int) {
        total = Array(repeating: 0, count: pixels)
        squares = total
    }

    /// Adds one response, photons row-major.
    public mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        precondition(photons.count >= total.count, "a response has too few pixels")
        total.withUnsafeMutableBufferPointer { total in
            squares.withUnsafeMutableBufferPointer { squares in
                for pixel in 0..<total.count {
                    let n = Double(photons[pixel])
                    total[pixel] += n
                    squares[pixel] += n * n
                }
            }
        }
        count += 1
    }

    /// Forgets all responses.
    public mutating func removeAll() {
        count = 0
        for pixel in total.indices { (total[pixel], squares[pixel]) = (0, 0) }
    }

    /// The mean response, photons; zeros if there is none.
    public var mean: [Float] { total.map { Float($0 / Double(max(count, 1))) } }

    /// The standard deviation (population) of each pixel, photons; zeros if there is no response.
    public var sigma: [Float] { total.indices.map { Float(sigma(of: $0)) } }

    /// The standard deviations (population) of all pixels added up, photons: the published measure of diversity.
    public var sumOfSigmas: Double { total.indices.reduce(0) { $0 + sigma(of: $1) } }

    private func sigma(of pixel: Int) -> Double {
        let n = Double(max(count, 1))
        return max(n * squares[pixel] - total[pixel] * total[pixel], 0).squareRoot() / n
    }
}
