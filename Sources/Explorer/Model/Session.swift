import Calorimeter
public import Files
import Foundation
import Text

/// A view with all its settings: what a session file holds, and what is kept from one run to the next.
///
/// The file is JSON with names as in `Settings`; `zdcSession` is its version.
public struct Session: Equatable, Sendable {
    /// The data set that the truth came from, as the command line names it; nil: the reference Monte Carlo.
    public var data: String?
    var view: ViewKind
    var settings: Settings
    /// What the user's file of settings said, by its keys, in the run that kept this; empty in a session that was saved.
    var configuration: [String: String] = [:]

    /// The calorimeters that were looked at; a file that names none is of the ZN.
    public var detectors: ShownDetectors { settings.detectors }

    private static let version = 1
    /// A session takes a few kB; beyond this a file is something else.
    private static let mostBytes = 1 << 20

    private struct Header: Codable { var zdcSession: Int }
    private struct Content: Codable {
        var zdcSession: Int
        var detector: String?
        var data: String?
        var view: ViewKind
        var settings: Settings
        var configuration: [String: String]?
    }

    init(data: String? = nil, view: ViewKind, settings: Settings) {
        self.data = data
        self.view = view
        self.settings = settings
    }

    /// Reads a session file; every value of it is checked.
    public static func read(path: String) throws(FileError) -> Session {
        let bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard bytes <= mostBytes else {
            throw FileError(path: path, "\(path) has \(bytes) bytes; a session has at most \(mostBytes).")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileError(path: path, "The session \(path) cannot be read.")
        }
        return try Session(data, path: path)
    }

    /// - Parameter path: the file's name, for messages.
    init(_ data: Data, path: String) throws(FileError) {
        func refusal(_ found: String) -> FileError { FileError(path: path, "\(path): \(found).") }
        guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
            throw refusal("this is no session: expected JSON with a number zdcSession")
        }
        guard header.zdcSession == Self.version else {
            throw refusal("the session has version \(header.zdcSession); expected \(Self.version)")
        }
        do {
            let content = try JSONDecoder().decode(Content.self, from: data)
            (self.data, view, settings) = (content.data, content.view, content.settings)
            configuration = content.configuration ?? [:]
            if let name = content.detector {
                guard let detectors = ShownDetectors(name) else {
                    throw refusal(
                        "the detector is \(quoted(name, limit: 32)); expected \(ShownDetectors.names.joined(separator: ", "))")
                }
                settings.detectors = detectors
            }
        } catch let error as FileError {
            throw error
        } catch let error as DecodingError {
            throw refusal(Self.sentence(error))
        } catch {
            throw refusal("the session cannot be understood")
        }
        if let problem = settings.problem { throw refusal(problem) }
    }

    /// The text of a session file.
    func text(path: String) throws(FileError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let content = Content(
            zdcSession: Self.version, detector: detectors.text, data: data, view: view, settings: settings,
            configuration: configuration.isEmpty ? nil : configuration)
        guard let data = try? encoder.encode(content) else {
            throw FileError(path: path, "The session holds a number that no file can: an infinite one.")
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// The text in one line, without the stop at its end.
    private static func line(_ text: String) -> String {
        // The foreign value itself is part of it.
        let line = displayable(text.split(whereSeparator: \.isWhitespace).joined(separator: " "), limit: 200)
        return line.hasSuffix(".") ? String(line.dropLast()) : line
    }

    private static func sentence(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        return switch error {
        case .keyNotFound(let key, let context): "found no value for \(place(context.codingPath + [key]))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(place(context.codingPath)) is of another type than expected"
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            "the session cannot be understood: \(Self.line(context.debugDescription))"
        case .dataCorrupted(let context):
            "\(place(context.codingPath)) has a value that is not expected: \(Self.line(context.debugDescription))"
        @unknown default: "the session cannot be understood"
        }
    }
}

extension ExplorerState {
    /// The present view and settings.
    var session: Session { Session(data: dataPath, view: view, settings: settings) }

    /// Opens a session. Models and histories that are not here are left out.
    mutating func open(_ session: Session) {
        let given = training.files.filter { !front.histories.contains($0) }
        settings = session.settings
        adoptHistories(own: given + front.histories)
        open(session.view)
        // What was frozen there has to be counted here first.
        histograms.isFrozen = false
        (isPlaying, nextSampleAt) = (false, nil)
        // The session may be of a face that is not here.
        crosshair = session.settings.crosshair.flatMap { $0.row < detector.rows && $0.column < detector.columns ? $0 : nil }
        mode = resting
    }

    /// The session's histories that are here, by path or else by name, then those that the program was started with.
    private mutating func adoptHistories(own files: [String]) {
        func present(_ path: String) -> String? {
            if files.contains(path) || FileManager.default.fileExists(atPath: path) { return path }
            return files.first { URL(filePath: $0).lastPathComponent == URL(filePath: path).lastPathComponent }
        }
        let front = training.files.indices.contains(training.chosen) ? present(training.files[training.chosen]) : nil
        training.files = (training.files.compactMap(present) + files).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        training.added = training.added.compactMap(present)
        training.chosen = front.flatMap { training.files.firstIndex(of: $0) } ?? 0
    }
}
