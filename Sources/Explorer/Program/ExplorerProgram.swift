public import Calorimeter
import Canvas
public import FastSimulation
import DataSets
public import Files
import ReferenceMC
import Scoring
public import Terminal
import Threads

/// The explorer on a terminal: it waits for events, updates the state, runs effects and draws.
///
/// This thread alone touches the terminal; samples are made elsewhere and come back as events.
public struct ExplorerProgram {
    /// How a run ended.
    public enum Ending: Equatable, Sendable {
        case quit
        /// The caller is to die by this signal, now that the terminal is restored.
        case signal(Int32)
        /// The data set could not be read, or nothing can be worked on: a sentence.
        case failed(String)
    }

    let screen: Screen
    let options: Options
    /// One for each calorimeter that was looked at.
    var services: [Detector: WorkService] = [:]
    let shelf: ModelShelf
    let inbox: Inbox
    var watcher: FileWatcher?
    var dataWatcher: FileWatcher?
    /// The files of generated responses beside the data set.
    var generated: [GeneratedResponses] = []
    /// Which reading of files is the newest: others have been given up.
    let readings = Readings()
    let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    var state: ExplorerState
    var ending: Ending?
    private var isStateKept = false
    /// Frames on a slow line; nil for a line that takes everything.
    var rate: FrameRate?
    /// What is on the screen, where clicks are looked up; nil once something may have moved.
    private var frame: Scene?
    /// A frame that the line had no time for.
    private var isFrameWaiting = false
    /// Key-to-frame times, if somebody wants them.
    private var latencies: LatencyLog?

    /// Since when somebody waits for a frame: the first key or movement of the mouse after the last one.
    private var owedSince: ContinuousClock.Instant?

    /// How long a key waits for its pictures: where they are quick it saves drawing twice, and it is too short to be felt.
    private static let patience = Duration.milliseconds(2)
    /// Nobody waits for the next step of what plays: it comes with its pictures, unless they take very long.
    private static let playPatience = Duration.milliseconds(250)
    /// The first frame waits longer, so that it is complete where the terminal and the models are quick.
    private static let firstPatience = Duration.milliseconds(60)

    /// Loads the models of a calorimeter, or says why there are none.
    public typealias ModelLoading = @Sendable (Detector) -> (store: ModelStore?, problem: String?)

    /// Opens the terminal and runs until the user quits; the terminal is restored whatever happens.
    ///
    /// - Parameter models: called in the background, once for each calorimeter that is looked at.
    /// - Parameter measuresLatency: keep the time from each key to its frame, for the report returned.
    /// - Parameter maxRate: kB a second that the line takes; nil for a line that takes everything.
    /// - Returns: how it ended, and why the view is not kept for the next run, if it should be.
    /// - Throws: `TerminalError` if there is no terminal to draw on.
    public static func run(
        _ options: Options, models: @escaping ModelLoading, terminal: TerminalOptions, measuresLatency: Bool, maxRate: Int? = nil
    ) throws(TerminalError) -> (ending: Ending, latencies: LatencyLog?, unkept: FileError?) {
        var program = try ExplorerProgram(
            options, models: models, terminal: terminal, measuresLatency: measuresLatency)
        defer { program.screen.close() }
        program.rate = maxRate.map { FrameRate(kilobytes: $0) }
        let ending = program.loop()
        // What can be known beforehand is in the list of messages.
        var unkept: FileError?
        if program.isStateKept {
            do throws(FileError) {
                try options.stateFile?.write(
                    program.state.session, configuration: options.session == nil ? options.configuration.lines : nil,
                    masked: options.configuration.hidden)
            } catch {
                unkept = error
            }
        }
        return (ending, program.latencies, unkept)
    }

    private init(
        _ options: Options, models: @escaping ModelLoading, terminal: TerminalOptions, measuresLatency: Bool
    ) throws(TerminalError) {
        start = clock.now
        self.options = options
        screen = try Screen(terminal)
        // Where a session has a theme, the answer makes no difference.
        if options.folded.theme == nil { screen.askForBackground() }
        let appearance = Appearance(level: screen.colorLevel, glyphs: screen.isUnicode ? .unicode : .ascii)
        state = ExplorerState(
            options, models: nil, size: Size(screen.size.width, screen.size.height), appearance: appearance)
        state.isMouseOn = terminal.mouse
        isStateKept = state.begin(options)
        inbox = Inbox(wakeup: screen.wakeup)
        shelf = ModelShelf(inbox: inbox, load: models)
        latencies = measuresLatency ? LatencyLog() : nil
        state.generatedPaths = options.generated
        // Either begins with the models.
        if let data = options.data { read(data) } else { serve(state.detector) }
    }

    private mutating func loop() -> Ending {
        if ending == nil {
            run(state.start())
            awaitPictures(for: Self.firstPatience - now)
            draw()
        }
        while ending == nil {
            let next = [state.nextMoment, isFrameWaiting ? rate?.nextFrame : nil].compactMap(\.self).min()
            handle(screen.wait(timeout: next.map { max(.zero, $0 - now) }))
            takeDeliveries()
            if let moment = state.nextMoment, moment <= now { update(.moment) }
            guard ending == nil else { break }
            awaitPictures(for: framePatience)
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
            case .opened(.truth(let truth)):
                serve(truth.dataSet.detector, truth.dataSet, truth.generated)
                watch([truth.dataPath] + truth.generatedPaths)
            case .noDataSet(let sentence) where state.truth.isReading: ending = .failed(sentence)
            default: break
            }
            update(event)
        }
    }

    /// Waits a moment for the pictures of a new request, so that a key and its picture share a frame.
    private mutating func awaitPictures(for patience: Duration) {
        var deadline = clock.now + patience
        while !isComplete, clock.now < deadline, ending == nil {
            handle(screen.wait(timeout: deadline - clock.now))
            takeDeliveries()
            // Somebody has begun to wait.
            if let owedSince { deadline = min(deadline, owedSince + framePatience) }
        }
    }

    /// How long the next frame may wait for its pictures. What plays asks for new ones all the time: a key that waited for them would
    /// wait for all that run before its own.
    private var framePatience: Duration {
        if owedSince != nil { return state.isPlaying ? .zero : Self.patience }
        return state.isPlaying ? Self.playPatience : Self.patience
    }

    /// Whether nothing of a picture is still to come that takes but a moment.
    private var isComplete: Bool { state.isCurrent && state.front.areModelsLoaded && !screen.awaitsAnswer }

    mutating func update(_ event: ExplorerEvent) {
        let effects = state.update(event, at: now, on: frame)
        // Where things lie stays while the mouse moves over them.
        if !event.isMouseMovement { frame = nil }
        run(effects)
    }

    private mutating func handle(_ events: [TerminalEvent]) {
        noteShown()
        let arrival = clock.now
        for event in events where ending == nil {
            switch event {
            case .key:
                owedSince = owedSince ?? arrival
                latencies?.arrive(at: arrival)
            case .mouse, .paste, .resize, .resumed, .background: owedSince = owedSince ?? arrival
            case .terminate: break
            }
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
        owedSince = nil
        latencies?.send(hasPictures: state.isCurrent, isPlaying: state.isPlaying)
        noteShown()
    }

    /// Keeps the moment at which the terminal has taken the last frame.
    private mutating func noteShown() {
        guard latencies != nil, screen.isReady else { return }
        let shown = clock.now
        latencies?.show(at: shown)
    }
}
