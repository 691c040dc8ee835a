import ArgumentParser
import Calorimeter
import DataSets
import Evaluation
import Files
import Text

struct SumsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sums",
        abstract: "Write the channel sums and other observables of every response of a data set as CSV.",
        discussion: """
            A row has the number of the response and of its particle, both from 1, the energy in GeV, and the observables: \
            photons, pixels and cm. A response without light has no centre, no width and no distance: these fields are empty.

              zdc sums set.npz --output sums.csv
              zdc sums particles.npy,responses.npy --masks o2 | head
            """)

    @Argument(
        help: ArgumentHelp(
            "The data set: an NPZ with conditions and responses, or two files with one array each.", valueName: "file[,file]"),
        completion: .file(extensions: ["npz", "npy"]))
    var file: String
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var output = "-"
    @Option(
        help: ArgumentHelp(
            "The channel masks of the sums: \(MaskConvention.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "masks"))
    var masks = MaskConvention.thesis

    /// Rows that are written at once.
    private static let block = 1024

    func run() throws {
        Interruption.watch()
        let detector = DataSet.detector(ofPath: file) ?? .zn
        var line = ReadingLine(displayable(file, limit: 60))
        defer { line.clear() }
        let set = try DataSet(path: file, detector: detector) { line.update(count: $0, noun: "responses", part: $1) }
        line.clear()
        let target: any OutputFile = output == "-" ? StandardOutputFile() : try AtomicFile(path: output)
        let all = Observable.allCases
        try target.write(Array((["response", "particle", "energy"] + all.map(\.rawValue)).joined(separator: ",").utf8 + [0x0A]))
        let reader = ObservableReader(detector: detector, convention: masks)
        let landings = set.particles.map { LandingPoint(of: $0, on: detector) }
        var photons = [Float](repeating: 0, count: detector.pixelCount)
        var progress = ProgressLine(count: set.count)
        for start in stride(from: 0, to: set.count, by: Self.block) {
            try Interruption.check()
            var text = ""
            for row in start..<min(start + Self.block, set.count) {
                let particle = set.particleOfRow[row]
                let values = photons.withUnsafeMutableBufferPointer { photons in
                    set.responses.copy(row, into: photons)
                    return reader.values(UnsafeBufferPointer(photons), landing: landings[particle])
                }
                text += "\(row + 1),\(particle + 1),\(set.particles[particle].energyGeV)"
                for observable in all {
                    let value = values[observable]
                    text += value.isNaN ? "," : observable.isCount ? ",\(Int(value.rounded()))" : ",\(value)"
                }
                text += "\n"
            }
            try target.write(Array(text.utf8))
            progress.update(done: start)
        }
        try target.commit()
        progress.finish(output: output == "-" ? nil : output)
    }
}
