import Calorimeter
import Canvas
import DataSets
import Terminal

/// One view of the explorer: what it draws, its keys, what they do, and the work it wants done for it.
///
/// A view keeps nothing itself: everything is in `ExplorerState`, where each view has a value of its own.
protocol Page {
    associatedtype Settings: PageSettings

    /// All keys that work here: the view's own and `KeyTable.shared`. Help and palette are built from it.
    static var keyTable: KeyTable { get }
    /// What can be clicked, and the marks that need a word, for the help.
    static var notes: [HelpNotes] { get }
    /// What has no key, for the list of commands.
    static var choices: [(text: String, action: Action)] { get }

    /// Draws between the tabs and the status line, and a title beside the tabs if there is room.
    static func draw(_ state: ExplorerState, in layout: FrameLayout, of scene: inout Scene)
    /// What stands first in the status line: what is shown, and how far it is.
    static func summary(_ state: ExplorerState) -> String
    /// The keys that help most here, the most useful first; help and quit follow in any case.
    static func hints(_ state: ExplorerState) -> [KeyHint]

    /// What is to be worked out in the background for the present state; nil if nothing.
    static func wantedWork(_ state: ExplorerState) -> Work?
    /// Whether what is shown stays as it is, and nothing new is worked out.
    static func isPaused(_ state: ExplorerState) -> Bool
    /// Files that the view watches: changes arrive as `ExplorerEvent.filesChanged`.
    static func watchedFiles(_ state: ExplorerState) -> [String]

    /// The numbers on the screen as files hold them; nil before there are any.
    static func numbers(_ state: ExplorerState) -> NumberDocument?
    /// Pictures and samples as arrays; empty before there are any.
    static func arrays(_ state: ExplorerState) -> [NamedArray]
    /// The picture or the histogram that has the keys, alone; nil where there is none.
    static func figure(_ state: ExplorerState) -> Canvas?
    /// What `figure` shows.
    static func figureTitle(_ state: ExplorerState) -> String

    /// What an action does here; nil leaves it to what all views share.
    static func perform(_ action: Action, on state: inout ExplorerState, at now: Duration) -> [ExplorerEffect]?
    /// A session was opened: drops what of it is not here.
    static func sessionWasOpened(_ state: inout ExplorerState, before: ExplorerState)
    /// The truth comes from a data set now, and the user has not chosen a particle.
    static func dataSetWasRead(_ dataSet: DataSet, _ state: inout ExplorerState)
    /// The particle that `[`, `]` and `/` start from, and what they do with the one they find.
    static func walkedParticle(_ state: ExplorerState) -> Particle
    static func walk(to particle: Particle, _ state: inout ExplorerState) -> Bool
    /// Whether the page is about the particle that is set.
    static func isOfParticle(_ state: ExplorerState) -> Bool
    /// The page's own options of `zdc render`, which draw it again.
    static func words(_ state: ExplorerState) -> [String]

    /// The next step of what plays.
    static func advance(_ state: inout ExplorerState)
    /// The time between two steps of what plays.
    static var playInterval: Duration { get }

    /// The first button was pressed on a target of this view.
    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration)
    /// The mouse moved with its button down.
    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState)
    /// The wheel turned over a target of this view.
    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration)
}

extension Page {
    static var settings: any PageSettings.Type { Settings.self }
    static var notes: [HelpNotes] { [] }
    static var choices: [(text: String, action: Action)] { [] }
    static func sessionWasOpened(_ state: inout ExplorerState, before: ExplorerState) {}
    static func dataSetWasRead(_ dataSet: DataSet, _ state: inout ExplorerState) {}
    static func walkedParticle(_ state: ExplorerState) -> Particle { state.particle }
    static func walk(to particle: Particle, _ state: inout ExplorerState) -> Bool {
        (state.particle, state.loaded) = (particle, particle)
        return true
    }
    static func isOfParticle(_ state: ExplorerState) -> Bool { true }
    static func words(_ state: ExplorerState) -> [String] { state.settings[Settings.self].words }
    static func isPaused(_ state: ExplorerState) -> Bool { false }
    static func wantedWork(_ state: ExplorerState) -> Work? { nil }
    static func numbers(_ state: ExplorerState) -> NumberDocument? { nil }
    static func arrays(_ state: ExplorerState) -> [NamedArray] { [] }
    static func figure(_ state: ExplorerState) -> Canvas? { nil }
    static func figureTitle(_ state: ExplorerState) -> String { "the picture" }
    static func watchedFiles(_ state: ExplorerState) -> [String] { [] }
    static func advance(_ state: inout ExplorerState) {}
    static var playInterval: Duration { .milliseconds(100) }
    static func press(_ target: Target, in area: Rect, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {}
    static func drag(_ mouse: MouseEvent, in scene: Scene, on state: inout ExplorerState) {}
    static func turnWheel(up: Bool, over target: Target, _ mouse: MouseEvent, on state: inout ExplorerState, at now: Duration) {}
}
