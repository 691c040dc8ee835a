import Evaluation
import Scoring

extension ResponseSource {
    /// Responses of a data set: `rows` are those of each particle.
    static func stored(_ testSet: TestSet, _ responses: SparseResponses, rows: [[Int]]) -> ResponseSource {
        let pixels = testSet.detector.pixelCount
        return ResponseSource {
            { particles, photons in
                for (place, row) in particles.lazy.flatMap({ rows[$0] }).enumerated() {
                    responses.copy(row, into: UnsafeMutableBufferPointer(rebasing: photons[place * pixels..<(place + 1) * pixels]))
                }
            }
        }
    }
}
