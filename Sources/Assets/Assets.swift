import Foundation

/// Why the program's models and histories cannot be found, in one sentence.
public struct AssetsError: Error, Sendable, CustomStringConvertible {
    public let description: String
}

/// The files that ship with the program: trained models and their training histories.
public enum Assets {
    /// The folder of assets: the one that `ZDC_ASSETS` names, or the bundle beside the program.
    ///
    /// The bundle is searched for beside the executable, because the accessor that SwiftPM generates only knows the build
    /// folder and ends the program if that is gone.
    public static func directory() throws(AssetsError) -> URL {
        if let override = ProcessInfo.processInfo.environment["ZDC_ASSETS"], !override.isEmpty {
            let folder = URL(fileURLWithPath: override, isDirectory: true)
            guard isDirectory(folder) else {
                throw AssetsError(description: "ZDC_ASSETS names \(override), which is not a folder.")
            }
            return folder
        }
        let program = try executable()
        let folder = program.deletingLastPathComponent().appendingPathComponent("zdc_Assets.resources/assets", isDirectory: true)
        guard isDirectory(folder) else {
            throw AssetsError(
                description: "The models were not found at \(folder.path); "
                    + "keep zdc_Assets.resources beside the program, or set ZDC_ASSETS to the folder of assets.")
        }
        return folder
    }

    /// The folder of the model files.
    public static func models() throws(AssetsError) -> URL {
        try directory().appendingPathComponent("models", isDirectory: true)
    }

    /// The training histories (CSV) that ship with the models of a detector, "zn" or "zp", sorted by name; empty if there is
    /// no folder.
    public static func histories(of detector: String) throws(AssetsError) -> [URL] {
        let folder = try directory().appendingPathComponent("training/\(detector)", isDirectory: true)
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "csv" }.sorted { $0.path < $1.path }
    }

    private static func executable() throws(AssetsError) -> URL {
        do {
            return URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        } catch {
            throw AssetsError(
                description:
                    "The program cannot find its own location (/proc is not readable); set ZDC_ASSETS to the folder of assets.")
        }
    }

    private static func isDirectory(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
