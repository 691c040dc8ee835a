public import Calorimeter
public import Foundation
import Networks
import Threads

/// The trained models of a directory.
public struct ModelStore: Sendable {
    /// One weight file, and what became of it: a bad file never hides the others.
    public struct Entry: Sendable {
        public let file: URL
        public let result: Result<Generator, ModelError>
        /// It is in the user's own folder.
        public var isOwn = false

        fileprivate var model: Generator? { try? result.get() }
    }

    /// Every `.safetensors` file: models in the order of their objectives, then by name, then by file.
    public let entries: [Entry]

    /// The models that can be used, in the same order.
    public var models: [Generator] {
        entries.compactMap { entry in
            guard case .success(let generator) = entry.result else { return nil }
            return generator
        }
    }

    /// The models for one calorimeter; files that cannot be read may be of any, and stay.
    public func models(for detector: Detector) -> ModelStore {
        ModelStore(
            entries: entries.filter { entry in
                guard case .success(let generator) = entry.result else { return true }
                return generator.detector == detector
            })
    }

    /// The names of the user's own models, which take the place of shipped ones of the same name.
    public var ownNames: Set<String> { Set(entries.compactMap { $0.isOwn ? $0.model?.name : nil }) }

    /// What was wrong with weight files that cannot be used.
    public var failures: [ModelError] {
        entries.compactMap { entry in
            if case .failure(let error) = entry.result { error } else { nil }
        }
    }

    /// The model to take if none is asked for: the first that is named after its objective, as the shipped ones are.
    public var preferred: Generator? { models.first { $0.objective?.rawValue == $0.name } ?? models.first }

    /// Reads every weight file of a directory, and of the user's own where it exists: those for one calorimeter, or all. A model
    /// of the user's own replaces one of the same calorimeter and name. Throws if a directory cannot be read.
    public static func load(directory: URL, own: URL? = nil, for detector: Detector? = nil) throws(ModelError) -> ModelStore {
        var entries = try Self.entries(of: directory, for: detector)
        if let own, FileManager.default.fileExists(atPath: own.path) {
            var others = try Self.entries(of: own, for: detector)
            for place in others.indices { others[place].isOwn = true }
            let models = others.compactMap(\.model)
            entries.removeAll { entry in
                models.contains { $0.name == entry.model?.name && $0.detector == entry.model?.detector }
            }
            entries += others
        }
        return ModelStore(entries: entries.sorted { order($0) < order($1) })
    }

    /// Whether one of these weight files calls itself a model of this name; no numbers are read, so that it takes no time.
    public static func holds(_ name: String, of detector: Detector, in files: [URL]) -> Bool {
        files.contains { file in
            guard let words = WeightFile.metadata(of: file) else { return false }
            return words["detector"] == GeneratorFile.word(for: detector) && words["model"] == name
        }
    }

    private static func entries(of directory: URL, for detector: Detector?) throws(ModelError) -> [Entry] {
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
        } catch {
            throw ModelError(file: directory.path, "found no directory that can be read, expected one with models")
        }
        let others = Detector.all.filter { detector != nil && $0 != detector }.map(GeneratorFile.word)
        let own = files.filter { file in
            guard file.pathExtension == "safetensors" else { return false }
            // The numbers of another calorimeter's models are not read: there are as many as of one's own.
            guard !others.isEmpty, let word = WeightFile.metadata(of: file)?["detector"] else { return true }
            return !others.contains(word)
        }
        // Somebody waits for the first picture meanwhile.
        return BackgroundThread.pieces(own.count, threads: Processors.usable) { number in
            let file = own[number]
            return Entry(file: file, result: Result { () throws(ModelError) in try Generator(contentsOf: file) })
        }
    }

    /// Models before files that cannot be read.
    private static func order(_ entry: Entry) -> (Int, String, String) {
        guard case .success(let generator) = entry.result else { return (.max, "", entry.file.lastPathComponent) }
        let place = generator.objective.flatMap { Objective.allCases.firstIndex(of: $0) }
        return (place ?? Objective.allCases.count, generator.name, entry.file.lastPathComponent)
    }
}
