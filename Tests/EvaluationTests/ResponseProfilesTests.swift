import Calorimeter
import Evaluation
import Random
import Testing

@Suite("Profiles along x, along y and around a point") struct ResponseProfilesTests {
    private func responses(_ detector: Detector, count: Int) -> [Response] {
        var random = RandomStream(seed: 5, purpose: RandomStream.Purpose(rawValue: 0xF5))
        return (0..<count).map { _ in
            var response = Response(detector: detector)
            for row in 0..<detector.rows {
                for column in 0..<detector.columns where random.uniform() < 0.3 {
                    response[row, column] = Float(Int(random.uniform() * 50))
                }
            }
            return response
        }
    }

    /// Mean and standard deviation by their definition.
    private func point(_ values: [Double]) -> (mean: Double, sigma: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        return (mean, (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot())
    }

    @Test(arguments: [Detector.zn, .zp]) func areMeansOverResponses(detector: Detector) {
        let responses = responses(detector, count: 7)
        let fibre = detector.centre(row: 20, column: 12)
        let centre = (x: fibre.x + 0.03, y: fibre.y - 0.04)
        var profiles = ResponseProfiles(bins: ProfileBins(detector: detector, around: centre))
        for response in responses { response.photons.withUnsafeBufferPointer { profiles.add($0) } }
        #expect(profiles.count == 7)
        /// The photons of the fibres that belong to a bin, and how many these are.
        func slow(_ response: Response, _ belongs: (Int, Int) -> Bool) -> (photons: Double, fibres: Int) {
            var (photons, fibres) = (0.0, 0)
            for row in 0..<detector.rows {
                for column in 0..<detector.columns where belongs(row, column) {
                    photons += Double(response[row, column])
                    fibres += 1
                }
            }
            return (photons, fibres)
        }
        for (axis, point) in ProfileBins.Axis.allCases.flatMap({ axis in profiles[axis].enumerated().map { (axis, $0) } }) {
            let (bin, found) = point
            let values = responses.map { response in
                switch axis {
                case .x: return slow(response) { row, _ in row == bin }.photons
                case .y: return slow(response) { _, column in column == bin }.photons
                case .radius:
                    let ring = slow(response) { row, column in
                        let place = detector.centre(row: row, column: column)
                        let (x, y) = (place.x - centre.x, place.y - centre.y)
                        let pitches = (x * x + y * y).squareRoot() / detector.pitchCM
                        return pitches >= Double(bin) && pitches < Double(bin + 1)
                    }
                    return ring.photons / Double(max(ring.fibres, 1))
                }
            }
            let expected = self.point(values)
            #expect(abs(found.mean - expected.mean) < 1e-4, "\(axis) \(bin)")
            #expect(abs(found.sigma - expected.sigma) < 1e-4, "\(axis) \(bin)")
        }
    }

    @Test func binsHaveThePlacesOfTheirFibres() {
        let bins = ProfileBins(detector: .zn, around: nil)
        #expect(bins.count(.x) == 44)
        #expect(abs(bins.position(0, .x) - Detector.zn.centre(row: 0, column: 0).x) < 1e-12)
        #expect(abs(bins.position(43, .y) - Detector.zn.centre(row: 0, column: 43).y) < 1e-12)
        #expect(bins.range(.radius).lowerBound == 0)
    }

    /// Beside the face the innermost ring is as far away as the nearest fibre.
    @Test func aPointBesideTheFaceHasRingsFromTheNearestFibreOn() {
        let detector = Detector.zn
        let edge = detector.lowEdgeXCM
        let bins = ProfileBins(detector: detector, around: (edge - 10 * detector.pitchCM, 0))
        #expect(abs(bins.range(.radius).lowerBound - 10 * detector.pitchCM) < detector.pitchCM)
        var profiles = ResponseProfiles(bins: bins)
        var response = Response(detector: detector)
        response[0, 22] = 12
        response.photons.withUnsafeBufferPointer { profiles.add($0) }
        #expect(profiles[.radius][0].mean > 0)
    }

    @Test func aPointThatIsNoPlaceIsReplacedByTheMiddle() {
        for x in [Double.nan, .infinity, 1e300] {
            for point in [(x, 0), (0, x)] {
                let bins = ProfileBins(detector: .zp, around: point)
                #expect(bins.centre.x == ProfileBins(detector: .zp, around: nil).centre.x && !bins.isAroundPoint)
            }
        }
    }
}
