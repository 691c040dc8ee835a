import Assets
import Calorimeter
import FastSimulation
import Files
import Foundation
import Text

extension ModelStore {
    /// The model with the name or in the file that a user gave; without one, the model that the explorer starts with.
    static func chosen(_ name: String?, detector: Detector) throws -> Generator {
        if let name, let generator = try fromFile(name, detector: detector) { return generator }
        let store = try installed(detector: detector)
        if let name { return try store.model(named: name) }
        if let generator = store.preferred { return generator }
        if let failure = store.failures.first { throw failure }
        throw try missing(detector)
    }

    /// Whether what a user gave is a weight file: a name with its suffix, or the path of a file.
    static func isFile(_ name: String) -> Bool {
        name.hasSuffix(".safetensors") || (name.contains("/") && FileManager.default.fileExists(atPath: name))
    }

    /// The model of a weight file, if a user gave one.
    static func fromFile(_ name: String, detector: Detector) throws -> Generator? {
        guard isFile(name) else { return nil }
        let generator = try generator(ofFile: name)
        guard generator.detector == detector else {
            throw UsageError(
                "\(displayable(name)) is a model of the \(generator.detector.name); add --detector \(generator.detector.name.lowercased())."
            )
        }
        return generator
    }

    /// The model of a weight file.
    static func generator(ofFile path: String) throws -> Generator {
        do throws(ModelError) {
            return try Generator(contentsOf: URL(fileURLWithPath: path))
        } catch {
            // The length with which a weight file begins may look like anything, so this is only asked where it is none.
            guard let kind = FileKind.name(ofFileAt: path) else { throw error }
            throw FileError.content(path, "is \(kind); expected a weight file (.safetensors)")
        }
    }

    /// The model of a name that a user gave. A file that cannot be read is the reason only where it may be the one meant.
    func model(named name: String) throws -> Generator {
        if let generator = models.first(where: { $0.name == name }) { return generator }
        if let failure = failures.first { throw failure }
        let names = models.map(\.name).joined(separator: ", ")
        throw UsageError("There is no model \(quoted(name, limit: 32)); known are \(names.isEmpty ? "none" : names).")
    }

    /// The sentence for a folder without a model to choose. Throws if the assets are missing.
    static func missing(_ detector: Detector) throws -> CommandError {
        CommandError(
            "There is no model of the \(detector.name) in \(try Assets.models().path); expected a weight file (.safetensors).")
    }
}
