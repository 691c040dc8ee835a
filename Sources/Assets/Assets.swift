import Foundation

/// Why the program's models and histories cannot be found, in one sentence.
public struct AssetsError: Error, Sendable, CustomStringConvertible {
    public let description: String
}

/// What ships with the program: trained models and the histories of their training.
public enum Assets {
    /// The folder of assets: what `ZDC_ASSETS` names, or else the bundle beside the program.
    ///
    /// The bundle is looked up beside the executable itself, since the accessor that the build makes knows only the
    /// folder of the build and ends the program where that is gone.
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
                    + "keep zdc_Assets.resources beside the program, or let ZDC_ASSETS name the folder of assets.")
        }
        return folder
    }

    /// The folder of the model files.
    public static func models() throws(AssetsError) -> URL {
        try directory().appendingPathComponent("models", isDirectory: true)
    }

    /// The training histories that ship with the models of a detector, "zn" or "zp": CSV, in the order of their names;
    /// none where there is no folder.
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
                    "The program cannot tell where it lies (/proc is not readable); let ZDC_ASSETS name the folder of assets.")
        }
    }

    private static func isDirectory(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
