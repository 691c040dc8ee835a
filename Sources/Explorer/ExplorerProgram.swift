public import Calorimeter
import Canvas
public import FastSimulation
import Files
import Foundation
import ReferenceMC
public import Terminal

/// The explorer on a terminal: it waits for events, updates the state, runs effects and draws.
///
/// This thread alone touches the terminal; samples are made elsewhere and come back as events.
public struct ExplorerProgram {
    /// What the user asked for on the command line.
    public struct Options: Sendable {
        /// The particle to begin with.
        public var particle: Particle
        /// Nothing follows when energy, momentum and mass disagree.
        public var isOffShell: Bool
        public var seed: UInt64
        /// The sample shown first.
        public var index: Int
        /// The name of the model to begin with; nil takes the best one there is.
        public var model: String?
        /// Paths of training histories, CSV as `zdc train` writes it.
        public var histories: [String] = []

        public init(particle: Particle, isOffShell: Bool = false, seed: UInt64 = 42, index: Int = 0, model: String? = nil) {
            self.particle = particle
            self.isOffShell = isOffShell
            self.seed = seed
            self.index = index
            self.model = model
        }
    }

    /// How a run ended.
    public enum Ending: Equatable, Sendable {
        case quit
        /// The caller is to die by this signal, now that the terminal is restored.
        case signal(Int32)
    }

    private let screen: Screen
    private let service: WorkService
    private let inbox: Inbox
    private var watcher: FileWatcher?
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var state: ExplorerState
    private var ending: Ending?
    /// Frames on a slow line; nil for a line that takes everything.
    private var rate: FrameRate?
    /// A frame that the line had no time for.
    private var isFrameWaiting = false
    /// Key-to-frame times, if somebody wants them.
    private var latencies: LatencyLog?

    /// A picture of a changed particle usually takes well under this; waiting for it saves drawing twice.
    private static let patience = Duration.milliseconds(8)
    /// The first frame waits longer, so that it is complete.
    private static let firstPatience = Duration.milliseconds(60)

    /// Opens the terminal and runs until the user quits; the terminal is restored whatever happens.
    ///
    /// - Parameter measuresLatency: keep the time from each key to its frame, for the report returned.
    /// - Parameter maxRate: kB a second that the line takes; nil for a line that takes everything.
    /// - Throws: `TerminalError` if there is no terminal to draw on.
    public static func run(
        _ options: Options, store: ModelStore?, problem: String?, terminal: TerminalOptions, measuresLatency: Bool,
        maxRate: Int? = nil
    ) throws(TerminalError) -> (ending: Ending, latencies: LatencyLog?) {
        var program = try ExplorerProgram(options, store: store, problem: problem, terminal: terminal, measuresLatency: measuresLatency)
        defer { program.screen.close() }
        program.rate = maxRate.map { FrameRate(kilobytes: $0) }
        let ending = program.loop()
        return (ending, program.latencies)
    }

    private init(
        _ options: Options, store: ModelStore?, problem: String?, terminal: TerminalOptions, measuresLatency: Bool
    ) throws(TerminalError) {
        start = clock.now
        screen = try Screen(terminal)
        let appearance = Appearance(level: screen.colorLevel, glyphs: screen.isUnicode ? .unicode : .ascii)
        state = ExplorerState(options, store: store, problem: problem, size: Size(screen.size.width, screen.size.height), appearance: appearance)
        state.isMouseOn = terminal.mouse
        let inbox = Inbox(wakeup: screen.wakeup)
        self.inbox = inbox
        service = WorkService(reference: ReferenceMC(detector: state.detector), models: store?.models ?? []) { inbox.put($0) }
        latencies = measuresLatency ? LatencyLog() : nil
    }

    private mutating func loop() -> Ending {
        run(state.start())
        awaitPictures(for: Self.firstPatience)
        draw()
        while ending == nil {
            let next = [state.nextMoment, isFrameWaiting ? rate?.nextFrame : nil].compactMap(\.self).min()
            handle(screen.wait(timeout: next.map { max(.zero, $0 - now) }))
            takeDeliveries()
            if let moment = state.nextMoment, moment <= now { run(state.update(.moment, at: now)) }
            guard ending == nil else { break }
            awaitPictures(for: Self.patience)
            draw()
        }
        service.close()
        return ending ?? .quit
    }

    private var now: Duration { start.duration(to: clock.now) }

    private mutating func takeDeliveries() {
        for event in inbox.takeAll() { run(state.update(event, at: now)) }
    }

    /// Waits a moment for the pictures of a new request, so that a key and its picture share a frame.
    private mutating func awaitPictures(for patience: Duration) {
        let deadline = clock.now + patience
        while !state.isCurrent, clock.now < deadline, ending == nil {
            handle(screen.wait(timeout: deadline - clock.now))
            takeDeliveries()
        }
    }

    private mutating func run(_ effects: [ExplorerEffect]) {
        for effect in effects {
            switch effect {
            case .work(let work): service.submit(work)
            case .watch(let files):
                let inbox = inbox
                watcher = files.isEmpty ? nil : FileWatcher(files: files) { inbox.put(.filesChanged) }
            case .copy(let text): screen.copy(base64: Data(text.utf8).base64EncodedString())
            case .savePicture(let path): save(path)
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

    private mutating func save(_ path: String) {
        do throws(FileError) {
            let picture = CanvasPicture.image(of: Scene.saved(state).canvas)
            try picture.write(path: path)
            run(state.update(.saved("saved \(path), \(picture.width) by \(picture.height) pixels"), at: now))
        } catch {
            run(state.update(.failed(error.description), at: now))
        }
    }

    private mutating func handle(_ events: [TerminalEvent]) {
        let arrival = clock.now
        for event in events where ending == nil {
            if case .key = event { latencies?.arrive(at: arrival) }
            run(state.update(.terminal(event), at: now))
        }
    }

    private mutating func draw() {
        if let rate, !rate.allowsFrame(at: now) {
            isFrameWaiting = true
            return
        }
        isFrameWaiting = false
        let canvas = Scene.drawn(state).canvas
        screen.present(canvas)
        let sent = now
        rate?.send(canvas, at: sent)
        // A key is answered when its own picture is on the screen, not an older one.
        let shown = clock.now
        if state.isCurrent { latencies?.answer(at: shown) }
    }
}

extension ExplorerState {
    /// The state to begin with.
    init(_ options: ExplorerProgram.Options, store: ModelStore?, problem: String?, size: Size, appearance: Appearance) {
        let models = store?.models ?? []
        let problems = [problem].compactMap(\.self) + (store?.failures.map(\.description) ?? [])
        self.init(
            particle: options.particle, lock: options.isOffShell ? .free : .energyFollows, seed: options.seed,
            models: models.map(ModelSummary.init), modelProblems: problems, size: size, appearance: appearance)
        sampleIndex = options.index
        training.files = options.histories
        modelIndex = models.firstIndex { $0.name == options.model ?? store?.preferred?.name } ?? 0
        if let first = problems.first {
            complain(problems.count == 1 ? first : "\(first) (and \(problems.count - 1) more)")
        }
    }
}
