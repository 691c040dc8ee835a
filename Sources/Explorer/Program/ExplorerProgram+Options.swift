public import Calorimeter
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
