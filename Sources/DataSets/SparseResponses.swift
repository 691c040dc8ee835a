import Threads

/// Many responses in little memory: the lit pixels of each. Six bytes for each of them, some hundred to a response.
public struct SparseResponses: Sendable {
    private var starts = [0]
    private var pixels: [UInt16] = []
    private var photons: [Float] = []

    /// The largest image whose pixels can be told.
    public static let mostPixels = Int(UInt16.max) + 1

    public init() {}

    public var count: Int { starts.count - 1 }

    /// Adds one response.
    ///
    /// - Precondition: it has at most `mostPixels` pixels.
    public mutating func append(_ response: UnsafeBufferPointer<Float>) {
        Self.forEachLitPixel(of: response) { pixel, n in
            pixels.append(UInt16(pixel))
            photons.append(n)
        }
        starts.append(pixels.count)
    }

    /// Makes room for more pixels, before they are added; false if the system has no memory for them.
    mutating func makeRoom(for more: Int) -> Bool { pixels.makeRoom(for: more) && photons.makeRoom(for: more) }

    /// Adds the responses of another collection.
    public mutating func append(contentsOf other: SparseResponses) {
        starts += other.starts.dropFirst().map { $0 + pixels.count }
        pixels += other.pixels
        photons += other.photons
    }

    /// Writes one response, row-major.
    public func copy(_ response: Int, into target: UnsafeMutableBufferPointer<Float>) {
        target.update(repeating: 0)
        forEachLitPixel(of: response) { target[$0] = $1 }
    }

    /// Calls `body` with every lit pixel of a response and its photons.
    public func forEachLitPixel(of response: Int, _ body: (_ pixel: Int, _ photons: Float) -> Void) {
        pixels.withUnsafeBufferPointer { pixels in
            photons.withUnsafeBufferPointer { photons in
                for place in starts[response]..<starts[response + 1] { body(Int(pixels[place]), photons[place]) }
            }
        }
    }

    /// Nineteen pixels of twenty are dark: they are passed over sixteen at a time.
    private static func forEachLitPixel(of response: UnsafeBufferPointer<Float>, _ body: (Int, Float) -> Void) {
        let bytes = UnsafeRawBufferPointer(response)
        let width = SIMD16<Float>.scalarCount
        let whole = response.count / width * width
        for start in stride(from: 0, to: whole, by: width) {
            let block = bytes.loadUnaligned(fromByteOffset: start * MemoryLayout<Float>.size, as: SIMD16<Float>.self)
            if all(block .== 0) { continue }
            for pixel in start..<start + width where response[pixel] != 0 { body(pixel, response[pixel]) }
        }
        for pixel in whole..<response.count where response[pixel] != 0 { body(pixel, response[pixel]) }
    }
}

// MARK: - Pixel by pixel

extension SparseResponses {
    /// Photons that come pixel after pixel, all responses of one before the next, instead of response after response.
    struct Columns {
        private var responses: [UInt32] = []
        private var photons: [Float] = []
        /// Where the photons of each pixel begin.
        private var starts: [(pixel: Int, place: Int)] = []

        /// Begins the next pixel; pixels may come in any order.
        mutating func begin(pixel: Int) { starts.append((pixel, photons.count)) }

        /// Adds photons of the pixel that was begun.
        mutating func append(response: Int, photons n: Float) {
            responses.append(UInt32(response))
            photons.append(n)
        }

        /// Makes room for more photons, before they are added; false if the system has no memory for them.
        mutating func makeRoom(for more: Int) -> Bool { responses.makeRoom(for: more) && photons.makeRoom(for: more) }

        /// The same as `count` responses; nil if the system has no memory for them.
        func responses(count: Int) -> SparseResponses? {
            // Two tables of beginnings, and the pixels.
            guard
                Memory.has(
                    2 * MemoryLayout<Int>.stride * count + (MemoryLayout<UInt16>.stride + MemoryLayout<Float>.stride)
                        * photons.count)
            else { return nil }
            var result = SparseResponses()
            result.starts = [Int](repeating: 0, count: count + 1)
            for response in responses { result.starts[Int(response) + 1] += 1 }
            for response in 0..<count { result.starts[response + 1] += result.starts[response] }
            var next = result.starts
            result.pixels = [UInt16](repeating: 0, count: photons.count)
            result.photons = [Float](repeating: 0, count: photons.count)
            let ends = starts.dropFirst().map(\.place) + [photons.count]
            for ((pixel, start), end) in zip(starts, ends).sorted(by: { $0.0.pixel < $1.0.pixel }) {
                for place in start..<end {
                    let response = Int(responses[place])
                    result.pixels[next[response]] = UInt16(pixel)
                    result.photons[next[response]] = photons[place]
                    next[response] += 1
                }
            }
            return result
        }
    }
}

extension Array {
    /// Makes room for more elements, as much again as there is if that can be had; false if the system has no memory for them.
    fileprivate mutating func makeRoom(for more: Int) -> Bool {
        let needed = count + more
        guard needed > capacity else { return true }
        for wanted in [Swift.max(needed, 2 * capacity), needed] where Memory.has(wanted * MemoryLayout<Element>.stride + 64) {
            reserveCapacity(wanted)
            return true
        }
        return false
    }
}
