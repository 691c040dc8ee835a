import ArgumentParser
import Calorimeter
import DataSets
import Text

/// A data set of true responses, wherever a command takes one instead of the reference Monte Carlo.
struct DataSetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take particles and truth from this data set instead of the reference Monte Carlo: an NPZ with conditions (N, 9) and "
                + "responses (N, rows, columns), or two files, NPZ or NPY, with one array each.",
            valueName: "file[,file]"), completion: .file(extensions: ["npz", "npy"]))
    var data: String?

    /// The data set that was asked for, read with its progress on standard error.
    ///
    /// - Parameter allowsSums: whether it may have channel sums in place of pictures.
    func dataSet(detector: Detector, allowsSums: Bool = false) throws -> DataSet? {
        guard let data else { return nil }
        var line = ReadingLine(displayable(data, limit: 60))
        defer { line.clear() }
        let set = try DataSet(path: data, detector: detector, allowsSums: allowsSums) {
            line.update(count: $0, noun: "responses", part: $1)
        }
        line.clear()
        for note in set.notes { Notes.write("Note: \(displayable(data)): \(note).\n") }
        return set
    }
}
