import Calorimeter
import Canvas
import Testing
@testable import Explorer

/// A picture takes the room that there is, in whole cells for each fibre.
@Suite struct FullSizePictures {
    private func drawn(_ width: Int, _ height: Int, _ detector: Detector = .zn, landing: Landing? = nil) -> Scene {
        var response = Response(detector: detector)
        response[10, 20] = 90
        let picture = FullSizePicture(
            map: HeatMap(response), scale: .photons(.logarithmic, peak: 90), lines: ["title"], detector: detector,
            landing: landing)
        var scene = Scene(Size(width, height), Appearance(level: .direct))
        picture.draw(in: scene.canvas.bounds, of: &scene)
        return scene
    }

    @Test(arguments: [(80, 22, 1), (120, 38, 1), (132, 48, 2), (131, 48, 1), (132, 47, 1), (200, 58, 2), (300, 100, 4)])
    func itIsAsLargeAsFits(width: Int, height: Int, times: Int) throws {
        let area = try #require(drawn(width, height).area(of: .picture))
        #expect(area.size == Size(44 * times, 22 * times))
    }

    @Test func theFaceOfTheOtherKeepsItsShape() throws {
        let area = try #require(drawn(200, 60, .zp).area(of: .picture))
        #expect(area.size == Size(60, 56))
    }

    @Test func theMarkGoesAroundTheWholePixel() throws {
        let landing = Landing(of: neutron, on: .zn)
        #expect(landing.place == .onFace(Pixel(row: 22, column: 17)))
        let scene = drawn(200, 58, landing: landing)
        let area = try #require(scene.area(of: .picture))
        // Two cells by one row for the pixel, and the strokes two columns and one row outside of it.
        let (left, row) = (area.x + 34, area.y + 22)
        for (x, y, glyph) in [
            (left - 2, row - 1, "\\"), (left + 3, row - 1, "/"), (left - 2, row + 1, "/"), (left + 3, row + 1, "\\"),
        ] {
            #expect(String(scene.canvas[x, y].glyph) == glyph)
        }
        #expect(scene.canvas[left, row] == scene.canvas[left + 1, row])
    }
}
