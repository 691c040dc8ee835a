import Calorimeter
import DataSets
import ReferenceMC
import Terminal

/// Everything that can happen to the explorer, through one door.
enum ExplorerEvent: Sendable {
    case terminal(TerminalEvent)
    /// The background reports about the calorimeter and the truth that it works for.
    case background(ReferenceMC, WorkNews)
    /// The models of a calorimeter have been loaded.
    case models(Detector, LoadedModels)
    /// A file was written, or could not be: a sentence.
    case saved(String)
    case failed(String)
    /// No session could be read from a path that was typed: a sentence.
    case noSession(path: String, String)
    /// There is a file where one was to be written.
    case exists(SaveOrder)
    /// So much of the data set has been read, 0…1.
    case reading(part: Double)
    /// The data set was read with the files of generated responses beside it, or could not be: a sentence, which ends the explorer if
    /// there was none before.
    case dataSet(DataSet, generated: [GeneratedResponses] = [])
    case noDataSet(String)
    /// So much of a file that the user opens has been read, 0…1.
    case opening(part: Double)
    /// That file was read, or could not be opened: a sentence.
    case opened(OpenedFile)
    case notOpened(OpenOrder, String)
    /// The paths that begin like one that is typed.
    case paths(OpenOrder, [String])
    /// The files of the data set, or those beside it, have changed.
    case dataChanged
    case session(ExplorerSession)
    /// A moment that the state asked for has come (`ExplorerState.nextMoment`).
    case moment
    /// A file that the state watches has changed.
    case filesChanged
}

extension ExplorerEvent {
    /// The mouse moves with its button down, or the button is let go.
    var isMouseMovement: Bool {
        if case .terminal(.mouse(let mouse)) = self { mouse.action == .drag || mouse.action == .release } else { false }
    }
}

/// What the explorer wants done outside of itself.
enum ExplorerEffect: Equatable, Sendable {
    /// Replace what is being worked on for a calorimeter; nil stops it.
    case work(Detector, Work?)
    case readData(path: String)
    /// Find out what a file is, and read it.
    case open(OpenOrder)
    /// List the paths that begin like this one.
    case listPaths(OpenOrder)
    /// Tell when one of these files changes; none ends it.
    case watch([String])
    /// Hand text to the terminal's clipboard.
    case copy(String)
    /// Save something of the view.
    case save(SaveOrder)
    case loadSession(path: String)
    case suspend
    case redraw
    case setMouse(Bool)
    case quit
    /// End in order, then die by this signal.
    case die(signal: Int32)
}
