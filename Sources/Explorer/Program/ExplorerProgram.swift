public import Calorimeter
import Canvas
public import FastSimulation
import DataSets
public import Files
import Foundation
import ReferenceMC
import Scoring
public import Terminal
import Threads

/// The explorer on a terminal: it waits for events, updates the state, runs effects and draws.
///
/// This thread alone touches the terminal; samples are made elsewhere and come back as events.
public struct ExplorerProgram {
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

    /// How a run ended.
    public enum Ending: Equatable, Sendable {
        case quit
        /// The caller is to die by this signal, now that the terminal is restored.
        case signal(Int32)
        /// The data set could not be read, or nothing can be worked on: a sentence.
        case failed(String)
    }

    private let screen: Screen
    private let options: Options
    /// One for each calorimeter that was looked at.
    private var services: [Detector: WorkService] = [:]
    /// The models of the calorimeter to begin with, and those of one that is looked at later.
    private let models: [Generator]
    private let loadModels: ModelLoading
    private let inbox: Inbox
    private var watcher: FileWatcher?
    private var dataWatcher: FileWatcher?
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var state: ExplorerState
    private var ending: Ending?
    private var isStateKept = false
    /// Frames on a slow line; nil for a line that takes everything.
    private var rate: FrameRate?
    /// What is on the screen, where clicks are looked up; nil once something may have moved.
    private var frame: Scene?
    /// A frame that the line had no time for.
    private var isFrameWaiting = false
    /// Key-to-frame times, if somebody wants them.
    private var latencies: LatencyLog?

    /// A picture of a changed particle usually takes well under this; waiting for it saves drawing twice.
    private static let patience = Duration.milliseconds(8)
    /// The first frame waits longer, so that it is complete.
    private static let firstPatience = Duration.milliseconds(60)

    /// Loads the models of a calorimeter, or says why there are none.
    public typealias ModelLoading = @Sendable (Detector) -> (store: ModelStore?, problem: String?)

    /// Opens the terminal and runs until the user quits; the terminal is restored whatever happens.
    ///
    /// - Parameter otherModels: called in the background when the other calorimeter is looked at first.
    /// - Parameter measuresLatency: keep the time from each key to its frame, for the report returned.
    /// - Parameter maxRate: kB a second that the line takes; nil for a line that takes everything.
    /// - Throws: `TerminalError` if there is no terminal to draw on.
    public static func run(
        _ options: Options, store: ModelStore?, problem: String?, otherModels: @escaping ModelLoading, terminal: TerminalOptions,
        measuresLatency: Bool, maxRate: Int? = nil
    ) throws(TerminalError) -> (ending: Ending, latencies: LatencyLog?) {
        var program = try ExplorerProgram(
            options, store: store, problem: problem, otherModels: otherModels, terminal: terminal,
            measuresLatency: measuresLatency)
        defer { program.screen.close() }
        program.rate = maxRate.map { FrameRate(kilobytes: $0) }
        let ending = program.loop()
        // Nobody sees a message when this fails; what can be known beforehand is in the list of messages.
        if program.isStateKept {
            try? options.stateFile?.write(
                program.state.session, configuration: options.session == nil ? options.configuration.lines : nil,
                masked: options.configuration.hidden)
        }
        return (ending, program.latencies)
    }

    private init(
        _ options: Options, store: ModelStore?, problem: String?, otherModels: @escaping ModelLoading, terminal: TerminalOptions,
        measuresLatency: Bool
    ) throws(TerminalError) {
        start = clock.now
        self.options = options
        screen = try Screen(terminal)
        let appearance = Appearance(level: screen.colorLevel, glyphs: screen.isUnicode ? .unicode : .ascii)
        state = ExplorerState(
            options, store: store, problem: problem, size: Size(screen.size.width, screen.size.height), appearance: appearance)
        state.isMouseOn = terminal.mouse
        isStateKept = state.begin(options)
        if state.settings.theme == nil { screen.askForBackground() }
        let inbox = Inbox(wakeup: screen.wakeup)
        self.inbox = inbox
        loadModels = otherModels
        models = store?.models ?? []
        state.generatedPaths = options.generated
        if let data = options.data { read(data) } else { serve(options.detectors.front) }
        latencies = measuresLatency ? LatencyLog() : nil
    }

    private mutating func loop() -> Ending {
        if ending == nil {
            run(state.start())
            let asked = clock.now
            if state.settings.theme == nil, let background = screen.background() {
                state.usualTheme = background == .light ? .light : .dark
            }
            // The pictures are made while the terminal answers.
            awaitPictures(for: max(Self.patience, Self.firstPatience - asked.duration(to: clock.now)))
            draw()
        }
        while ending == nil {
            let next = [state.nextMoment, isFrameWaiting ? rate?.nextFrame : nil].compactMap(\.self).min()
            handle(screen.wait(timeout: next.map { max(.zero, $0 - now) }))
            takeDeliveries()
            if let moment = state.nextMoment, moment <= now { update(.moment) }
            guard ending == nil else { break }
            awaitPictures(for: Self.patience)
            draw()
        }
        for service in services.values { service.close() }
        return ending ?? .quit
    }

    private var now: Duration { start.duration(to: clock.now) }

