import DataSets
import Files

extension ExplorerProgram.Options {
    /// Why a file must not be written there: the program reads it, and its content would be lost. Nil if nothing stands against it.
    ///
    /// - Parameters:
    ///   - histories: training histories on the screen.
    ///   - opened: the data set and the generated responses on the screen.
    func conflict(_ path: String, _ kind: SaveKind, histories: [String], opened: [String] = []) -> String? {
        var plan = inputs
        let own = [data].compactMap(\.self) + generated
        for file in opened.filter({ !own.contains($0) }).flatMap(DataSet.files) { plan.reads(file, as: "the opened file") }
        for history in histories { plan.reads(history, as: "the training history") }
        // A session may be saved where it came from.
        if let sessionPath, kind != .session { plan.reads(sessionPath, as: "the session") }
        plan.writes(path, as: "The output")
        do {
            try plan.checkIdentities()
        } catch let conflict as FilePlan.Conflict {
            return conflict.description
        } catch {
            // What is wrong with the path itself is said when the file is written.
        }
        return nil
    }
}
