import Canvas
public import Files
import Foundation
import Glibc

extension ExplorerSession {
    /// Reads a session file; every value of it is checked.
    public static func read(path: String) throws(FileError) -> ExplorerSession {
        guard FileManager.default.fileExists(atPath: path) else {
            throw FileError(path: path, "There is no session file \(path).")
        }
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard bytes <= mostBytes else {
            throw FileError(
                path: path,
                "\(path) has \(NumberText.grouped(bytes)) bytes; a session has at most \(NumberText.grouped(mostBytes)).")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileError(path: path, "The session \(path) cannot be read.")
        }
        return try ExplorerSession(data, path: path)
    }

    /// - Parameter path: the file's name, for messages.
    init(_ data: Data, path: String) throws(FileError) { try self.init(data, path: path, pages: ViewKind.allSettings) }
}

extension ExplorerState {
    var session: ExplorerSession { ExplorerSession(data: dataPath, generated: generatedPaths, view: view, settings: settings) }

    /// Opens a session. What of it is not here is left out.
    mutating func open(_ session: ExplorerSession) {
        let before = self
        take(session.settings)
        view = session.view
        stopPlaying()
        for view in ViewKind.allCases { view.page.sessionWasOpened(&self, before: before) }
        mode = resting
    }
}

/// Where the session of the last run is kept (XDG Base Directory Specification): `$XDG_STATE_HOME/zdc/session.json`, or
/// that folder's default below the home folder.
public struct StateFile: Sendable {
    public let path: String

    /// Nil where the environment names neither folder.
    public init?(environment: [String: String]) {
        guard let folder = UserFolder.state.path(environment: environment) else { return nil }
        path = folder + "/session.json"
    }

    /// The session of the last run; nil where there was none.
    func read() throws(FileError) -> ExplorerSession? {
        FileManager.default.fileExists(atPath: path) ? try ExplorerSession.read(path: path) : nil
    }

    /// Why nothing can be kept here; nil if it can.
    func obstacle() -> String? {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return "The view will not be kept for the next run: the folder \(folder) cannot be made."
        }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            return "The view will not be kept for the next run: the folder \(folder) cannot be written."
        }
        // A pipe in its place would keep the end waiting for its reader.
        var status = stat()
        let isOther = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        return isOther ? "The view will not be kept for the next run: \(path) is no regular file." : nil
    }

    /// Keeps a session for the next run, beside what the user's file of settings said in this one. Where that was not heard, beside
    /// what it said the last time it was: `configuration` is nil then, and `masked` are single settings.
    func write(_ session: ExplorerSession, configuration: [String: String]?, masked: Set<String> = []) throws(FileError) {
        var session = session
        let before = (try? read())?.configuration ?? [:]
        session.configuration =
            configuration.map { $0.merging(before.filter { masked.contains($0.key) }) { said, _ in said } } ?? before
        try AtomicFile.write(try session.text(path: path), path: path)
    }
}
