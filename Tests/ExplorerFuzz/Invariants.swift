#if DEBUG || FUZZING
import Calorimeter
import Canvas
@testable import Explorer
import Foundation
import Terminal

/// What holds for every explorer, whatever has happened to it.
extension FuzzWorld {
    /// The first violated invariant, or nil; cheap enough to check after every step.
    var violation: String? {
        if let problem = state.settings.problem { return "settings that no session could bring back: \(problem)" }
        if state.lock != .free, !state.particle.isOnShell(tolerance: 1e-6) {
            return
                "the particle is off shell by \(state.particle.onShellResidualGeV2) GeV² although \(state.lock.label) is locked: \(state.particle)"
        }
        if !state.models.isEmpty, !state.models.indices.contains(state.modelIndex) {
            return "there is no model \(state.modelIndex)"
        }
        // While models are loaded, nobody knows which rows there will be.
        if state.front.areModelsLoaded {
            if state.diversity.row > state.models.count { return "there is no row \(state.diversity.row) in Diversity" }
            if state.compare.row > state.models.count { return "there is no row \(state.compare.row) in Compare" }
        }
        if let walk = state.diversity.walk, !walk.noise.indices.contains(walk.selected) {
            return "there is no noise \(walk.selected) in the walk"
        }
        if let pixel = state.explore.crosshair,
            !(0..<state.detector.rows).contains(pixel.row) || !(0..<state.detector.columns).contains(pixel.column)
        {
            return "the cross lies beside the face: \(pixel)"
        }
        for side in state.calorimeters {
            if let pictures = side[SamplingRequest.self].result?.pictures, let truth = pictures.truth,
                truth.photons.count != side.detector.pixelCount
            {
                return "the \(side.detector.name) has the picture of another face"
            }
            if side.isBesideOther != state.detectors.isBoth {
                return "the \(side.detector.name) answers to flights that are not shown"
            }
        }
        if state.metrics.row >= max(state.metricsResult?.rows.count ?? 1, 1) + 32 {
            return "there is no row \(state.metrics.row) in Metrics"
        }
        if state.messages.count > ExplorerState.mostMessages { return "\(state.messages.count) messages are kept" }
        if state.isPlaying, state.nextSampleAt == nil { return "it plays, but nothing wakes it" }
        return nil
    }

    private var violationOfMode: String? {
        switch state.mode {
        case .inspect:
            state.view != .explore || state.explore.crosshair == nil
                ? "it inspects \(state.view) with the cross at \(String(describing: state.explore.crosshair))" : nil
        case .browse:
            state.view == .explore && state.explore.crosshair != nil
                ? "keys mean commands with the cross at \(String(describing: state.explore.crosshair))" : nil
        case .edit: state.view != .explore ? "a parameter is typed in \(state.view)" : nil
        case .help(let scroll, _), .messages(let scroll): scroll < 0 ? "a list is scrolled to \(scroll)" : nil
        case .palette(let selection, let filter):
            selection < 0 || selection > max(0, Command.matching(filter, state).count - 1)
                ? "there is no command \(selection) to select" : nil
        case .presets(let selection, let filter):
            selection < 0 || selection > max(0, Species.matching(filter).count - 1)
                ? "there is no species \(selection) to select" : nil
        default: nil
        }
    }

    /// The same for slow checks: positions in dialogs, pictures, undo, Esc.
    var deepViolation: String? {
        if let text = violationOfMode { return text }
        let canvas = draw()
        if (canvas.width, canvas.height) != (state.size.width, state.size.height) {
            return "the picture is \(canvas.width)×\(canvas.height) on a terminal of \(state.size.width)×\(state.size.height)"
        }
        if !state.appearance.glyphs.isUnicode, !canvas.cells.allSatisfy({ $0.glyph.isASCII }) {
            return "glyphs that are not ASCII"
        }
        return violationOfUndo ?? violationOfEscape ?? violationOfHelp
    }

    /// Undo and redo restore the exact settings; only the cross is gone if they changed the calorimeter.
    private var violationOfUndo: String? {
        var state = state
        // Without room for the screen, keys do nothing.
        guard !state.size.isTooSmall else { return nil }
        state.mode = .browse
        var turned = state
        _ = turned.perform(.undo, at: .zero)
        if turned.detector != state.detector { state.explore.crosshair = nil }
        let before = state.settings
        _ = state.perform(.undo, at: .zero)
        state.history.note(before, state.settings, gesture: nil)
        guard state.settings != before else { return nil }
        let undone = state.settings
        _ = state.perform(.redo, at: .zero)
        guard state.settings == before else { return "redo after undo does not restore the settings" }
        state.history.note(undone, state.settings, gesture: nil)
        _ = state.perform(.undo, at: .zero)
        return state.settings == undone ? nil : "undo after redo does not restore the settings"
    }

    /// Three presses of Esc close whatever is open and never quit.
    private var violationOfEscape: String? {
        guard !state.size.isTooSmall else { return nil }
        var state = state
        for _ in 0..<3 {
            if state.update(.terminal(.key(Key(.escape))), at: .zero).contains(.quit) { return "Esc quits" }
        }
        return state.mode == .browse ? nil : "Esc does not close \(state.mode)"
    }

    /// From any view, `?` shows every key of it.
    private var violationOfHelp: String? {
        guard !state.size.isTooSmall, state.mode == .browse else { return nil }
        var state = state
        _ = state.update(.terminal(.key(Key(.character("?")))), at: .zero)
        guard case .help = state.mode else { return "? shows no help in \(state.view)" }
        let lines = HelpView.lines(of: state.page, search: nil, size: state.size)
        let missing = state.page.keyTable.bindings.first { !lines.contains(.key($0.label, $0.text)) }
        return missing.map { "the help of \(state.view) does not list \($0.label)" }
    }

    /// All settings can be saved and read again.
    var violationOfSession: String? {
        do {
            let text = try state.session.text(path: "session")
            return try ExplorerSession(Data(text.utf8), path: "session") == state.session
                ? nil : "a session is read as something else"
        } catch {
            return "a session cannot be read again: \(error)"
        }
    }
}
#endif
