public import Calorimeter
import DataSets
public import Files

extension ExplorerProgram {
    /// What the program begins with.
    public struct Options: Sendable {
        /// What is said of the settings: by the program itself, by the lines of the user's configuration, by the command line.
        /// A later layer hides an earlier one; sessions come between (see `ExplorerState.begin`).
        public var defaults: SettingsLayer
        public var configuration = ConfigurationLayer()
        public var commandLine = SettingsLayer()
        /// Paths of training histories, CSV as `zdc train` writes it; and those of the models of each calorimeter.
        public var histories: [String] = []
        public var shippedHistories: [Detector: [String]] = [:]
        /// The session to open.
        public var session: ExplorerSession?
        /// The data set that the truth comes from, as `DataSet` reads it; nil: the reference Monte Carlo.
        public var data: String?
        /// Files of generated responses to its particles.
        public var generated: [String] = []
        /// The path of that session, and all other files that the program reads: what is saved replaces none of them.
        public var sessionPath: String?
        public var inputs = FilePlan()
        /// Where the session is kept from one run to the next; nil keeps nothing.
        public var stateFile: StateFile?

        public init(particle: Particle, detectors: ShownDetectors = ShownDetectors()) {
            defaults = SettingsLayer()
            (defaults.particle, defaults.detectors) = (particle, detectors)
        }

        /// All layers but the sessions, folded into one.
        var folded: SettingsLayer { defaults.under(configuration.settings).under(commandLine) }
        /// The calorimeters that the program begins with.
        public var detectors: ShownDetectors { folded.detectors ?? ShownDetectors() }
    }
}

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
