public import Calorimeter
public import Files
import Threads

/// Channel sums of a file, (N, 5), with the particles that they are of: a data set without pictures.
public struct ChannelSumFile: Sendable {
    /// The name of the file, or of the two, without folders.
    public let name: String
    /// The particle of each response, and its five channel values, photons.
    public let particles: [Particle]
    public let sums: [ChannelSums]

    /// The masks that the sums of a file are of.
    package static let masks = MaskConvention.thesis

    /// All pixels of a response at the most that one may have.
    private static let mostPhotons = Double(DataSet.mostPhotons) * Double(Detector.all.map(\.pixelCount).max() ?? 0)
    /// Responses that are read between two calls of `progress`.
    private static let block = 1 << 14

    /// Nil where the path names something else.
    ///
    /// - Parameter progress: called now and then with the responses so far and the part of the file, 0…1.
    /// - Throws: a sentence if a number is impossible, if there are not as many particles as responses, or not enough memory.
    public init?(
        path: String, progress: (_ responses: Int, _ part: Double?) -> Void = { _, _ in }
    ) throws(FileError) {
        guard let arrays = try Self.arrays(path: path) else { return nil }
        let (count, width) = (arrays.responses.shape[0], ChannelSums.count)
        guard Memory.has(min(count, Int(UInt32.max)) * DataSet.bytesPerResponse) else {
            throw FileError.content(arrays.responsesTitle, "there is not enough memory for its \(count) responses")
        }
        let numbers = try arrays.responses.doubles()
        var sums: [ChannelSums] = []
        sums.reserveCapacity(count)
        for row in 0..<count {
            var values = ChannelSums()
            for channel in 0..<width {
                let value = numbers[row * width + channel]
                guard value >= 0, value <= Self.mostPhotons else {
                    throw FileError.content(
                        arrays.responsesTitle,
                        "row \(row + 1) has \(value) photons in channel \(channel + 1); expected 0 to \(Int(Self.mostPhotons))")
                }
                values[channel] = Float(value)
            }
            sums.append(values)
            if (row + 1) % Self.block == 0 || row + 1 == count { progress(row + 1, Double(row + 1) / Double(count)) }
        }
        (name, particles, self.sums) = (arrays.name, try arrays.particles(), sums)
    }

    /// Whether a path names one, as far as names and shapes go.
    public static func isNamed(by path: String) -> Bool { (try? arrays(path: path)) ?? nil != nil }

    /// The arrays of a path, whose shapes agree; nil where it names something else. No number is read.
    static func arrays(path: String) throws(FileError) -> DataSetArrays? {
        guard let arrays = try? DataSetArrays(path: path), arrays.areSums else { return nil }
        _ = try ConditionArray.width(arrays.conditions, path: arrays.conditionsTitle)
        let count = arrays.responses.shape[0]
        guard count > 0, arrays.conditions.shape[0] == count else {
            throw FileError.content(
                arrays.responsesTitle,
                "has channel sums of \(count) responses; expected one row for each of \(arrays.conditions.shape[0]) particles")
        }
        return arrays
    }
}

extension ChannelSums {
    /// The same in whole photons, halves to the even neighbour.
    var rounded: ChannelSums { ChannelSums(values: values.rounded(.toNearestOrEven)) }

    /// What a file of sums tells of a response where these masks are asked for: with others than its own the photon sum alone.
    package func known(with masks: MaskConvention) -> ChannelSums {
        masks == ChannelSumFile.masks ? self : ChannelSums(total: total)
    }
}
