import ArgumentParser
import Calorimeter
import FastSimulation
import Foundation

// What a shell offers for the values of options.
extension CompletionKind {
    static var species: CompletionKind { .list(Species.all.compactMap(\.names.first)) }

    /// The names of the installed models, asked for when they are needed, and weight files.
    static var models: CompletionKind {
        .custom { _, _, prefix in
            let stores = Detector.all.compactMap { try? ModelStore.installed(detector: $0) }
            let names = Set(stores.flatMap(\.models).map(\.name)).sorted()
            return names.filter { $0.hasPrefix(prefix) } + weightFiles(prefix)
        }
    }

    /// Weight files, and folders, whose paths begin with what was typed.
    private static func weightFiles(_ prefix: String) -> [String] {
        let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return names.sorted().compactMap { name in
            let path = folder + name
            guard path.hasPrefix(prefix), !name.hasPrefix(".") else { return nil }
            return name.hasSuffix(".safetensors") ? path : nil
        }
    }
}
