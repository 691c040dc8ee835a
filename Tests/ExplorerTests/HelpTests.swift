import Calorimeter
import Canvas
import Terminal
import Testing
@testable import Explorer

/// The keys over the view, at every size and to the last word.
@Suite struct Help {
    @Test(arguments: [(80, 24), (120, 40)])
    func helpIsReadToTheLastWord(width: Int, height: Int) {
        for kind in ViewKind.allCases {
            let page = kind.page
            let lines = HelpView.lines(of: page, search: nil, size: Size(width, height))
            let text = lines.map { if case .key(_, let text) = $0 { text } else { "" } }.joined().filter { $0 != " " }
            for (_, note) in page.notes.flatMap(\.lines) + page.keyTable.bindings.map({ ($0.label, $0.text) }) {
                #expect(text.contains(note.filter { $0 != " " }))
            }
            var state = explorer(width, height)
            state.view = kind
            state.type("?")
            var screens = ""
            for _ in 0..<40 {
                screens += state.screenText
                state.press(key(.pageDown))
            }
            for case .key(_, let text) in lines { #expect(screens.contains(text), "\(text)") }
        }
    }

    @Test func helpListsEveryBindingAndSearches() {
        var state = explorer(120, 40)
        state.type("?")
        let all = HelpView.lines(of: ExplorePage.self, search: nil, size: Size(120, 40))
        for binding in ExplorePage.keyTable.bindings { #expect(all.contains(.key(binding.label, binding.text))) }
        state.type("/")
        state.type("undo")
        #expect(state.screenText.contains("Ctrl-R"))
        #expect(!state.screenText.contains("reset the row"))
        state.press(key(.escape), key(.escape))
        #expect(state.mode == .browse)
    }

    @Test func helpScrollsOnASmallTerminal() {
        var state = explorer()
        state.type("?")
        #expect(!state.screenText.contains("Ctrl-C"))
        state.press(key(.end))
        #expect(state.screenText.contains("no GEANT"))
        state.press(key(.home))
        #expect(state.screenText.contains("first, last parameter"))
    }

    @Test func homeReachesTheTopAfterTheTerminalHasGrown() {
        var state = explorer()
        state.type("?")
        state.press(key(.end))
        state.size = Size(80, 40)
        state.press(key(.home))
        #expect(state.mode == .help(scroll: 0, search: nil))
        state.mode = .messages(scroll: 30)
        state.press(key(.home))
        #expect(state.mode == .messages(scroll: 0))
    }
}
