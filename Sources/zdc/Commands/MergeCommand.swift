import ArgumentParser
import DataSets
import Files
import Foundation
import Threads

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join the parts that simulate or generate wrote with --shard.",
        discussion: """
            Every part must be given once, and all must come from the same command, version, model and particles, which each part \
            records. The output has the same bytes as one run without --shard, in any of the forms.

              zdc merge part-*.npz --output whole.npz
              zdc merge part-*.npz --output sums.csv --masks o2
            """)

    @Argument(help: ArgumentHelp("The parts, in any order.", valueName: "part.npz"), completion: .file(extensions: ["npz"]))
    var parts: [String]
    @OptionGroup(title: "Output") var outputOptions: OutputOptions
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads to work on; the result does not depend on it. (default: all cores)", valueName: "T"))
    var threads: Int?

    func run() throws {
        if let threads, !(1...256).contains(threads) { throw UsageError("--threads is \(threads); expected 1 to 256.") }
        let form = try outputOptions.form()
        let joined = try JoinedParts(paths: parts)
        try DataSetWriting(
            source: joined.source(), form: form, output: outputOptions.output,
            threads: threads ?? min(Processors.usable, 256)
        ).write()
    }
}
