import Calorimeter
import Testing

@testable import DataSets

@Suite("Responses of a data set")
struct StoredResponsesTests {
    private func dataSet() -> DataSet {
        var responses = SparseResponses()
        let rows = [1.0, 2, 1, 1].map { Particle(massMeV: 0, energyGeV: $0, charge: 0, momentumGeV: Vector(0, 0, $0)) }
        for row in rows.indices {
            var photons = [Float](repeating: 0, count: Detector.zn.pixelCount)
            photons[row] = 7
            photons.withUnsafeBufferPointer { responses.append($0) }
        }
        return DataSet(name: "set", detector: .zn, rows: rows, responses: responses)
    }

    /// The lit pixel of each response tells its row.
    private func rows(_ responder: some Responder, to particle: Particle, _ indices: Range<Int>) -> [Int?] {
        Sampler(responder, batch: 2).responses(to: particle, seed: 0, indices: indices).map { $0.photons.firstIndex(of: 7) }
    }

    @Test("Rows come in the order that was chosen, and again after the last")
    func stored() {
        let set = dataSet()
        #expect(rows(StoredResponses(set, rows: [3, 1, 0]), to: set.particles[0], 0..<5) == [3, 1, 0, 3, 1])
        #expect(rows(StoredResponses(set, rows: []), to: set.particles[0], 0..<5).isEmpty)
    }

    @Test("A particle has its own responses, or those of the nearest one of its kind, or none")
    func matched() {
        let set = dataSet()
        let all = MatchedResponses(set, isRepeat: false)
        #expect(rows(all, to: set.particles[0], 0..<4) == [0, 2, 3, 0])
        #expect(rows(MatchedResponses(set, isRepeat: true), to: set.particles[0], 0..<3) == [2, 2, 2])
        #expect(rows(MatchedResponses(set, isRepeat: true), to: set.particles[1], 0..<3).isEmpty)
        var other = set.particles[1]
        other.energyGeV = 3
        #expect(rows(all, to: other, 0..<2) == [1, 1])
        other.massMeV = 939
        #expect(rows(all, to: other, 0..<2).isEmpty)
    }

    @Test("Responses in sparse form come back as they were")
    func sparse() {
        let responses = (0..<20).map { number in
            var response = Response(detector: .zn)
            for pixel in stride(from: number, to: response.photons.count, by: 7 + number) {
                response.photons[pixel] = Float(pixel % 50)
            }
            return response
        }
        var (first, second) = (SparseResponses(), SparseResponses())
        for (number, response) in responses.enumerated() {
            response.photons.withUnsafeBufferPointer { number < 8 ? first.append($0) : second.append($0) }
        }
        first.append(contentsOf: second)
        #expect(first.count == 20)
        var photons = [Float](repeating: .nan, count: Detector.zn.pixelCount)
        for (number, response) in responses.enumerated() {
            photons.withUnsafeMutableBufferPointer { first.copy(number, into: $0) }
            #expect(photons == response.photons)
        }
    }
}
