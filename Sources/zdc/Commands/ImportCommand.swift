import ArgumentParser
import Calorimeter
import FastSimulation
import Files
import Foundation
import Networks
import ONNX
import Text

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a generator trained elsewhere among the models: an ONNX file of the published topology.",
        discussion: """
            It reads exports of PyTorch and Keras, with their numbers in the file or beside it (file.onnx.data), and what zdc \
            export wrote: channels first or last, normalisations apart or folded, noise and conditions in either order; the \
            conditions are Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge. A node that no such generator has is named. The model \
            is kept in ZDC_MODELS, or in zdc/models below XDG_DATA_HOME or ~/.local/share, and every command then knows it by \
            its name. ONNX does not hold how a model was trained, so that does not come back.

              zdc import theirs.onnx --scales theirs_scales.txt --name theirs
              zdc generate --model theirs --species n --energy 1714 --output theirs.npz
            """)

    @Argument(help: ArgumentHelp("The ONNX file.", valueName: "file.onnx"), completion: .file(extensions: ["onnx"]))
    var file: String
    @Option(help: ArgumentHelp("The name of the model.", valueName: "name"))
    var name: String
    @Option(
        help: ArgumentHelp(
            "Means and scales of its conditions, as ALICE O2 reads them. (default: those in the file)", valueName: "file.txt"),
        completion: .file())
    var scales: String?
    @Option(help: ArgumentHelp("Write the model here instead.", valueName: "file.safetensors"), completion: .file())
    var output: String?
    @Option(
        help: ArgumentHelp(
            "The order of its flat image: image (x, then y) or o2 (y, then x). (default: what the file says, or image)",
            valueName: "order"))
    var pixelOrder: PixelOrder?
    @Option(help: ArgumentHelp("The unit of the charge in the scale file: e, or thirds of it.", valueName: "unit"))
    var chargeUnit: ChargeUnit = .e

    private static let sizeLimit = 1 << 26

    func run() throws {
        try check(name)
        let target = try target()
        let bytes = Data(try WholeFile.bytes(path: file, limit: Self.sizeLimit))
        let imported: ImportedGenerator
        do {
            imported = try ImportedGenerator(
                bytes, detector: .zn, pixelOrder: pixelOrder, external: ModelFolder(ofModelAt: file).numbers)
        } catch {
            if let kind = FileKind.name(ofStart: Array(bytes.prefix(FileKind.startSize))) {
                throw FileError.content(file, "is \(kind); expected an ONNX file")
            }
            throw ModelError(file: file, error.description)
        }
        let weights = try imported.weightFile(
            name: name, encoding: encoding(imported),
            metadata: ["data": "imported from \(displayable(URL(fileURLWithPath: file).lastPathComponent, limit: 80))"])
        if output == nil { try makeFolder(URL(fileURLWithPath: target).deletingLastPathComponent().path) }
        try weights.encoded().withUnsafeBytes { try AtomicFile.write($0, path: target) }
        say("Wrote \(target), \(imported.channels.widthText) of the published width.")
        say("ONNX does not hold how a model was trained; its normalisations are part of its weights now.")
    }

    private func check(_ name: String) throws(UsageError) {
        let isAllowed = name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.+".unicodeScalars.contains(scalar))
        }
        guard isAllowed, (1...40).contains(name.count), name.first != ".", name.first != "-" else {
            throw UsageError(
                "The name \(quoted(name, limit: 48)) is not one for a model; expected up to 40 letters, digits and - _ . +, a letter or digit first."
            )
        }
    }

    /// The file to write; nothing that has the name is replaced.
    private func target() throws -> String {
        if let output { return output }
        guard let folder = ModelStore.ownFolder(environment: ProcessInfo.processInfo.environment) else {
            throw UsageError("There is no folder for models; give --output, or let ZDC_MODELS or HOME name one.")
        }
        let path = folder.appendingPathComponent("\(name).safetensors").path
        let names = try ModelStore.installed(detector: .zn).models.map(\.name)
        guard !names.contains(name), !FileManager.default.fileExists(atPath: path) else {
            throw UsageError("There is a model \(quoted(name)) already; give another --name, or --output.")
        }
        return path
    }

    /// The means and scales that the user gave, or those of the graph.
    private func encoding(_ imported: ImportedGenerator) throws -> ConditionEncoding {
        let kind = imported.encodingKind
        guard kind == .raw || scales == nil else {
            throw UsageError(
                "\(displayable(file)) has its means and scales inside, as zdc export writes them; leave --scales out."
            )
        }
        if let path = scales {
            let file = try ConditionScales(path: path)
            if let number = (file.means + file.scales).first(where: { abs($0) > Float(Parameter.largestMagnitude) }) {
                throw FileError.content(path, "has \(number) as a mean or scale; expected at most 1e9, as no condition is larger")
            }
            if let scales = chargeUnit.scalesInE(file),
                let encoding = ConditionEncoding(kind: .raw, detector: .zn, mean: scales.means, scale: scales.scales)
            {
                for note in ScaleCheck.notes(encoding) { Notes.write("Note: \(displayable(path)): \(note).\n") }
                return encoding
            }
            throw UsageError(
                "A mean in \(displayable(path)) is too large, or a scale too small: 1e9 would be no number of single precision behind them."
            )
        } else if let means = imported.means, let scales = imported.scales,
            let encoding = ConditionEncoding(kind: kind, detector: .zn, mean: means, scale: scales)
        {
            return encoding
        }
        throw UsageError("\(displayable(file)) has no means and scales that its conditions can have; give --scales.")
    }
}
