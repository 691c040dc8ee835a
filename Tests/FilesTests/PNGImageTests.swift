import CZlib
import Foundation
import Testing
@testable import Files

@Suite struct PNGImages {
    /// The pixels of a PNG file of eight-bit colours without filters, decoded by the standard's own words.
    private func decoded(_ file: [UInt8]) throws -> (width: Int, height: Int, pixels: [UInt8]) {
        func number(_ place: Int) -> Int { file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        #expect(Array(file[0..<8]) == [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A])
        var (place, names, data) = (8, [String](), [UInt8]())
        var (width, height) = (0, 0)
        while place < file.count {
            let length = number(place)
            let named = Array(file[place + 4..<place + 8 + length])
            #expect(number(place + 8 + length) == Int(crc32(0, named, UInt32(named.count))))
            let name = String(decoding: named[0..<4], as: UTF8.self)
            names.append(name)
            if name == "IHDR" {
                (width, height) = (number(place + 8), number(place + 12))
                #expect(Array(named[12...]) == [8, 2, 0, 0, 0])
            }
            if name == "IDAT" { data += named[4...] }
            place += 12 + length
        }
        #expect(names == ["IHDR", "IDAT", "IEND"])
        var rows = [UInt8](repeating: 0, count: height * (3 * width + 1))
        var count = UInt(rows.count)
        #expect(uncompress(&rows, &count, data, UInt(data.count)) == Z_OK)
        #expect(Int(count) == rows.count)
        var pixels: [UInt8] = []
        for y in 0..<height {
            let start = y * (3 * width + 1)
            #expect(rows[start] == 0, "no filter")
            pixels += rows[(start + 1)..<(start + 1 + 3 * width)]
        }
        return (width, height, pixels)
    }

    @Test func holdsEveryPixel() throws {
        var image = PNGImage(width: 5, height: 3)
        for y in 0..<3 { for x in 0..<5 { image[x, y] = (UInt8(40 * x), UInt8(80 * y), UInt8(x * y)) } }
        let (width, height, pixels) = try decoded(image.encoded())
        #expect(width == 5 && height == 3)
        #expect(pixels == image.pixels)
        #expect(image[4, 2] == (160, 160, 8))
    }

    @Test func isWrittenWholeOrNotAtAll() throws {
        let folder = try TemporaryFolder()
        try PNGImage(width: 2, height: 2).write(path: folder.path("a.png"))
        #expect(try decoded([UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path("a.png"))))).width == 2)
        #expect(throws: FileError.self) { try PNGImage(width: 1, height: 1).write(path: folder.path("a.png/b.png")) }
    }

    @Test func enlargesPixelsToSquares() {
        var image = PNGImage(width: 2, height: 1)
        image[0, 0] = (1, 2, 3)
        image[1, 0] = (4, 5, 6)
        let large = image.enlarged(by: 3)
        #expect((large.width, large.height) == (6, 3))
        #expect(
            large.pixels
                == Array(repeating: Array(repeating: [1, 2, 3], count: 3) + Array(repeating: [4, 5, 6], count: 3), count: 3)
                .flatMap { $0.flatMap { $0 } })
        #expect(image.enlarged(by: 1) == image)
    }
}
