import Calorimeter
import DataSets
import FastSimulation
import Files
import Scoring
import Threads

/// What works in the background for the program.
extension ExplorerProgram {
    /// Works for the calorimeter to begin with, whose models are there.
    mutating func serve(_ detector: Detector, _ dataSet: DataSet? = nil, _ generated: [GeneratedResponses] = []) {
        let (inbox, models) = (inbox, models.map { Model($0) } + generated.map { Model($0) })
        do throws(ThreadError) {
            services[detector] = try WorkService(dataSet: dataSet, models: { models }) { inbox.put(.background($0, $1)) }
        } catch {
            ending = .failed(error.description)
        }
    }

    /// Reads a data set on a thread of its own; the screen is there meanwhile, and what was read before.
    mutating func read(_ path: String) {
        if state.truth.dataSet == nil { state.truth = .reading(name: DataSet.name(ofPath: path), part: 0) }
        state.dataPath = path
        let (inbox, detector, generated, names) = (inbox, state.detector, state.generatedPaths, models.map(\.name))
        let files = ([path] + generated).flatMap(DataSet.files)
        dataWatcher = FileWatcher(files: files) { inbox.put(.dataChanged) }
        do throws(ThreadError) {
            try BackgroundThread.start(name: "data set") {
                var shown = ContinuousClock.now
                func report(_ part: Double?) {
                    let now = ContinuousClock.now
                    guard let part, now - shown >= ProgressReporter.interval else { return }
                    shown = now
                    inbox.put(.reading(part: part))
                }
                do throws(FileError) {
                    let dataSet = try DataSet(path: path, detector: detector) { report($1) }
                    let files = try GeneratedResponses.read(paths: generated, truth: dataSet, taken: names) { report($2) }
                    inbox.put(.dataSet(dataSet, generated: files))
                } catch {
                    inbox.put(.noDataSet(error.description))
                }
            }
        } catch {
            ending = .failed(error.description)
        }
    }

    /// The service of a calorimeter; the first time, it loads the models before anything else.
    mutating func submit(_ work: Work?, to detector: CalorimeterState) {
        // Nobody will see it.
        guard ending == nil else { return }
        let service: WorkService
        if let running = services[detector.detector] {
            service = running
        } else {
            guard work != nil else { return }
            let (inbox, loadModels, detector) = (inbox, loadModels, detector.detector)
            do throws(ThreadError) {
                service = try WorkService(
                    models: {
                        let loaded = loadModels(detector)
                        inbox.put(.models(detector, LoadedModels(loaded.store, problem: loaded.problem)))
                        return loaded.store?.models.map { Model($0) } ?? []
                    }, report: { inbox.put(.background($0, $1)) })
            } catch {
                // What is worked on already goes on.
                guard services.isEmpty else { return update(.failed(error.description)) }
                ending = .failed(error.description)
                return
            }
            services[detector] = service
        }
        service.submit(work, for: detector.reference)
    }
}