    private mutating func takeDeliveries() {
        for event in inbox.takeAll() {
            switch event {
            case .dataSet(let dataSet, let generated): serve(dataSet.detector, dataSet, generated)
            case .noDataSet(let sentence) where state.truth.isReading: ending = .failed(sentence)
            default: break
            }
            update(event)
        }
    }

    /// Works for the calorimeter to begin with, whose models are there.
    private mutating func serve(_ detector: Detector, _ dataSet: DataSet? = nil, _ generated: [GeneratedResponses] = []) {
        let (inbox, models) = (inbox, models.map { Model($0) } + generated.map { Model($0) })
        do throws(ThreadError) {
            services[detector] = try WorkService(dataSet: dataSet, models: { models }) { inbox.put(.background($0, $1)) }
        } catch {
            ending = .failed(error.description)
        }
    }

    /// Reads a data set on a thread of its own; the screen is there meanwhile, and what was read before.
    private mutating func read(_ path: String) {
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

    /// Waits a moment for the pictures of a new request, so that a key and its picture share a frame.
    private mutating func awaitPictures(for patience: Duration) {
        let deadline = clock.now + patience
        while !state.isCurrent, clock.now < deadline, ending == nil {
            handle(screen.wait(timeout: deadline - clock.now))
            takeDeliveries()
        }
    }

    private mutating func update(_ event: ExplorerEvent) {
        let effects = state.update(event, at: now, on: frame)
        // Where things lie stays while the mouse moves over them.
        if !event.isMouseMovement { frame = nil }
        run(effects)
    }

    private mutating func run(_ effects: [ExplorerEffect]) {
        for effect in effects {
            switch effect {
            case .work(let detector, let work): if let calorimeter = state.calorimeter(detector) { submit(work, to: calorimeter) }
            case .watch(let files):
                let inbox = inbox
                watcher = files.isEmpty ? nil : FileWatcher(files: files) { inbox.put(.filesChanged) }
            case .readData(let path): read(path)
            case .copy(let text): copy(text)
            case .save(let order): save(order)
            case .loadSession(let path): load(path)
            case .suspend: screen.suspend()
            case .redraw:
                rate?.forget()
                screen.redrawFromScratch()
            case .setMouse(let isOn): screen.setMouse(isOn)
            case .quit: ending = .quit
            case .die(let signal): ending = .signal(signal)
            }
        }
    }

    /// Copies text to the clipboard; inside tmux through tmux, which forwards OSC 52 only if its settings allow it.
    private mutating func copy(_ text: String) {
        switch Clipboard.current {
        case .terminal: screen.copy(base64: Data(text.utf8).base64EncodedString())
        case .screen:
            screen.copy(base64: Data(text.utf8).base64EncodedString())
            update(.failed("GNU screen may keep the copy to itself; outside of it, y and Y reach the clipboard."))
        case .tmux:
            let inbox = inbox
            do throws(ThreadError) {
                try BackgroundThread.start(name: "copy") {
                    if let problem = Clipboard.copyThroughTmux(text) { inbox.put(.failed(problem)) }
                }
            } catch {
                update(.failed(error.description))
            }
        }
    }

    /// The service of a calorimeter; the first time, it loads the models before anything else.
    private mutating func submit(_ work: Work?, to detector: CalorimeterState) {
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

    /// Writes a file, unless it is one that the program reads, or there is one that nobody said to replace.
    private mutating func save(_ order: SaveOrder) {
        let path = Self.expandingHome(order.path)
        if let conflict = options.conflict(path, order.kind, histories: state.training.files) {
            return update(.failed(conflict))
        }
        // A folder is nothing to replace: writing fails and says so.
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard order.replaces || !isThere || isFolder.boolValue else { return update(.exists(order)) }
        do throws(FileError) {
            let what = try order.kind.write(state, path: path)
            update(.saved("saved \(order.path), \(what)"))
        } catch {
            update(.failed(error.description))
        }
    }

    private mutating func load(_ path: String) {
        do throws(FileError) {
            update(.session(try ExplorerSession.read(path: Self.expandingHome(path))))
        } catch {
            update(.noSession(path: path, error.description))
        }
    }

    /// "~/a" as a shell reads it.
    private static func expandingHome(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else { return path }
        return home + path.dropFirst()
    }

    private mutating func handle(_ events: [TerminalEvent]) {
        let arrival = clock.now
        for event in events where ending == nil {
            if case .key = event { latencies?.arrive(at: arrival) }
            update(.terminal(event))
        }
    }

    private mutating func draw() {
        // A terminal that has not taken the last frame gets the next one when it has.
        guard screen.isReady else { return }
        if let rate, !rate.allowsFrame(at: now) {
            isFrameWaiting = true
            return
        }
        isFrameWaiting = false
        let scene = Scene.drawn(state)
        let canvas = scene.canvas
        frame = scene
        screen.present(canvas)
        let sent = now
        rate?.send(canvas, at: sent)
        // A key is answered when its own picture is on the screen, not an older one.
        let shown = clock.now
        if state.isCurrent, screen.isReady {
            latencies?.answer(at: shown)
            latencies?.show(at: shown, isPlaying: state.isPlaying)
        }
    }
}
