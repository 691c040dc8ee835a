import Canvas
import DataSets
import Foundation
import Text

extension ExplorerState {
    /// Begins to open a file; where that makes no sense, the line stays as it was typed, with the reason.
    mutating func begin(_ order: OpenOrder) -> [ExplorerEffect] {
        if case .reading(let name, _) = truth {
            refuse(order, "\(name) is still being read; open another file after that.")
            return []
        }
        if order.isGenerated, truth.dataSet == nil {
            refuse(
                order, "Generated responses are compared with true ones to the same particles; open the data set of these first.")
            return []
        }
        opening = Opening(name: DataSet.name(ofPath: order.path), part: 0)
        return [.open(order)]
    }

    /// Says why a file was not opened, where its path can be mended.
    mutating func refuse(_ order: OpenOrder, _ sentence: String) {
        opening = nil
        if mode == resting { mode = .palette(selection: 0, filter: order.text) }
        complain(sentence)
    }

    /// Takes over the truth of an opened file, with what was there before undo began.
    mutating func adopt(_ truth: OpenedTruth) {
        (dataPath, generatedPaths) = (truth.dataPath, truth.generatedPaths)
        adopt(truth.dataSet, truth.generated, isLookedFor: truth.newModel == nil)
        // No step leads back to a truth that is not there any more.
        if truth.newModel == nil { history = SettingsHistory() }
    }

    mutating func take(_ file: OpenedFile, at now: Duration) {
        opening = nil
        switch file {
        case .truth(let truth):
            guard let name = truth.newModel else { return tell(of: truth.dataSet, truth.generated, at: now) }
            choose(model: name)
            let count = truth.generated.first { $0.name == name }?.file.count ?? 0
            say("\(name): \(TruthText.responses(count)) beside \(truth.dataSet.name)", at: now)
            for remark in truth.generated.filter({ $0.name == name }).compactMap(\.remark) { offer(remark) }
        case .session(let session): take(session, at: now)
        case .history(let path):
            if !training.files.contains(path) { training.files.append(path) }
            training.chosen = training.files.firstIndex(of: path) ?? 0
            (training.zoom, training.cursor) = (nil, nil)
            open(.training)
            filesVersion += 1
            say("training history \(displayable(URL(filePath: path).lastPathComponent, limit: 80))", at: now)
        }
    }

    mutating func tell(of dataSet: DataSet, _ generated: [GeneratedResponses], at now: Duration) {
        let particles = NumberText.grouped(dataSet.particles.count)
        say("\(dataSet.name): \(TruthText.responses(dataSet.count)) to \(particles) particles", at: now)
        for remark in generated.compactMap(\.remark) { offer(remark) }
    }

    /// Opens a session, and says what of it is not here.
    mutating func take(_ session: ExplorerSession, at now: Duration) {
        open(session)
        if (session.data, session.generated) != (dataPath, generatedPaths) {
            let data = session.data.map { "--data \($0)" } ?? "no --data"
            let theirs = ([data] + session.generated.map { "--generated \($0)" }).joined(separator: " ")
            complain(
                "The session's truth was another one; start with \(displayable(theirs)) to see it. Here it is: \(TruthText.source(self))."
            )
        } else if let name = session.settings.model, front.areModelsLoaded, model?.name != name {
            complain("The session's model \(name) is not here; it shows \(model?.title ?? "the truth alone").")
        } else {
            say("session opened; u goes back", at: now)
        }
    }
}

extension ExplorerState {
    /// What lists the files behind what is typed; nothing where no file is typed.
    func listing(_ typed: String) -> [ExplorerEffect] { OpenOrder(typed: typed).map { [.listPaths($0)] } ?? [] }

    /// Takes over a list of files for what is typed, which goes on as far as they agree.
    mutating func take(_ paths: [String], for order: OpenOrder, at now: Duration) {
        // Something else was typed meanwhile.
        guard case .palette(_, let filter) = mode, OpenOrder(typed: filter) == order else { return }
        knownPaths = paths
        guard var common = paths.first else { return say("no file begins like that", at: now) }
        for path in paths { common = common.commonPrefix(with: path) }
        let isFurther = common.count > order.path.count
        mode = .palette(selection: 0, filter: isFurther ? order.with(path: common).text : filter)
    }
}
