import ArgumentParser
import Assets
import Calorimeter
import DataSets
import FastSimulation
import Files
import Foundation
import ONNX
import Text

/// The one place in which every command's inputs and outputs are checked before it begins.
enum CommandFiles {
    /// Throws a sentence if an output would replace an input or another output, or cannot be written; says what is unusual in how
    /// it will be written.
    static func check(_ command: any ParsableCommand) throws {
        guard let command = command as? any FileCommand else { return }
        var plan = try command.files()
        // The settings have been read already.
        if let settings = Configuration.usedFile { plan.reads(settings, as: "the configuration") }
        for note in try plan.check() { Notes.write("Note: \(displayable(note)).\n") }
    }
}

extension FilePlan {
    /// Adds the files of a data set.
    mutating func readsData(_ path: String?) {
        for file in path.map(DataSet.files) ?? [] { reads(file, as: "--data") }
    }

    /// Adds files of generated responses.
    mutating func readsGenerated(_ paths: [String]) {
        for file in paths.flatMap(DataSet.files) { reads(file, as: "--generated") }
    }

    /// Adds the weight files of models that were named, and those of all installed ones, which names stand for.
    mutating func readsModels(_ names: [String]) {
        for name in names where ModelStore.isFile(name) { reads(name, as: "--model") }
        for file in ModelStore.installedFiles { reads(file.path, as: "the installed model") }
    }
}

extension SimulateCommand: FileCommand {
    func files() -> FilePlan { options.files() }
}

extension GenerateCommand: FileCommand {
    func files() -> FilePlan {
        var plan = options.files()
        plan.readsModels(model.map { [$0] } ?? [])
        return plan
    }
}

extension SampleOptions {
    fileprivate func files() -> FilePlan {
        var plan = FilePlan()
        if let particles { plan.reads(particles, as: "--particles") }
        plan.writes(outputOptions.output, as: "--output", .resumable)
        return plan
    }
}

extension MergeCommand: FileCommand {
    func files() -> FilePlan {
        var plan = FilePlan()
        for part in parts { plan.reads(part, as: "the part") }
        plan.writes(outputOptions.output, as: "--output")
        return plan
    }
}

extension SumsCommand: FileCommand {
    func files() -> FilePlan {
        var plan = FilePlan()
        for path in DataSet.files(ofPath: file) { plan.reads(path, as: "the data set") }
        plan.writes(output, as: "--output")
        return plan
    }
}

extension EvaluateCommand: FileCommand {
    func files() -> FilePlan {
        var plan = FilePlan()
        plan.readsData(data.data)
        plan.readsGenerated(generated.generated)
        plan.readsModels(model)
        plan.writes(output, as: "--output")
        return plan
    }
}

extension TrainCommand: FileCommand {
    func files() -> FilePlan {
        var plan = FilePlan()
        plan.readsData(data.data)
        if let start { plan.reads(start, as: "--start") }
        plan.writes(output, as: "--output", .repeatedly)
        plan.writes(historyPath, as: "--history", .repeatedly)
        if let checkpoint { plan.writes(checkpoint, as: "--checkpoint", .repeatedly) }
        return plan
    }
}

extension ExportCommand: FileCommand {
    func files() throws -> FilePlan {
        var plan = FilePlan()
        // What is wrong with them is reported by the command.
        guard output != "-", let format = try? chosenFormat() else { return plan }
        plan.readsModels(model.map { [$0] } ?? [])
        plan.writes(output, as: "--output")
        if format == .onnx { plan.writes(scalesPath, as: "--scales") }
        return plan
    }
}

extension ImportCommand: FileCommand {
    func files() -> FilePlan {
        var plan = FilePlan()
        plan.reads(file, as: "the ONNX file")
        for name in ModelFolder.files(ofModelAt: file) { plan.reads(name, as: "its numbers in") }
        if let scales { plan.reads(scales, as: "--scales") }
        if let output { plan.writes(output, as: "--output") }
        return plan
    }
}

extension ExploreCommand: FileCommand {
    /// What it reads beside the session.
    ///
    /// - Parameters:
    ///   - data: the path of the data set, wherever it was named.
    ///   - generated: those of generated responses.
    func inputs(data: String?, generated: [String]) -> FilePlan {
        var plan = view.files()
        plan.readsData(data)
        plan.readsGenerated(generated)
        if let settings = Configuration.usedFile { plan.reads(settings, as: "the configuration") }
        return plan
    }

    func files() -> FilePlan {
        var plan = view.files()
        if let session { plan.reads(session, as: "--session") }
        if let latency { plan.writes(latency, as: "--latency") }
        return plan
    }
}

extension ViewOptions {
    fileprivate func files() -> FilePlan {
        var plan = FilePlan()
        plan.readsData(data.data)
        plan.readsGenerated(generated.generated)
        plan.readsModels(model.map { [$0] } ?? [])
        for file in history { plan.reads(file, as: "--history") }
        return plan
    }
}

extension RenderOptions {
    fileprivate func files(over: [String] = [], outputs: [String]? = nil) -> FilePlan {
        var plan = view.files()
        for file in over { plan.reads(file, as: "--over") }
        for file in outputs ?? [output] { plan.writes(file, as: "--output") }
        return plan
    }
}

extension ViewCommand {
    func files() -> FilePlan { options.files() }
}

extension RenderCompareCommand {
    func files() -> FilePlan { options.files(outputs: outputs) }
}

extension RenderTrainingCommand {
    func files() -> FilePlan { options.files(over: over) }
}
