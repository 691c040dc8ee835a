import Canvas
import Foundation

/// Histories of trainings: losses and validation scores over steps.
enum TrainingPage: Page {
    typealias Settings = TrainingSettings

    static func isOfParticle(_ state: ExplorerState) -> Bool { false }

    static func words(_ state: ExplorerState) -> [String] {
        state.training.words + state.shownRuns.dropFirst().flatMap { ["--over", $0.path] }
    }

    /// Keeps the session's histories that are here, by path or else by name; then come those that were there before.
    static func sessionWasOpened(_ state: inout ExplorerState, before: ExplorerState) {
        let own = before.training.files.filter { !before.front.histories.contains($0) } + state.front.histories
        func present(_ path: String) -> String? {
            if own.contains(path) || FileManager.default.fileExists(atPath: path) { return path }
            return own.first { URL(filePath: $0).lastPathComponent == URL(filePath: path).lastPathComponent }
        }
        var training = state.training
        let front = training.files.indices.contains(training.chosen) ? present(training.files[training.chosen]) : nil
        training.files = (training.files.compactMap(present) + own).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        training.added = training.added.compactMap(present)
        training.chosen = front.flatMap { training.files.firstIndex(of: $0) } ?? 0
        state.training = training
    }

    static func draw(_ state: ExplorerState, in frame: FrameLayout, of scene: inout Scene) {
        guard !state.training.files.isEmpty else {
            let body = frame.body
            scene.canvas.paragraph(
                "There is no history of a training here. zdc train writes one beside its model; "
                    + "zdc explore --history FILE.csv, or :open FILE.csv here, shows it, also while the run goes on.",
                in: Rect(x: body.x + 1, y: body.y + 1, width: min(body.width - 2, 76), height: body.height - 1))
            return
        }
        guard !state.trainingRuns.isEmpty else { return }
        let figure = TrainingFigure(state.training, runs: state.shownRuns, appearance: state.appearance, in: frame.body)
        figure.draw(on: &scene.canvas)
        for (index, plot) in figure.plots.enumerated() { scene.add(.plot(index), at: plot.plotArea) }
    }

    static func wantedWork(_ state: ExplorerState) -> Work? {
        state.training.files.isEmpty ? nil : Work(state.trainingRequest)
    }

    static func watchedFiles(_ state: ExplorerState) -> [String] { state.training.files }

    static func summary(_ state: ExplorerState) -> String {
        let count = state.training.files.count
        return count == 0 ? "no history" : "run \(state.training.chosen + 1) of \(count)"
    }

    static func hints(_ state: ExplorerState) -> [KeyHint] {
        guard !state.training.files.isEmpty else { return [] }
        return [
            KeyHint("step", .step(up: false, .one), .step(up: true, .one)), KeyHint("smooth", .smooth),
            KeyHint("log y", .cycleScale),
            KeyHint("zoom", .zoomIn),
        ] + (state.training.files.count > 1 ? [KeyHint("run", .nextModel), KeyHint("add", .addModel)] : [])
            + [KeyHint("samples", .edit)]
    }
}

extension ExplorerState {
    /// What the training view wants read.
    var trainingRequest: TrainingRequest { TrainingRequest(files: training.files, version: filesVersion) }

    /// The histories as they were read last; empty until those that are wanted were read.
    var trainingRuns: [TrainingRunFile] {
        guard let result = front[TrainingRequest.self].result, result.request.files == training.files else { return [] }
        return result.runs
    }
}

extension TrainingPage {
    /// The histories on the screen, one under the other.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        let runs = state.shownRuns.compactMap { run in run.history.map { (run.name, $0) } }
        guard !runs.isEmpty else { return nil }
        var table = NumberTable(["run", "step", "samples", "seconds"] + TrainingTerm.allCases.map(\.title))
        for (name, history) in runs {
            for row in history.rows {
                table.rows.append(
                    [.text(name), .init(row.step), .init(row.samples), .number(row.seconds)]
                        + TrainingTerm.allCases.map { .init($0.value(row)) })
            }
        }
        return NumberDocument(table)
    }
}
