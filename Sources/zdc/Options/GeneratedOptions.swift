import ArgumentParser
import DataSets
import Text

/// Files of responses that other programs generated, beside a data set of true ones.
struct GeneratedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Compare the responses of this file, in the form of --data or as channel sums (N, 5), as those of a model without weights, particle by particle; "
                + "needs --data, may be given several times.",
            valueName: "file[,file]"), completion: .file(extensions: ["npz", "npy"]))
    var generated: [String] = []

    /// - Parameter data: the data set that the truth comes from, as it was named.
    func check(data: String?) throws(UsageError) {
        guard data == nil, let first = generated.first else { return }
        throw UsageError(
            "--generated \(displayable(first, limit: 60)) is compared with true responses to the same particles; add --data with these."
        )
    }

    /// Whether a file may be meant by a model's name.
    func isNamed(_ model: String) -> Bool {
        generated.contains { [GeneratedResponses.stem(ofPath: $0), DataSet.name(ofPath: $0)].contains(model) }
    }

    /// The files that were asked for, read with their progress and with what they lack on standard error.
    ///
    /// - Parameter taken: the names of the models beside them.
    func files(truth: DataSet?, taken: [String]) throws -> [GeneratedResponses] {
        guard let truth else { return [] }
        var line: ReadingLine?
        var shown: String?
        defer { line?.clear() }
        let files = try GeneratedResponses.read(paths: generated, truth: truth, taken: taken) {
            path, count, part in
            if path != shown {
                line?.clear()
                (shown, line) = (path, ReadingLine(displayable(path, limit: 60)))
            }
            line?.update(count: count, noun: "responses", part: part)
        }
        line?.clear()
        for remark in files.compactMap(\.remark) { Notes.write("Note: \(remark)\n") }
        return files
    }
}
