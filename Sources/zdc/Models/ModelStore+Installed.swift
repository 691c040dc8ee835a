import Assets
import Calorimeter
import FastSimulation
import Files
import Foundation

extension ModelStore {
    /// The models for a calorimeter that ship with the program, and the user's own.
    static func installed(detector: Detector) throws -> ModelStore {
        try load(
            directory: Assets.models(), own: ownFolder(environment: ProcessInfo.processInfo.environment), for: detector
        ).models(for: detector)
    }

    /// The weight files of all installed models.
    static var installedFiles: [URL] {
        let folders = [try? Assets.models(), ownFolder(environment: ProcessInfo.processInfo.environment)].compactMap(\.self)
        return folders.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []).filter {
                $0.pathExtension == "safetensors"
            }
        }
    }

    /// Where the user's own models are: what `ZDC_MODELS` names, or `zdc/models` in the folder for a user's data (XDG Base
    /// Directory Specification). Nil where the environment names none.
    static func ownFolder(environment: [String: String]) -> URL? {
        if let own = environment["ZDC_MODELS"], !own.isEmpty { return URL(fileURLWithPath: own, isDirectory: true) }
        return UserFolder.data.path(environment: environment).map { URL(fileURLWithPath: $0 + "/models", isDirectory: true) }
    }
}
