public import DataSets
import Evaluation
public import Files

/// A data set cut into samples to learn from and particles to validate on, which have no particle in common.
public struct DataSetSplit: Sendable {
    public let training: TrainingData
    public let validation: ValidationTruth

    /// Sets every tenth particle aside for validation.
    ///
    /// Throws a sentence if there are fewer than 20 responses or 10 particles.
    public init(_ dataSet: DataSet) throws(FileError) {
        guard dataSet.count >= 20 else {
            throw FileError(
                path: dataSet.name, "\(dataSet.name) has \(dataSet.count) responses; expected at least 20 to learn from.")
        }
        guard dataSet.particles.count >= 10 else {
            throw FileError(
                path: dataSet.name, "\(dataSet.name) has \(dataSet.particles.count) different particles; expected at least 10.")
        }
        var (learnt, kept): ([Int], [Int]) = ([], [])
        var diversities: [Double] = []
        var pixels = PixelMoments(pixels: dataSet.detector.pixelCount)
        var response = [Float](repeating: 0, count: dataSet.detector.pixelCount)
        for particle in dataSet.particles.indices {
            let rows = dataSet.rows(ofParticle: particle)
            if particle % 10 == 9 {
                kept += rows
                continue
            }
            pixels.removeAll()
            response.withUnsafeMutableBufferPointer { response in
                for row in rows {
                    dataSet.responses.copy(row, into: response)
                    pixels.add(UnsafeBufferPointer(response))
                }
            }
            learnt += rows
            let diversity = pixels.sumOfSigmas
            diversities += rows.map { _ in diversity }
        }
        training = TrainingData(dataSet, rows: learnt, diversity: ParticleDiversity.shares(of: diversities))
        validation = ValidationTruth(dataSet, rows: kept)
    }
}
