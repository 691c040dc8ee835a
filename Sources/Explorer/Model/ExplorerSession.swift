import Files
import Foundation
import Text

/// A view with all its settings: what a session file holds, and what is kept from one run to the next.
///
/// The file is JSON with names as in `SharedSettings` and the settings of the pages; `zdcSession` is its version.
public struct ExplorerSession: Equatable, Sendable {
    /// The data set that the truth came from, as the command line names it; nil: the reference Monte Carlo.
    public var data: String?
    /// The files of generated responses beside it.
    public var generated: [String] = []
    var view: ViewKind
    var settings: Settings
    /// What the user's file of settings said, by its keys, in the run that kept this; empty in a session that was saved.
    var configuration: [String: String] = [:]

    /// The calorimeters that were looked at; a file that names none is of the ZN.
    public var detectors: ShownDetectors { settings.detectors }

    private static let version = 1
    /// A session takes a few kB; beyond this a file is something else.
    static let mostBytes = 1 << 20

    private struct Header: Codable { var zdcSession: Int }
    private struct Content: Codable {
        var zdcSession: Int
        var detector: String?
        var data: String?
        var generated: [String]?
        var view: ViewKind
        var settings: StoredSettings
        var configuration: [String: String]?
    }

    /// Settings with those of all pages beside the shared ones.
    private struct StoredSettings: Codable {
        /// Where a decoder finds the settings of all pages.
        static var pages: CodingUserInfoKey? { CodingUserInfoKey(rawValue: "pages") }

        var settings: Settings
        init(_ settings: Settings) { self.settings = settings }
        init(from decoder: any Decoder) throws {
            let pages = Self.pages.flatMap { decoder.userInfo[$0] } as? [any PageSettings.Type]
            settings = try Settings(pages: pages ?? [], from: decoder)
        }
        func encode(to encoder: any Encoder) throws { try settings.encode(to: encoder) }
    }

    init(data: String? = nil, generated: [String] = [], view: ViewKind, settings: Settings) {
        (self.data, self.generated) = (data, generated)
        self.view = view
        self.settings = settings
    }

    /// Reads the text of a session; every value of it is checked.
    ///
    /// - Parameters:
    ///   - path: the file's name, for messages.
    ///   - pages: the settings of all pages.
    init(_ data: Data, path: String, pages: [any PageSettings.Type]) throws(FileError) {
        func refusal(_ found: String) -> FileError { FileError(path: path, "\(path): \(found).") }
        guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
            throw refusal("this is no session: expected JSON with a number zdcSession")
        }
        guard header.zdcSession == Self.version else {
            throw refusal("the session has version \(header.zdcSession); expected \(Self.version)")
        }
        do {
            let decoder = JSONDecoder()
            if let key = StoredSettings.pages { decoder.userInfo[key] = pages }
            let content = try decoder.decode(Content.self, from: data)
            (self.data, view, settings) = (content.data, content.view, content.settings.settings)
            generated = content.generated ?? []
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

    func text(path: String) throws(FileError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let content = Content(
            zdcSession: Self.version, detector: detectors.text, data: data, generated: generated.isEmpty ? nil : generated,
            view: view, settings: StoredSettings(settings), configuration: configuration.isEmpty ? nil : configuration)
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
