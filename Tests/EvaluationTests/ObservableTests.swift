import Calorimeter
import Evaluation
import Random
import Testing

@Suite struct ObservableReading {
    private func values(_ response: Response, _ detector: Detector, landing: LandingPoint? = nil) -> ObservableValues {
        response.photons.withUnsafeBufferPointer {
            ObservableReader(detector: detector, convention: .thesis).values($0, landing: landing)
        }
    }

    @Test(arguments: Detector.all) func onePixel(detector: Detector) {
        var response = Response(detector: detector)
        response[3, 7] = 12
        let particle = Particle(massMeV: 939.565, energyGeV: 1000, charge: 0, momentumGeV: Vector(0.01, 0.02, 1000))
        let landing = LandingPoint(of: particle, on: detector)
        let values = values(response, detector, landing: landing)
        let centre = detector.centre(row: 3, column: 7)
        #expect(values[.sum] == 12 && values[.lit] == 1 && values[.brightest] == 12)
        #expect(abs(Double(values[.centreX]) - centre.x) < 1e-5 && abs(Double(values[.centreY]) - centre.y) < 1e-5)
        #expect(values[.widthX] < 1e-3 && values[.widthY] < 1e-3)
        let (x, y) = (centre.x - landing.x, centre.y - landing.y)
        #expect(abs(Double(values[.distance]) - (x * x + y * y).squareRoot()) < 1e-5)
    }

    /// Against sums written as the formulas are.
    @Test(arguments: Detector.all) func manyPixels(detector: Detector) {
        var random = RandomStream(seed: 3, purpose: .truth, index: 0)
        for _ in 0..<20 {
            var response = Response(detector: detector)
            for index in response.photons.indices where random.next() % 7 == 0 {
                response.photons[index] = Float(random.next() % 50)
            }
            let values = values(response, detector)
            var (sum, x, y) = (0.0, 0.0, 0.0)
            func forEach(_ body: (Double, Double, Double) -> Void) {
                for row in 0..<detector.rows {
                    for column in 0..<detector.columns {
                        let centre = detector.centre(row: row, column: column)
                        body(Double(response[row, column]), centre.x, centre.y)
                    }
                }
            }
            forEach { (sum, x, y) = (sum + $0, x + $0 * $1, y + $0 * $2) }
            (x, y) = (x / sum, y / sum)
            var (varianceX, varianceY) = (0.0, 0.0)
            forEach {
                varianceX += $0 * ($1 - x) * ($1 - x) / sum; varianceY += $0 * ($2 - y) * ($2 - y) / sum
            }
            let sums = ChannelMap(detector: detector, convention: .thesis).sums(response)
            for (index, channel) in Observable.channels.enumerated() { #expect(values[channel] == sums[index]) }
            #expect(Double(values[.sum]) == sum)
            #expect(values[.lit] == Float(response.photons.count { $0 > 0 }))
            #expect(values[.brightest] == response.photons.max())
            for (observable, expected) in [
                (Observable.centreX, x), (.centreY, y), (.widthX, varianceX.squareRoot()), (.widthY, varianceY.squareRoot()),
            ] { #expect(abs(Double(values[observable]) - expected) < 1e-5, "\(observable)") }
            #expect(values[.distance].isNaN, "without a landing point there is no distance")
        }
    }

    @Test func darknessHasNoPlace() {
        let values = values(
            Response(detector: .zn), .zn,
            landing: LandingPoint(of: Particle(massMeV: 0, energyGeV: 9, charge: 0, momentumGeV: Vector(0, 0, 9)), on: .zn))
        #expect(values[.sum] == 0 && values[.lit] == 0 && values[.brightest] == 0)
        #expect([Observable.centreX, .centreY, .widthX, .widthY, .distance].allSatisfy { values[$0].isNaN })
    }

    @Test func namesAreShortAndDiffer() {
        let all = Observable.allCases
        #expect(Set(all.map(\.title)).count == all.count)
        #expect(all.allSatisfy { $0.title.count <= 15 })
        #expect(all.map(\.index) == Array(all.indices))
    }

    @Test func samplesKeepTheOrder() {
        var samples = ObservableSamples()
        for sum in [3, 1, 2] as [Float] {
            var values = ObservableValues()
            values[.sum] = sum
            samples.append(values)
        }
        #expect(samples.count == 3 && samples[.sum] == [3, 1, 2] && samples[.lit].allSatisfy(\.isNaN))
    }
}
