import ArgumentParser
import Calorimeter
import DataSets
import Files

/// Where a data set goes and in which form: what `simulate`, `generate` and `merge` have in common.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; - is standard output, for a --format of text.", valueName: "file"),
        completion: .file())
    var output: String
    @Option(
        help: ArgumentHelp(
            "npz; npy, the responses alone; csv; jsonl, an object a line; o2, the debug line of ALICE O2. (default: by the file's "
                + "suffix; npz without one)",
            valueName: "form"))
    var format: OutputFormat?
    @Option(
        help: ArgumentHelp(
            "What csv and jsonl hold of a response: sums, its five channel sums, or pixels. (default: sums)", valueName: "content"
        ))
    var content: OutputContent?
    @Option(
        help: ArgumentHelp(
            "The channel masks of the sums: \(MaskConvention.allCases.map(\.rawValue).joined(separator: ", ")). (default: thesis; "
                + "wojnar for o2)",
            valueName: "masks"))
    var masks: MaskConvention?

    /// The form that the options ask for; options that contradict each other are refused.
    func form() throws(UsageError) -> OutputForm {
        let format = if let format { format } else { try OutputFormat(output: output, usual: .npz) }
        guard output != "-" || format.isText else {
            throw UsageError(
                "NumPy files are not written to standard output; give --output a file name, or a --format of text: csv, jsonl or o2."
            )
        }
        guard content == nil || format.hasContent else {
            throw UsageError("--content is about csv and jsonl; leave it out for \(format.rawValue).")
        }
        let hasSums = format == .o2 || (format.hasContent && content != .pixels)
        guard masks == nil || hasSums else {
            throw UsageError("--masks is about channel sums, which are not written here; leave it out.")
        }
        return OutputForm(format: format, content: content ?? .sums, masks: masks ?? (format == .o2 ? .wojnar : .thesis))
    }
}
