import Calorimeter
import Canvas
import Evaluation
import ReferenceMC

/// All that the explorer knows: what one looks at, and how. It changes only in `update`; views are functions of it.
@dynamicMemberLookup
struct ExplorerState: Sendable {
    /// All calorimeters, the neutron calorimeter first, and the index of the one in front.
    var calorimeters: [CalorimeterState]
    var frontIndex: Int
    var view = ViewKind.explore
    /// What the user has chosen: what undo, sessions and "has anything changed" compare.
    var settings: Settings {
        didSet { (appearance.map, appearance.theme) = (settings.map, settings.theme ?? usualTheme) }
    }
    var truth = TruthState.simulated
    /// The data set as the command line names it.
    var dataPath: String?
    /// The files of generated responses beside it.
    var generatedPaths: [String] = []
    /// The data set's files are not what was read any more.
    var isDataChanged = false
    /// The file that is being opened, and the part that has been read, 0…1.
    var opening: Opening?
    /// Paths that began like what was typed when they were listed last.
    var knownPaths: [String] = []
    /// The user has chosen the particle, so it stays when a data set comes.
    var isParticleChosen = false

    /// The files that the program watches for the page, and a number that rises whenever one of them has changed.
    var watchedFiles: [String] = []
    var filesVersion = 0

    var size: Size
    /// What the terminal can show, with the map and the theme of the settings.
    var appearance: Appearance
    /// The theme that suits the terminal, for settings without one.
    var usualTheme: Theme { didSet { appearance.theme = settings.theme ?? usualTheme } }
    /// Whether the tabs and the keys are left out, in a picture for others.
    var isPlain = false

    var history = SettingsHistory()
    var mode = Mode.browse
    var isPlaying = false
    /// The histograms stay as they are: nothing new is counted. Neither undo nor a session brings this back.
    var isFrozen = false
    var nextSampleAt: Duration?
    var message: Message?
    /// What was said so far, the oldest first.
    var messages: [Message] = []
    /// Files saved in this run.
    var savedCount = 0
    var isMouseOn = true
    /// Nothing was kept from a run before: the first keys are told until one is pressed.
    var isFirstRun = false
    /// What is being dragged, and the number of this gesture.
    var dragged: Dragged?
    var gesture = 0

    init(
        particle: Particle, lock: OnShellLock, seed: UInt64, detector: Detector, models: [ModelSummary], modelProblems: [String],
        range: TrainingRange?, size: Size, appearance: Appearance, pages: [any PageSettings.Type]
    ) {
        calorimeters = Detector.all.map { $0 == detector ? CalorimeterState($0) : .waiting($0) }
        frontIndex = calorimeters.firstIndex { $0.detector == detector } ?? 0
        settings = Settings(particle: particle, pages: pages)
        self.size = size
        (self.appearance, usualTheme) = (appearance, appearance.theme)
        (front.models, front.modelProblems, front.givenRange) = (models, modelProblems, range)
        (settings.lock, settings.seed, settings.detectors) = (lock, seed, ShownDetectors(detector))
        (settings.map, settings.model) = (appearance.map, front.model?.name)
    }

    subscript<Value>(dynamicMember path: WritableKeyPath<SharedSettings, Value>) -> Value {
        get { settings.shared[keyPath: path] }
        _modify { yield &settings.shared[keyPath: path] }
    }

    /// What the model does for this particle: beyond its training range it only extrapolates; of a file nobody knows that.
    var generatedWord: String { model?.isFile == true || range.outside(settings.particle).isEmpty ? "generated" : "extrapolated" }
}

/// A file that is being opened.
struct Opening: Equatable, Sendable {
    var name: String
    /// What has been read of it, 0…1.
    var part: Double
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

/// The panes that Tab goes through.
public enum Pane: String, CaseIterable, Codable, Sendable {
    case picture, histograms
}

struct Pixel: Hashable, Codable, Sendable {
    var row: Int
    var column: Int
}

/// A row of the particle panel: the species, the nine parameters, and where the particle lands on the face.
enum ParameterRow: Hashable, Sendable {
    case species
    case parameter(Parameter)
    case landing(FaceAxis)

