import Calorimeter
import DataSets
import FastSimulation
import Files
import Scoring
import Threads

/// What works in the background for the program.
extension ExplorerProgram {
    /// Works for a calorimeter, whose models are there or are loaded before anything else.
    mutating func serve(_ detector: Detector, _ dataSet: DataSet? = nil, _ generated: [GeneratedResponses] = []) {
        self.generated = generated
        do throws(ThreadError) {
            services[detector] = try service(for: detector, dataSet, generated)
        } catch {
            ending = .failed(error.description)
        }
    }

    /// A service that waits for the models of its calorimeter before anything else.
    private func service(
        for detector: Detector, _ dataSet: DataSet?, _ generated: [GeneratedResponses]
    ) throws(ThreadError) -> WorkService {
        let (inbox, shelf) = (inbox, shelf)
        return try WorkService(
            dataSet: dataSet, models: { shelf.models(of: detector).map { Model($0) } + generated.map { Model($0) } },
            report: { inbox.put(.background($0, $1)) })
    }

    mutating func watch(_ paths: [String]) {
        let inbox = inbox
        dataWatcher = FileWatcher(files: paths.flatMap(DataSet.files)) { inbox.put(.dataChanged) }
    }

    /// Reads a data set on a thread of its own; the screen is there meanwhile, and what was read before.
    mutating func read(_ path: String) {
        if state.truth.dataSet == nil { state.truth = .reading(name: DataSet.name(ofPath: path), part: 0) }
        state.dataPath = path
        let (detector, generated, shelf) = (state.detector, state.generatedPaths, shelf)
        watch([path] + generated)
        let reading = readings.begin(for: inbox) { .reading(part: $0) }
        let problem = Self.start("data set") {
            let report = reading.reporter()
            let names = shelf.models(of: detector).map(\.name)
            do throws(FileError) {
                let dataSet = try DataSet(path: path, detector: detector) { report($1) }
                let files = try GeneratedResponses.read(paths: generated, truth: dataSet, taken: names) { report($2) }
                reading.end(.dataSet(dataSet, generated: files))
            } catch {
                reading.end(.noDataSet(error.description))
            }
        }
        if let problem { ending = .failed(problem) }
    }

    /// Opens a file on a thread of its own; nothing changes before all of it was read.
    mutating func open(_ order: OpenOrder) {
        let shelf = shelf
        let opening = FileOpening(
            order: order, dataSet: state.truth.dataSet, dataPath: state.dataPath, generated: generated,
            generatedPaths: state.generatedPaths
        ) { detector in shelf.models(of: detector).map(\.name) }
        let reading = readings.begin(for: inbox) { .opening(part: $0) }
        let problem = Self.start("open") {
            do throws(FileError) {
                reading.end(.opened(try opening.file(reading.reporter())))
            } catch {
                reading.end(.notOpened(order, error.description))
            }
        }
        if let problem { update(.notOpened(order, problem)) }
    }

    /// Lists files on a thread of its own: a folder may lie on a machine that does not answer.
    mutating func list(_ order: OpenOrder) {
        let inbox = inbox
        let problem = Self.start("list") {
            inbox.put(.paths(order, PathCompletion.paths(beginningLike: order.path)))
        }
        if let problem { update(.failed(problem)) }
    }

    /// Does something on a thread of its own; why it cannot, if the system has none left.
    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) -> String? {
        do throws(ThreadError) {
            try BackgroundThread.start(name: name, work)
            return nil
        } catch {
            return error.description
        }
    }

    /// Hands work to the service of a calorimeter, which is started the first time.
    mutating func submit(_ work: Work?, to detector: CalorimeterState) {
        // Nobody will see it.
        guard ending == nil else { return }
        let service: WorkService
        if let running = services[detector.detector] {
            service = running
        } else {
            guard work != nil else { return }
            do throws(ThreadError) {
                service = try self.service(for: detector.detector, nil, [])
            } catch {
                // What is worked on already goes on.
                guard services.isEmpty else { return update(.failed(error.description)) }
                ending = .failed(error.description)
                return
            }
            services[detector.detector] = service
        }
        service.submit(work, for: detector.reference)
    }
}

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
