public import Files
import Foundation

extension ExplorerSession {
    /// Reads a session file; every value of it is checked.
    public static func read(path: String) throws(FileError) -> ExplorerSession {
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard bytes <= mostBytes else {
            throw FileError(path: path, "\(path) has \(bytes) bytes; a session has at most \(mostBytes).")
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
    /// The present view and settings.
    var session: ExplorerSession { ExplorerSession(data: dataPath, view: view, settings: settings) }

    /// Opens a session. What of it is not here is left out.
    mutating func open(_ session: ExplorerSession) {
        let before = self
        take(session.settings)
        view = session.view
        (isPlaying, nextSampleAt) = (false, nil)
        for view in ViewKind.allCases { view.page.sessionWasOpened(&self, before: before) }
        mode = resting
    }
}
