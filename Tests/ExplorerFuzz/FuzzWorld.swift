#if DEBUG || FUZZING
import Calorimeter
import Canvas
@testable import Explorer
import Foundation
import ReferenceMC
import Terminal

/// An explorer without a terminal, to which the steps of a script happen.
public struct FuzzWorld {
    private(set) var state: ExplorerState
    /// The kinds of actions that keys have asked for so far.
    private(set) var actions = Set<String>()
    private var now = Duration.zero
    /// The latest requests for work, newest last.
    private var asked: [Order] = []
    private var sessions: [ExplorerSession] = []
    private var order: SaveOrder?
    private var opening = OpenOrder(path: "never asked for")
    private let deliveries: [Detector: Deliveries]

    /// A request and the truth that it is about.
    private struct Order {
        var work: Work
        var reference: ReferenceMC
    }

    /// The number of requests for which results may still arrive.
    private static let mostAsked = 8

    init(_ start: FuzzStart, deliveries: [Detector: Deliveries]) {
        self.deliveries = deliveries
        var state = ExplorerState(
            particle: TestParticles.all[2], detector: start.detectors.front, models: Self.models(start.models),
            modelProblems: start.models == 0 ? ["there is no model here"] : [], size: Size(start.width, start.height),
            appearance: Appearance(level: start.level, glyphs: start.isUnicode ? .unicode : .ascii))
        state.training.files = deliveries[.zn]?.histories ?? []
        let files = state.training.files
        for index in state.calorimeters.indices {
            state.calorimeters[index].histories = index == state.frontIndex ? files : Array(files.prefix(2))
        }
        state.show(start.detectors)
        self.state = state
        note(self.state.start())
    }

    private static func models(_ count: Int) -> [ModelSummary] {
        let names = [
            ("gan", "GAN"), ("sdi-gan", "SDI-GAN"), ("a-model-of-ones-own-with-a-long-name", "A model 字 with a long title"),
            ("4", ""),
        ]
        return names.prefix(count).map {
            ModelSummary(name: $0.0, title: $0.1, isFile: $0.0 == "sdi-gan")
        }
    }

    /// Changes the state without any checks, to test the invariants.
    mutating func tamper(_ change: (inout ExplorerState) -> Void) { change(&state) }

    /// Performs a step; returns a violated invariant, or nil.
    mutating func take(_ step: FuzzStep) -> String? {
        guard let event = event(step) else { return nil }
        if case .key(let code, let modifiers) = step { note(Key(code, modifiers)) }
        let effects = state.update(event, at: now)
        let detectors = effects.compactMap { if case .work(let detector, _) = $0 { detector } else { nil } }
        if Set(detectors).count < detectors.count { return "two wishes for work at once" }
        note(effects)
        if case .key(.escape, _) = step, effects.contains(.quit) { return "Esc quits" }
        for case .copy(let text) in effects
        where text.unicodeScalars.contains(where: { $0 != "\n" && !$0.isASCII && !$0.properties.isAlphabetic && $0.value < 0xA0 })
        {
            return "control characters go to the clipboard"
        }
        return nil
    }

    /// The picture that the explorer draws.
    func draw() -> Canvas { Scene.drawn(state).canvas }

    /// Notes what a key asks for, alone or by the list of commands.
    private mutating func note(_ key: Key) {
        guard !state.size.isTooSmall else { return }
        switch state.mode {
        case .browse: if let action = state.page.keyTable.action(for: key) { actions.formUnion(Self.kinds(action)) }
        case .palette(let selection, let filter) where key.code == .enter:
            let commands = Command.matching(filter, state)
            if commands.indices.contains(selection) { actions.formUnion(Self.kinds(commands[selection].action)) }
        default: break
        }
    }

    /// The name of an action without its values, and of the one that it brings to another view.
    private static func kinds(_ action: Action) -> [String] {
        let name = String("\(action)".prefix { $0 != "(" })
        guard case .inView(_, let other) = action else { return [name] }
        return [name] + kinds(other)
    }

    /// The kinds of all actions that keys and the list of commands offer.
    static let allActions: Set<String> = {
        let offered = ViewKind.allCases.flatMap { view in
            view.page.keyTable.bindings.flatMap { $0.actions.map(\.1) }
                + Command.all(of: view.page, models: models(2)).map(\.action)
        }
        let typed = ["energy 2 TeV", "seed 7", "species n", "undo 2", "redo 2"].compactMap { TypedSetting($0).command?.action }
        return Set((offered + typed).flatMap(kinds)).union(["inView"])
    }()

    private mutating func note(_ effects: [ExplorerEffect]) {
        for effect in effects {
            switch effect {
            case .work(let detector, let work?): if let calorimeter = state.calorimeter(detector) { ask(work, calorimeter) }
            case .save(let order): self.order = order
            case .open(let order): opening = order
            default: break
            }
        }
        sessions.append(state.session)
        if sessions.count > 8 { sessions.removeFirst() }
    }

    private mutating func ask(_ work: Work, _ detector: CalorimeterState) {
        asked.append(Order(work: work, reference: detector.reference))
        if asked.count > Self.mostAsked { asked.removeFirst() }
    }

    private func work(_ back: Int) -> Order? { back < asked.count ? asked[asked.count - 1 - back] : nil }

    private mutating func event(_ step: FuzzStep) -> ExplorerEvent? {
        switch step {
        case .key(let code, let modifiers): return .terminal(.key(Key(code, modifiers)))
        case .paste(let text): return .terminal(.paste(text))
        case .mouse(let action, let button, let x, let y, let modifiers):
            return .terminal(.mouse(MouseEvent(action, button: button, x: x, y: y, modifiers: modifiers)))
        case .resize(let width, let height): return .terminal(.resize(width: width, height: height))
        case .background(let background): return .terminal(.background(background))
        case .resumed: return .terminal(.resumed)
        case .deliver(let back, let variant):
            return work(back).flatMap { order in
                deliveries[order.reference.detector].map {
                    .background(order.reference, .result($0.result(for: order.work, variant: variant)))
                }
            }
        case .progress(let back, let done, let total):
            return work(back).map {
                .background(
                    $0.reference, .progress(WorkProgress(work: $0.work, done: done, total: total, perSecond: Double(done % 1001)))
                )
            }
        case .finished(let back): return work(back).map { .background($0.reference, .finished($0.work)) }
        case .models(let isProton, let count):
            return .models(
                isProton ? .zp : .zn,
                LoadedModels(models: Self.models(count), problems: count == 0 ? ["there is no model here"] : []))
        case .pass(let milliseconds):
            now += .milliseconds(milliseconds)
            return .moment
        case .filesChanged: return .filesChanged
        case .saved(let text): return .saved(text)
        case .failed(let text): return .failed(text)
        case .exists: return order.map { .exists($0) }
        case .session(let back): return back < sessions.count ? .session(sessions[sessions.count - 1 - back]) : nil
        case .opened(let variant):
            let detector = Detector.all[variant % Detector.all.count]
            return deliveries[detector].map { .opened($0.file(variant / Detector.all.count, session: sessions.last)) }
        case .notOpened(let text): return .notOpened(opening, text)
        case .paths(let typed, let paths):
            if let typed { return .paths(OpenOrder(path: typed), paths) }
            guard case .palette(_, let filter) = state.mode, let order = OpenOrder(typed: filter) else { return nil }
            return .paths(order, paths.map { order.path + $0 })
        }
    }
}
#endif
