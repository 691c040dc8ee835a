import ArgumentParser
import FastSimulation
import Files
import Foundation
import Networks
import ONNX
import Text

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a model for other programs: ONNX as ALICE O2 loads it, or safetensors.",
        discussion: """
            An ONNX file has two inputs, noise (N x 10) and conditions (N x 9, standardised: Energy, Vx, Vy, Vz, Px, Py, Pz, \
            mass, charge), and one output, logarithms (N x pixels, ln(1 + photons)), all float32. The means and scales are \
            beside it in a text file that O2 reads, the charge in thirds of e, as O2 hands it over.

              zdc export --model sdi-gan --output neutron.onnx
              zdc export --model sdi-gan --output mine.onnx --pixel-order image --charge-unit e
              zdc export --model sdi-gan --output sdi-gan.safetensors
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case onnx, safetensors
    }

    @OptionGroup var detectorOption: DetectorOption
    @Option(help: ArgumentHelp("The model. (default: the first one)", valueName: "name"), completion: .models)
    var model: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var output: String
    @Option(help: ArgumentHelp("onnx or safetensors. (default: by the file's suffix)", valueName: "format"))
    var format: Format?
    @Option(
        help: ArgumentHelp("The scale file beside an ONNX file. (default: FILE_scales.txt)", valueName: "file.txt"),
        completion: .file())
    var scales: String?
    @Option(help: ArgumentHelp("The order of the flat image: o2 (y, then x) or image (x, then y).", valueName: "order"))
    var pixelOrder: PixelOrder = .o2
    @Option(help: ArgumentHelp("The unit of the charge in the scale file: thirds of e, or e.", valueName: "unit"))
    var chargeUnit: ChargeUnit = .thirds

    func run() throws {
        let format = try chosenFormat()
        guard output != "-" else { throw UsageError("A model is not written to standard output; give --output a file name.") }
        let generator = try ModelStore.chosen(model, detector: detectorOption.detector)
        switch format {
        case .safetensors:
            try write(generator.weightFile().encoded(), path: output)
            say("Wrote \(output).")
        case .onnx:
            let path = scalesPath
            let graph = try generator.onnx(pixelOrder: pixelOrder, version: Version.text)
            let encoding = generator.encoding
            guard let scales = chargeUnit.scales(fromE: encoding.mean, encoding.scale) else {
                throw UsageError(
                    "The scales of \(generator.name) are too large for a charge in thirds of e; give --charge-unit e.")
            }
            try write(graph, path: output)
            try scales.write(path: path)
            say("Wrote \(output) and \(path).")
        }
    }

    /// The scale file beside an ONNX file.
    var scalesPath: String { scales ?? URL(fileURLWithPath: output).deletingPathExtension().relativePath + "_scales.txt" }

    func chosenFormat() throws(UsageError) -> Format {
        if let format { return format }
        if let format = Format(rawValue: URL(fileURLWithPath: output).pathExtension) { return format }
        throw UsageError("The name \(quoted(output)) does not say the format; expected .onnx or .safetensors, or give --format.")
    }

    private func write(_ bytes: Data, path: String) throws {
        try bytes.withUnsafeBytes { try AtomicFile.write($0, path: path) }
    }
}

extension PixelOrder: ExpressibleByArgument {}

/// The unit of the charge in a scale file. ALICE O2 takes ROOT's charge, in thirds of e; training code counts in e.
enum ChargeUnit: String, CaseIterable, ExpressibleByArgument {
    case thirds, e

    /// Units in one e.
    private var perE: Float { self == .thirds ? 3 : 1 }

    /// Means and scales of the published order in this unit; the charge is the last.
    func scales(fromE means: [Float], _ scales: [Float]) -> ConditionScales? {
        ConditionScales(means: Self.lastTimes(perE, means), scales: Self.lastTimes(perE, scales))
    }

    /// The same with the charge in e.
    func scalesInE(_ scales: ConditionScales) -> ConditionScales? {
        ConditionScales(means: Self.lastTimes(1 / perE, scales.means), scales: Self.lastTimes(1 / perE, scales.scales))
    }

    private static func lastTimes(_ factor: Float, _ numbers: [Float]) -> [Float] {
        numbers.dropLast() + numbers.suffix(1).map { $0 * factor }
    }
}

/// Tells what was done, beside what a command writes; names of files and models are part of it.
func say(_ sentence: String) { Notes.write("\(displayable(sentence, limit: 10_000))\n") }
