import DataSets
import Evaluation
import ReferenceMC
import Scoring
@testable import Explorer

extension ExplorerState {
    /// The state after its work is done, with a data set as the truth and files of responses as the models.
    func worked(on truth: DataSet, _ files: [GeneratedResponses]) -> ExplorerState {
        var state = self
        guard let work = front.running else { return state }
        var workers = BackgroundWorkers(
            truth: Truth(reference: ReferenceMC(), dataSet: truth), models: files.map { Model($0) })
        var news: [WorkNews] = []
        withoutActuallyEscaping({ (item: WorkNews) in news.append(item) }) { report in
            workers.run(work, measuresTime: false, isWanted: { true }, report: report)
        }
        for item in news { state.hear(item) }
        state.message = nil
        return state
    }
}
