import Canvas
import Foundation
import Scoring
import Text
import Training

/// Histories to be read. A request with a higher version finds what has changed since.
struct TrainingRequest: WorkRequest {
    typealias Result = TrainingResult
    typealias Worker = TrainingWorker

    var files: [String]
    var version: Int
}

/// One history as it was read, or why it could not be.
struct TrainingRunFile: Sendable {
    enum Content: Sendable {
        case history(TrainingHistory)
        case problem(String)
    }

    var path: String
    var content: Content

    var history: TrainingHistory? {
        if case .history(let history) = content { history } else { nil }
    }

    /// The model's name, or the file's where it does not say.
    var name: String {
        if let name = history?.name, !name.isEmpty { return name }
        return displayable(URL(filePath: path).deletingPathExtension().lastPathComponent, limit: 80)
    }

    init(reading path: String) {
        self.path = path
        let name = displayable(URL(filePath: path).lastPathComponent, limit: 80)
        do {
            let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard bytes <= TrainingHistory.mostBytes else {
                let (found, most) = (NumberText.grouped(bytes), NumberText.grouped(TrainingHistory.mostBytes))
                content = .problem("\(name) has \(found) bytes; a training history has at most \(most).")
                return
            }
            // Foundation loses 4 KiB each time it reads an empty file, and a run begins with one.
            let text = bytes == 0 ? "" : String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            // A run replaces the file as a whole, and a last line that another program is still writing is read again soon.
            guard let history = TrainingHistory(csv: text, isWhole: true) else {
                content = .problem("\(name) is no training history: its header has no column named step.")
                return
            }
            content = .history(history)
        } catch {
            content = .problem("\(name) cannot be read yet; a run writes it with its first validation.")
        }
    }
}

/// What the files of a request held.
struct TrainingResult: WorkResult {
    var request: TrainingRequest
    var runs: [TrainingRunFile]

    init(reading request: TrainingRequest) {
        self.request = request
        runs = request.files.map(TrainingRunFile.init(reading:))
    }

    /// A newer version of the files may be on its way.
    func answers(_ request: TrainingRequest) -> Bool { self.request.files == request.files }
    func merged(into known: TrainingResult?, wanted: TrainingRequest) -> TrainingResult? { answers(wanted) ? self : known }
}

struct TrainingWorker: BackgroundWorker {
    init(truth: Truth, models: [Model]) {}

    func run(_ request: TrainingRequest, _ context: WorkContext<TrainingRequest>) {
        context.deliver(TrainingResult(reading: request))
    }
}
