import Calorimeter
import FastSimulation
import Threads

/// The models of each calorimeter, loaded by whoever needs them first; others wait for them meanwhile.
final class ModelShelf: Sendable {
    private let load: ExplorerProgram.ModelLoading
    private let inbox: Inbox
    private let shelves: [Detector: Guarded<[Generator]?>]

    init(inbox: Inbox, load: @escaping ExplorerProgram.ModelLoading) {
        (self.inbox, self.load) = (inbox, load)
        shelves = Dictionary(uniqueKeysWithValues: Detector.all.map { ($0, Guarded(nil)) })
    }

    /// The models of a calorimeter. The first time it loads them, and tells the explorer before it returns.
    func models(of detector: Detector) -> [Generator] {
        shelves[detector]?.withLock { shelf in
            if let models = shelf { return models }
            let loaded = load(detector)
            let models = loaded.store?.models ?? []
            shelf = models
            inbox.put(.models(detector, LoadedModels(loaded.store, problem: loaded.problem)))
            return models
        } ?? []
    }
}
