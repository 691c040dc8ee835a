import Calorimeter
import Canvas
import Terminal

extension HistogramsPage {
    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]? {
        switch action {
        case .nextPane: choose((state.histograms.channel + 1) % ChannelSums.count, &state)
        case .previousPane: choose((state.histograms.channel + ChannelSums.count - 1) % ChannelSums.count, &state)
        case .rowUp: choose(max(state.histograms.channel - 3, 0), &state)
        case .rowDown: choose(min(state.histograms.channel + 3, ChannelSums.count - 1), &state)
        case .step(let up, let size): moveCursor((up ? 1 : -1) * (size == .ten ? 10 : 1), &state)
        case .rowFirst: moveCursor(-1_000_000, &state)
        case .rowLast: moveCursor(1_000_000, &state)
        case .zoomIn: zoom(in: true, at: state.histograms.cursor, channel: state.histograms.channel, &state)
        case .zoomOut: zoom(in: false, at: state.histograms.cursor, channel: state.histograms.channel, &state)
        case .cycleBins:
            state.histograms.columnsPerBin = state.histograms.columnsPerBin == 4 ? 1 : 2 * state.histograms.columnsPerBin
        case .toggleRatio: state.histograms.showsRatio = !(showsRatio(state))
        case .cycleScale: cycleScale(&state, at: now)
        case .edit: state.histograms.isEnlarged.toggle()
        case .play: state.histograms.isFrozen.toggle()
        case .cycleScope:
            state.histograms.scope = state.histograms.scope.next
            state.histograms.ranges = HistogramsSettings().ranges
        case .addModel: addModel(&state, at: now)
        case .dropModel:
            if state.histograms.added.popLast() == nil { state.say("only one model is shown; m takes another", at: now) }
        default: return nil
        }
        return []
    }

    private static func choose(_ channel: Int, _ state: inout ExplorerState) {
        guard channel != state.histograms.channel else { return }
        (state.histograms.channel, state.histograms.cursor) = (channel, nil)
    }

    /// The figure on the screen; nil before anything was counted.
    static func figure(of state: ExplorerState) -> HistogramsFigure? {
        state.histogramResult.map { figure($0, state, in: FrameLayout(state.size).body) }
    }

    static func figure(_ result: HistogramResult, _ state: ExplorerState, settings: HistogramsSettings? = nil, in area: Rect)
        -> HistogramsFigure
    {
        HistogramsFigure(
            result, settings: settings ?? state.histograms, appearance: state.appearance, in: area, names: state.shortNames,
            remark: remark(result, state))
    }

    /// "true as 100 TeV, outside training"; how far a data set's particle is off stands there anyway.
    private static func remark(_ result: HistogramResult, _ state: ExplorerState) -> String {
        guard case .particle(let particle) = result.request.source else { return "" }
        let warning = state.truth.dataSet == nil ? TruthText.warning(particle, state) : ""
        return [warning.isEmpty ? nil : "true \(warning)", state.range.outside(particle).isEmpty ? nil : "outside training"]
            .compactMap(\.self)
            .joined(separator: ", ")
    }

    private static func showsRatio(_ state: ExplorerState) -> Bool {
        state.histograms.showsRatio ?? (figure(of: state)?.chosen?.ratioArea != nil)
    }

    /// Moves the cursor by bins; the first step puts it on the highest true bin.
    private static func moveCursor(_ bins: Int, _ state: inout ExplorerState) {
        guard let figure = figure(of: state)?.chosen?.figure else { return }
        let highest = figure.trueCounts.indices.max { figure.trueCounts[$0] < figure.trueCounts[$1] } ?? 0
        let present = state.histograms.cursor.flatMap(figure.bin(of:))
        let bin = present.map { $0 + bins } ?? (abs(bins) > figure.binCount ? bins : highest)
        setCursor(min(max(bin, 0), figure.binCount - 1), figure, &state)
    }

    private static func setCursor(_ bin: Int, _ figure: ChannelFigure, _ state: inout ExplorerState) {
        let edges = figure.edges(ofBin: bin)
        state.histograms.cursor = (edges.lowerBound + edges.upperBound) / 2
    }

    /// Halves or doubles the part of a channel's axis that is shown, about a number of photons or its middle.
    private static func zoom(in isIn: Bool, at photons: Double?, channel: Int, _ state: inout ExplorerState) {
        guard let result = state.histogramResult else { return }
        let full = ChannelFigure.fullRange(truth: result.truth[channel], models: result.models.map { $0.channels[channel] })
        let present = state.histograms.ranges[channel] ?? full
        let span = ((present.upperBound - present.lowerBound) * (isIn ? 0.5 : 2)).rounded(.up)
        guard span >= 4 else { return }
        guard span < full.upperBound - full.lowerBound else {
            state.histograms.ranges[channel] = nil
            return
        }
        // What lies at the place keeps its share of the axis, as far as the whole one allows.
        let centre = photons.flatMap { present.contains($0) ? $0 : nil } ?? (present.lowerBound + present.upperBound) / 2
        let share = (centre - present.lowerBound) / (present.upperBound - present.lowerBound)
        let low = min(max(centre - share * span, full.lowerBound), full.upperBound - span).rounded(.down)
        state.histograms.ranges[channel] = low..<low + span
    }

    private static func cycleScale(_ state: inout ExplorerState, at now: Duration) {
        switch state.histograms.countScale {
        case nil: state.histograms.countScale = .logarithmic
        case .logarithmic: state.histograms.countScale = .linear
        case .linear: state.histograms.countScale = nil
        }
        let words = state.histograms.countScale.map { $0 == .linear ? "linear counts" : "logarithmic counts" }
        state.say(words ?? "counts: logarithmic if the largest bin is over 100 times the smallest filled one", at: now)
    }

    private static func addModel(_ state: inout ExplorerState, at now: Duration) {
        let shown = state.histogramModels
        guard shown.count < HistogramsSettings.mostModels, let next = state.models.first(where: { !shown.contains($0.name) })
        else {
            return state.say("all \(shown.count) models that fit are shown; x drops one", at: now)
        }
        // What m has put in front since is not added a second time.
        state.histograms.added = shown.dropFirst() + [next.name]
    }

    // MARK: Mouse

    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        guard case .plot(let channel) = target else { return }
        choose(channel, &state)
        point(at: mouse, &state)
    }

    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) { point(at: mouse, &state) }

    private static func point(at mouse: MouseEvent, _ state: inout ExplorerState) {
        guard let chosen = figure(of: state)?.chosen, let bin = chosen.bin(atX: mouse.x, y: mouse.y) else { return }
        setCursor(bin, chosen.figure, &state)
    }

    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {
        guard case .plot(let channel) = target,
            let panel = figure(of: state)?.channels.first(where: { $0.channel == channel })
        else { return }
        let edges = panel.bin(atX: mouse.x, y: mouse.y).map(panel.figure.edges(ofBin:))
        zoom(in: up, at: edges.map { ($0.lowerBound + $0.upperBound) / 2 }, channel: channel, &state)
    }
}