    static let all: [ParameterRow] =
        [.species] + Parameter.allCases.map { .parameter($0) } + FaceAxis.allCases.map { .landing($0) }
    static let energy = ParameterRow.parameter(.energy)

    var index: Int {
        switch self {
        case .species: 0
        case .parameter(let parameter): parameter.rawValue + 1
        case .landing(let axis): Parameter.allCases.count + 1 + (axis == .x ? 0 : 1)
        }
    }

    /// The name on the screen, in sessions and on the command line.
    var name: String {
        switch self {
        case .species: "species"
        case .parameter(let parameter): parameter.name
        case .landing(let axis): axis.name
        }
    }

    /// The name as one word of the command line.
    var word: String { name.replacing(" ", with: "-") }

    var unit: String {
        switch self {
        case .species: ""
        case .parameter(let parameter): parameter.unit
        case .landing: "cm"
        }
    }

    /// The value of a particle; nil of a species, and where the particle comes to the plane of the face far from
    /// the beam, or never.
    func value(of particle: Particle, on detector: Detector) -> Double? {
        switch self {
        case .species: return nil
        case .parameter(let parameter): return particle[parameter]
        case .landing(let axis):
            let point = LandingPoint(of: particle, on: detector)
            let value = axis == .x ? point.x : point.y
            return particle.momentumGeV.z != 0 && abs(value) < FaceAxis.farthestCM ? value : nil
        }
    }

    /// The row `steps` further down, held at the ends.
    func moved(_ steps: Int) -> ParameterRow {
        Self.all[min(max(index + steps, 0), Self.all.count - 1)]
    }
}

/// An axis of the face as pictures show it: x along rows, y along columns.
enum FaceAxis: String, CaseIterable, Sendable {
    case x, y

    var name: String { "\(rawValue) on face" }

    /// Beyond this nothing that reaches a face comes from, cm.
    static let farthestCM = 1000.0

    /// The edges of the face, cm.
    func edges(_ detector: Detector) -> ClosedRange<Double> {
        self == .x ? detector.lowEdgeXCM...detector.highEdgeXCM : detector.lowEdgeYCM...detector.highEdgeYCM
    }
}

/// What the mouse holds.
enum Dragged: Equatable, Sendable {
    case slider(Int)
    /// The mark of the landing point on a picture.
    case landing
}

/// What keys mean at the moment.
enum Mode: Equatable, Sendable {
    /// Keys are commands.
    case browse
    /// A number of the particle is being typed.
    case edit(ParameterRow, FieldEditor)
    /// The answer to a question is being typed in the last row.
    case ask(Question, FieldEditor)
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
}

/// A line for the user. Errors stay until a key is pressed, the rest for three seconds.
struct Message: Equatable, Sendable {
    var text: String
    var isError: Bool
    var until: Duration?
}

extension ExplorerState {
    static let mostMessages = 200
    static let messageTime = Duration.seconds(3)

    mutating func say(_ text: String, at now: Duration) {
        tell(Message(text: text, isError: false, until: now + Self.messageTime))
    }

    /// Says what went wrong; it stays until a key is pressed.
    mutating func complain(_ text: String) {
        tell(Message(text: text, isError: true, until: nil))
    }

    /// Says what can be done now; it stays until a key is pressed.
    mutating func offer(_ text: String) { tell(Message(text: text, isError: false, until: nil)) }

    private mutating func tell(_ new: Message) {
        message = new
        messages.append(new)
        if messages.count > Self.mostMessages { messages.removeFirst() }
    }
}

extension ExplorerState {
    /// The last sample that a stream has a name for.
    static let lastSample = Int(UInt32.max)

    mutating func show(sample: Int) { settings.sampleIndex = min(max(sample, 0), Self.lastSample) }

    mutating func stopPlaying() { (isPlaying, nextSampleAt) = (false, nil) }

    /// What keys mean while nothing is open.
    var resting: Mode { settings.pages[view]?.restingMode ?? .browse }

    /// Goes to another view; what plays stops, because it plays there.
    mutating func open(_ view: ViewKind) {
        guard view != self.view else { return }
        settings.pages[self.view]?.leave()
        self.view = view
        stopPlaying()
        // What was being done to the picture and to the particle of the view before.
        switch mode {
        case .inspect, .edit: mode = .browse
        default: break
        }
    }
}
