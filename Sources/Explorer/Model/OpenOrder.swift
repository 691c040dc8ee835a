import DataSets

/// A file that the user wants opened, as it is typed into the list of commands: "open set.npz", "open generated mine.npz".
struct OpenOrder: Hashable, Sendable {
    /// The path as it was typed; a data set may be two files with a comma between them.
    var path: String
    /// It holds generated responses, which are compared with the truth that is there.
    var isGenerated = false

    private static let word = "open "
    private static let generated = "generated "

    init(path: String, isGenerated: Bool = false) { (self.path, self.isGenerated) = (path, isGenerated) }

    /// Nil where something else is typed.
    init?(typed: String) {
        let text = typed.drop { $0 == " " }
        guard text.lowercased().hasPrefix(Self.word) else { return nil }
        let value = text.dropFirst(Self.word.count).drop { $0 == " " }
        isGenerated = value.lowercased().hasPrefix(Self.generated)
        path = String(isGenerated ? value.dropFirst(Self.generated.count).drop { $0 == " " } : value)
    }

    var text: String { Self.word + (isGenerated ? Self.generated : "") + path }

    /// The path before and behind its last slash.
    var parts: (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    func with(path: String) -> OpenOrder { OpenOrder(path: path, isGenerated: isGenerated) }
}

/// What was found in a file that was opened.
enum OpenedFile: Sendable {
    case truth(OpenedTruth)
    case session(ExplorerSession)
    /// A training history, which the view of trainings reads itself.
    case history(path: String)
}

/// A truth that was opened, with the files of generated responses beside it, by their whole paths.
struct OpenedTruth: Sendable {
    var dataSet: DataSet
    var dataPath: String
    var generated: [GeneratedResponses] = []
    var generatedPaths: [String] = []
    /// The model of the file that was opened beside the data set; nil where the data set itself was opened.
    var newModel: String?
}
