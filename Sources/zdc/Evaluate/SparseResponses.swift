/// Many responses in little memory: the lit pixels of each. Six bytes for each of them, some hundred to a response.
struct SparseResponses: Sendable {
    private var starts = [0]
    private var pixels: [UInt16] = []
    private var photons: [Float] = []

    /// The largest image whose pixels can be told.
    static let mostPixels = Int(UInt16.max) + 1

    var count: Int { starts.count - 1 }

    /// Adds one response.
    ///
    /// - Precondition: it has at most `mostPixels` pixels.
    mutating func append(_ response: UnsafeBufferPointer<Float>) {
        for pixel in 0..<response.count where response[pixel] != 0 {
            pixels.append(UInt16(pixel))
            photons.append(response[pixel])
        }
        starts.append(pixels.count)
    }

    /// Adds the responses of another collection.
    mutating func append(contentsOf other: SparseResponses) {
        starts += other.starts.dropFirst().map { $0 + pixels.count }
        pixels += other.pixels
        photons += other.photons
    }

    /// Writes one response, row-major.
    func copy(_ response: Int, into target: UnsafeMutableBufferPointer<Float>) {
        target.update(repeating: 0)
        forEachLitPixel(of: response) { target[$0] = $1 }
    }

    /// Calls `body` with every lit pixel of a response and its photons.
    func forEachLitPixel(of response: Int, _ body: (_ pixel: Int, _ photons: Float) -> Void) {
        pixels.withUnsafeBufferPointer { pixels in
            photons.withUnsafeBufferPointer { photons in
                for place in starts[response]..<starts[response + 1] { body(Int(pixels[place]), photons[place]) }
            }
        }
    }
}
