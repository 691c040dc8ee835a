import Calorimeter
import DataSets
import Files
import Foundation
import Glibc

/// Finds out what a file is that the user wants opened, and reads it.
struct FileOpening: Sendable {
    let order: OpenOrder
    /// What the truth is now.
    var dataSet: DataSet?
    var dataPath: String?
    var generated: [GeneratedResponses] = []
    var generatedPaths: [String] = []
    /// The names of a calorimeter's own models.
    let models: @Sendable (Detector) -> [String]

    /// - Parameter progress: called now and then with the part that was read, 0…1.
    /// - Throws: a sentence if the file is nothing that can be opened.
    func file(_ progress: (Double?) -> Void) throws(FileError) -> OpenedFile {
        let path = DataSet.wholePath(ExplorerProgram.expandingHome(order.path))
        if order.isGenerated { return .truth(try joined(path, progress)) }
        // Two files of one array each are a data set or nothing.
        if DataSet.files(ofPath: path) != [path] { return .truth(try truth(path, progress)) }
        try Self.checkRegular(path)
        if try ArrayFormat(path: path) != nil { return .truth(try truth(path, progress)) }
        let found = FileKind.name(ofFileAt: path)
        if found == nil, Self.isJSON(path) { return .session(try ExplorerSession.read(path: path)) }
        if found == nil, TrainingRunFile(reading: path).history != nil { return .history(path: path) }
        if found == nil, ParticleFile.isTable(path: path) {
            throw FileError.content(path, "has particles without responses; zdc simulate --particles makes a data set of them")
        }
        throw FileError.content(path, "is \(found ?? "of another kind"); expected \(Self.expected)")
    }

    private static let expected = "a data set (NPZ), a session (JSON) or a training history (CSV)"

    /// Throws a sentence for a folder, a pipe and whatever else would not come to an end.
    private static func checkRegular(_ path: String) throws(FileError) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        let found = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no regular file"
        throw FileError.content(path, "is \(found); expected \(expected)")
    }

    /// Whether the first character of a text is that of an object in JSON.
    private static func isJSON(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path), let start = try? file.read(upToCount: 4096) else { return false }
        return start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    }

    /// The data set of a path. The files beside the one that is there stay if it is the same one, read again.
    private func truth(_ path: String, _ progress: (Double?) -> Void) throws(FileError) -> OpenedTruth {
        // Where it is none, reading it says why.
        let detector = DataSet.detector(ofPath: path) ?? .zn
        let set = try DataSet(path: path, detector: detector) { progress($1) }
        var opened = OpenedTruth(dataSet: set, dataPath: path)
        if path == dataPath {
            opened.generated = try GeneratedResponses.read(paths: generatedPaths, truth: set, taken: models(detector)) {
                progress($2)
            }
            opened.generatedPaths = generatedPaths
        }
        return opened
    }

    /// The truth that is there with one more file beside it, or with a new reading of one that is.
    private func joined(_ path: String, _ progress: (Double?) -> Void) throws(FileError) -> OpenedTruth {
        guard let dataSet, let dataPath else {
            throw FileError.content(
                path, "is compared with true responses to the same particles; expected a data set of these to be open")
        }
        try Self.checkRegular(path)
        let others = zip(generatedPaths, generated).filter { $0.0 != path }
        let taken = models(dataSet.detector) + others.map(\.1.name)
        let new = try GeneratedResponses.read(paths: [path], truth: dataSet, taken: taken) { progress($2) }
        return OpenedTruth(
            dataSet: dataSet, dataPath: dataPath, generated: others.map(\.1) + new, generatedPaths: others.map(\.0) + [path],
            newModel: new.first?.name)
    }
}

/// The files whose paths begin like one that is being typed.
enum PathCompletion {
    /// As many as a list can show.
    private static let most = 1000

    /// Whole paths in order, folders with a slash behind them. Files whose names begin with a dot come where that is typed.
    static func paths(beginningLike typed: String) -> [String] {
        let whole = candidates(typed)
        // Of two files with a comma between them the second.
        guard whole.isEmpty, let comma = typed.lastIndex(of: ",") else { return whole }
        return candidates(String(typed[typed.index(after: comma)...])).map { typed[...comma] + $0 }
    }

    private static func candidates(_ typed: String) -> [String] {
        let (folder, start) = OpenOrder(path: typed).parts
        let place = ExplorerProgram.expandingHome(folder)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: place.isEmpty ? "." : place) else { return [] }
        let fitting = names.filter { name in
            name.hasPrefix(start) && (start.hasPrefix(".") || !name.hasPrefix("."))
                && name.unicodeScalars.allSatisfy(\.isDisplayable)
        }
        return fitting.sorted().prefix(most).map { name in
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: place + name, isDirectory: &isFolder)
            return folder + name + (isThere && isFolder.boolValue ? "/" : "")
        }
    }
}
