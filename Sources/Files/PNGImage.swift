import CZlib

/// A picture of red, green and blue pixels, to be written as PNG (ISO/IEC 15948, RFC 2083).
public struct PNGImage: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// Row-major, three bytes a pixel.
    public private(set) var pixels: [UInt8]

    /// A black picture.
    public init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a picture has pixels")
        self.width = width
        self.height = height
        pixels = Array(repeating: 0, count: 3 * width * height)
    }

    /// Red, green and blue of a pixel.
    public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        get {
            let place = 3 * (y * width + x)
            return (pixels[place], pixels[place + 1], pixels[place + 2])
        }
        set {
            let place = 3 * (y * width + x)
            (pixels[place], pixels[place + 1], pixels[place + 2]) = newValue
        }
    }

    /// The picture with each pixel as a square of `factor` by `factor`.
    public func enlarged(by factor: Int) -> PNGImage {
        precondition(factor > 0, "a pixel has a size")
        guard factor > 1 else { return self }
        var result = PNGImage(width: width * factor, height: height * factor)
        var place = 0
        for y in 0..<result.height {
            let row = 3 * (y / factor) * width
            for x in 0..<result.width {
                let source = row + 3 * (x / factor)
                result.pixels[place] = pixels[source]
                result.pixels[place + 1] = pixels[source + 1]
                result.pixels[place + 2] = pixels[source + 2]
                place += 3
            }
        }
        return result
    }

    /// The file: eight bits a channel, no filter, one deflate stream.
    public func encoded() -> [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let (eightBits, trueColour): (UInt8, UInt8) = (8, 2)
        Self.append("IHDR", Self.bytes(width) + Self.bytes(height) + [eightBits, trueColour, 0, 0, 0], to: &file)
        Self.append("IDAT", compressedRows(), to: &file)
        Self.append("IEND", [], to: &file)
        return file
    }

    /// Makes a file of the picture.
    public func write(path: String) throws(FileError) {
        let file = try AtomicFile(path: path)
        try file.write(encoded())
        try file.commit()
    }

    /// Every row begins with the number of its filter: none.
    private func compressedRows() -> [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity(height * (3 * width + 1))
        for y in 0..<height {
            rows.append(0)
            rows += pixels[(3 * y * width)..<(3 * (y + 1) * width)]
        }
        var count = compressBound(UInt(rows.count))
        var compressed = [UInt8](repeating: 0, count: Int(count))
        let result = compress2(&compressed, &count, rows, UInt(rows.count), 6)
        precondition(result == Z_OK, "zlib has the room that it asked for")
        return Array(compressed.prefix(Int(count)))
    }

    /// Length, name, data and a checksum of the last two.
    private static func append(_ name: String, _ data: [UInt8], to file: inout [UInt8]) {
        let named = Array(name.utf8) + data
        file += bytes(data.count) + named + bytes(Int(crc32(0, named, UInt32(named.count))))
    }

    /// A number in four bytes, the highest first.
    private static func bytes(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
