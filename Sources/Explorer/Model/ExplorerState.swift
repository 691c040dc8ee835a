import Calorimeter
import Canvas
import FastSimulation

/// All that the explorer knows: what one looks at, and how. It changes only in `update`; views are functions of it.
struct ExplorerState: Sendable {
    // What is looked at.
    /// All calorimeters, the neutron calorimeter first, and the index of the one in front.
    var calorimeters: [CalorimeterState]
    var frontIndex: Int
    /// Both of them are looked at.
    var isBoth = false
    var view = ViewKind.explore
    var particle: Particle
    var lock: OnShellLock
    /// The particle that Delete resets a row to.
    var loaded: Particle
    var seed: UInt64
    var sampleIndex = 0
    /// How many samples of each kind fill the histograms.
    var sampleTarget = 1000
    var convention = MaskConvention.thesis
    var truth = TruthState.simulated
    /// The data set as the command line names it.
    var dataPath: String?
    /// The particle was chosen by the user, and so stays when a data set comes.
    var isParticleChosen = false

    // What is known about it so far, beside what each calorimeter has.
    /// The files that the explorer was told to watch.
    var watchedFiles: [String] = []
    /// Rises whenever one of those files has changed.
    var filesVersion = 0

    // How it is looked at.
    var size: Size
    var appearance: Appearance
    var shown = Picture.generated
    var transfer = Transfer.logarithmic
    var isScaleShared = true
    var countScale = CountAxis.Scale.linear
    var focus = Pane.picture
    var crosshair: Pixel?
    var diversity = DiversityState()
    var compare = CompareState()
    var histograms = HistogramsState()
    var metrics = MetricsState()
    var training = TrainingState()

    // What the keys act on.
    var history = SettingsHistory()
    var row = ParameterRow.energy
    var mode = Mode.browse
    var isPlaying = false
    var nextSampleAt: Duration?
    var message: Message?
    /// What was said so far, the oldest first.
    var messages: [Message] = []
    /// Files saved in this run.
    var savedCount = 0
    var isMouseOn = true
    /// The index of the slider being dragged, and the number of this gesture.
    var draggedSlider: Int?
    var gesture = 0

    init(
        particle: Particle, lock: OnShellLock = .energyFollows, seed: UInt64 = 42, detector: Detector = .zn,
        models: [ModelSummary], modelProblems: [String] = [], range: TrainingRange? = nil, size: Size,
        appearance: Appearance
    ) {
        calorimeters = Detector.all.map { $0 == detector ? CalorimeterState($0) : .waiting($0) }
        frontIndex = calorimeters.firstIndex { $0.detector == detector } ?? 0
        (self.particle, self.lock, loaded) = (particle, lock, particle)
        self.seed = seed
        self.size = size
        self.appearance = appearance
        (front.models, front.modelProblems, front.givenRange) = (models, modelProblems, range)
    }

    /// What the model does for this particle: beyond its training range it only extrapolates.
    var generatedWord: String { range.outside(particle).isEmpty ? "generated" : "extrapolated" }
}

/// Columns and rows of the terminal.
struct Size: Hashable, Sendable {
    var width: Int
    var height: Int
    init(_ width: Int, _ height: Int) {
        self.width = width
        self.height = height
    }

    /// The smallest terminal that a view fits.
    static let smallest = Size(80, 24)
    var isTooSmall: Bool { width < Size.smallest.width || height < Size.smallest.height }
}

/// What the views say about a model.
struct ModelSummary: Equatable, Sendable {
    var name: String
    var title: String
    var isInterim: Bool

    /// The name where room is scarce: "sdi+reg+aux".
    var shortName: String {
        switch Objective(rawValue: name) {
        case .gan: "gan"
        case .sdiGAN: "sdi-gan"
        case .sdiGANReg: "sdi+reg"
        case .sdiGANRegAux: "sdi+reg+aux"
        case .energyScore: "energy"
        case nil: String(name.unicodeScalars.prefix(11).map(Character.init))
        }
    }

    init(name: String, title: String, isInterim: Bool) {
        self.name = name
        self.title = title
        self.isInterim = isInterim
    }

    init(_ generator: Generator) {
        self.init(name: generator.name, title: generator.title, isInterim: generator.isInterim)
    }
}

/// What the (only, or second) picture shows.
enum Picture: String, CaseIterable, Codable, Sendable {
    case generated, truth, difference

    var title: String {
        switch self {
        case .generated: "generated"
        case .truth: "true"
        case .difference: "generated − true"
        }
    }
}

/// The panes that Tab goes through.
enum Pane: String, CaseIterable, Codable, Sendable {
    case picture, histograms
}

struct Pixel: Hashable, Codable, Sendable {
    var row: Int
    var column: Int
}

/// A row of the particle panel: the species and the nine parameters.
enum ParameterRow: Hashable, Sendable {
    case species
    case parameter(Parameter)

    static let all: [ParameterRow] = [.species] + Parameter.allCases.map { .parameter($0) }
    static let energy = ParameterRow.parameter(.energy)

    var index: Int {
        switch self {
        case .species: 0
        case .parameter(let parameter): parameter.rawValue + 1
        }
    }

    /// The row `steps` further down, held at the ends.
    func moved(_ steps: Int) -> ParameterRow {
        Self.all[min(max(index + steps, 0), Self.all.count - 1)]
    }
}

/// What keys mean at the moment.
enum Mode: Equatable, Sendable {
    /// Keys are commands.
    case browse
    /// A parameter is being typed.
    case edit(Parameter, FieldEditor)
    /// A seed is being typed.
    case seed(FieldEditor)
    /// A species is being chosen from a list; typing narrows it.
    case presets(selection: Int, filter: String)
    /// The cross moves over the picture.
    case inspect
    /// The keys are shown; a search narrows them.
    case help(scroll: Int, search: String?)
    /// A command is being chosen from the list of all; typing narrows it.
    case palette(selection: Int, filter: String)
    /// What was said so far is shown.
    case messages(scroll: Int)
    /// What to save, and the name of the file, are being chosen.
    case save(SaveDialog)
    /// The number or the species of a particle to look at is being typed.
    case find(FieldEditor)
    /// The path of a session is being typed.
    case loadSession(FieldEditor)
}

/// A line for the user. Errors stay until a key is pressed, the rest for three seconds.
struct Message: Equatable, Sendable {
    var text: String
    var isError: Bool
    var until: Duration?
}
