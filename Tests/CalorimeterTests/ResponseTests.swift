import Calorimeter
import Testing

@Suite("Responses")
struct ResponseTests {
    @Test("Rows and columns index row-major photons")
    func indexing() {
        var response = Response(rows: 2, columns: 3, photons: [0, 1, 2, 3, 4, 5])
        #expect(response[1, 0] == 3 && response[0, 2] == 2)
        response[1, 2] = 9
        #expect(response.photons == [0, 1, 2, 3, 4, 9])
    }

    @Test("The shape of a response")
    func shape() throws {
        let shape = ResponseShape(
            Response(
                rows: 3, columns: 4,
                photons: [
                    0, 0, 0, 0,
                    0, 2, 6, 0,
                    0, 0, 0, 0.4,
                ]))
        #expect(abs(shape.sum - 8.4) < 1e-6)
        #expect(shape.litPixels == 2)
        #expect(try #require(shape.peak) == (1, 2, 6))
        let centre = try #require(shape.centre)
        #expect(abs(centre.row - 8.8 / 8.4) < 1e-6 && abs(centre.column - 15.2 / 8.4) < 1e-6)
        // Row variance 0.4/8.4·(1 − 0.4/8.4), column variance 29.6/8.4 − (15.2/8.4)².
        let variance = 0.4 / 8.4 * (1 - 0.4 / 8.4) + 29.6 / 8.4 - (15.2 / 8.4) * (15.2 / 8.4)
        #expect(abs(shape.widthPixels - (variance / 2).squareRoot()) < 1e-6)
    }

    @Test("Among equal pixels the first is the brightest")
    func equalPeaks() throws {
        let shape = ResponseShape(Response(rows: 2, columns: 2, photons: [1, 3, 3, 3]))
        #expect(try #require(shape.peak) == (0, 1, 3))
    }

    @Test("A single pixel has no width")
    func point() {
        var response = Response(detector: .zn)
        response[17, 31] = 1000
        let shape = ResponseShape(response)
        #expect(shape.widthPixels == 0 && shape.litPixels == 1)
    }

    @Test("An empty response has neither peak nor centre")
    func empty() {
        let shape = ResponseShape(Response(detector: .zn))
        #expect(shape.sum == 0 && shape.litPixels == 0 && shape.widthPixels == 0)
        #expect(shape.peak == nil)
        #expect(shape.centre == nil)
    }

    @Test("Moving the light moves the centre and leaves the width")
    func translation() throws {
        var (one, other) = (Response(detector: .zn), Response(detector: .zn))
        for row in 10..<15 {
            for column in 8..<11 {
                one[row, column] = Float(row * column % 7)
                other[row + 20, column + 5] = one[row, column]
            }
        }
        let (first, second) = (ResponseShape(one), ResponseShape(other))
        #expect(abs(first.widthPixels - second.widthPixels) < 1e-9)
        let (from, to) = (try #require(first.centre), try #require(second.centre))
        #expect(abs(to.row - from.row - 20) < 1e-9 && abs(to.column - from.column - 5) < 1e-9)
    }
}
