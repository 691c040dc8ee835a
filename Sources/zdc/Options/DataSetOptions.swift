import ArgumentParser
import Calorimeter
import DataSets
import Foundation
import Text

/// A data set of true responses, wherever a command takes one instead of the reference Monte Carlo.
struct DataSetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take particles and truth from this data set instead of the reference Monte Carlo: an NPZ with conditions (N, 9) and "
                + "responses (N, rows, columns), or two files, NPZ or NPY, with one array each.",
            valueName: "file[,file]"), completion: .file(extensions: ["npz", "npy"]))
    var data: String?

    /// Files by their whole paths, for another folder: "/data/particles.npz,/data/responses.npz".
    static func wholePath(_ path: String) -> String {
        func whole(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
        let parts = path.split(separator: ",").map(String.init)
        guard parts.count == 2, !FileManager.default.fileExists(atPath: path) else { return whole(path) }
        return parts.map(whole).joined(separator: ",")
    }

    /// The data set that was asked for, read with its progress on standard error.
    func dataSet(detector: Detector) throws -> DataSet? {
        guard let data else { return nil }
        var line = ReadingLine(displayable(data, limit: 60))
        defer { line.clear() }
        let set = try DataSet(path: data, detector: detector) { line.update(count: $0, noun: "responses", part: $1) }
        line.clear()
        for note in set.notes { Notes.write("Note: \(displayable(data)): \(note).\n") }
        return set
    }
}
