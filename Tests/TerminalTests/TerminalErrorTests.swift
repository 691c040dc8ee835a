import Testing

@testable import Terminal

@Suite struct TerminalErrorTests {
    @Test(arguments: [
        (
            TerminalError.notATerminal(stream: "standard input"),
            "The explorer needs a terminal, but standard input is not one; `zdc render explore` prints the same picture as text without a terminal."
        ),
        (
            .terminalTypeMissing,
            "The explorer needs the terminal's type, but TERM is not set; set TERM to your terminal's type, for example TERM=xterm-256color, or `zdc render explore` prints the same picture as text without a terminal."
        ),
        (
            .unknownTerminal("nosuch"),
            "The terminal type 'nosuch' in TERM is not known here; set TERM to your terminal's type, for example TERM=xterm-256color, or `zdc render explore` prints the same picture as text without a terminal."
        ),
    ])
    func saysInOneSentenceWhatToDo(error: TerminalError, sentence: String) {
        #expect(String(describing: error) == sentence)
    }

    @Test(arguments: [
        (Key(.character("q")), "q"), (Key(.character("r"), .control), "Ctrl-R"), (Key(.character("x"), .alt), "Alt-x"),
        (Key(.tab, .shift), "Shift-Tab"), (Key(.function(1)), "F1"), (Key(.character(" ")), "Space"),
        (Key(.pageDown, .control), "Ctrl-PageDown"),
    ])
    func keysAreWrittenAsInAManual(key: Key, text: String) {
        #expect(key.description == text)
    }
}
