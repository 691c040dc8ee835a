import Calorimeter
import Canvas
import Evaluation

/// What a key or a click asks for while browsing. Each page gives an action the meaning that suits it; what a page leaves alone
/// means the same on all pages.
indirect enum Action: Hashable, Sendable {
    case rowUp, rowDown, rowFirst, rowLast, pageUp, pageDown
    case step(up: Bool, StepSize)
    case edit, presets, cycleLock, resetRow, undo, redo
    /// Several steps at once.
    case undoSteps(Int), redoSteps(Int)
    case newSample, previousSample, newSeed, typeSeed, play, nextModel
    case cyclePicture, cyclePanels, inspect, cycleColors, cycleScale, shareScale, cycleMasks
    case nextPane, previousPane
    case vary, cycleCount, cycleLeastPhotons
    case addModel, dropModel, cycleScope, cycleObservables, cycleBelow, cycleBins, typeCut, typeRange
    case toggleAgainst, cycleAgainst, against(Observable)
    case zoomIn, zoomOut, smooth, sort, reverse
    case addColumn, dropColumn, copyColumn, nextParticle, previousParticle, findParticle
    case turnDetector, toggleBoth
    case pin, flip
    case view(ViewKind)
    /// What another view does, there.
    case inView(ViewKind, Action)
    case palette, messages, copyCommand, copyNumbers, save, saveSession, loadSession
    case theme(Theme), map(ColorMap), model(String), species(Species), seed(SampleNumber), set(ParameterRow, Double)
    case open(OpenOrder)
    /// The list of commands with the beginning of one.
    case beginTyping(String)
    case stop, readData, help, toggleMouse, suspend, redraw, quit
}
