import Canvas
import Testing

@testable import Terminal

@Suite struct TerminalCapabilityTests {
    struct Choice: CustomTestStringConvertible, Sendable {
        var environment: [String: String] = [:]
        var option: ColorLevel?
        var colors = 256
        var hasDirectColors = false
        var level: ColorLevel
        var entry: TerminfoEntry?
        var testDescription: String {
            "\(environment.sorted { $0.key < $1.key }) \(colors) colours, direct \(hasDirectColors), asked for \(option?.rawValue ?? "none")"
        }
    }

    @Test(arguments: [
        Choice(level: .palette256),
        Choice(colors: 1 << 24, level: .palette256),
        Choice(colors: 88, level: .ansi16), Choice(colors: 16, level: .ansi16), Choice(colors: 8, level: .ansi16),
        Choice(colors: 2, level: .mono), Choice(colors: 0, level: .mono),
        Choice(environment: ["COLORTERM": "truecolor"], level: .direct, entry: .direct),
        Choice(environment: ["COLORTERM": "24bit"], level: .direct, entry: .direct),
        Choice(environment: ["COLORTERM": "TrueColor"], colors: 8, level: .direct, entry: .direct),
        Choice(environment: ["COLORTERM": "yes"], level: .palette256),
        Choice(environment: ["COLORTERM": ""], level: .palette256),
        Choice(environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(379)"], colors: 8, level: .palette256, entry: .palette256),
        Choice(environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(95)"], colors: 8, level: .ansi16),
        Choice(environment: ["TERM": "xterm", "XTERM_VERSION": "another"], colors: 8, level: .ansi16),
        Choice(environment: ["TERM": "linux", "XTERM_VERSION": "XTerm(379)"], colors: 8, level: .ansi16),
        Choice(environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(379)", "STY": "1.s"], colors: 8, level: .ansi16),
        Choice(environment: ["TERM": "xterm", "XTERM_VERSION": "XTerm(379)", "NO_COLOR": "1"], colors: 8, level: .mono),
        // A terminal without any colours has not set this variable.
        Choice(environment: ["COLORTERM": "truecolor"], colors: 0, level: .mono),
        Choice(environment: ["COLORTERM": "truecolor", "TERM": "screen-256color", "STY": "1.s"], level: .palette256),
        Choice(environment: ["COLORTERM": "truecolor", "TERM": "screen-256color"], level: .direct, entry: .direct),
        Choice(environment: ["COLORTERM": "truecolor", "TERM": "xterm-256color", "STY": "1.s"], level: .palette256),
        Choice(environment: ["COLORTERM": "truecolor", "TERM": "xterm", "STY": "1.s"], colors: 8, level: .ansi16),
        Choice(
            environment: ["TERM": "xterm-direct", "STY": "1.s"], colors: 1 << 24, hasDirectColors: true, level: .palette256,
            entry: .palette256),
        Choice(colors: 1 << 24, hasDirectColors: true, level: .direct, entry: .direct),
        // NO_COLOR wins over the environment.
        Choice(environment: ["NO_COLOR": "1"], level: .mono),
        Choice(environment: ["NO_COLOR": "0", "COLORTERM": "truecolor"], level: .mono),
        Choice(environment: ["NO_COLOR": ""], level: .palette256),
        // The option wins over both, and over what terminfo knows.
        Choice(environment: ["NO_COLOR": "1"], option: .palette256, level: .palette256),
        Choice(environment: ["COLORTERM": "truecolor"], option: .ansi16, level: .ansi16),
        Choice(option: .direct, colors: 0, level: .direct, entry: .direct),
        Choice(option: .palette256, colors: 8, level: .palette256, entry: .palette256),
        Choice(option: .palette256, colors: 1 << 24, hasDirectColors: true, level: .palette256, entry: .palette256),
        Choice(option: .ansi16, colors: 0, level: .ansi16, entry: .palette256),
        Choice(option: .ansi16, colors: 1 << 24, hasDirectColors: true, level: .ansi16, entry: .palette256),
        Choice(option: .mono, level: .mono),
    ])
    func choosesTheColours(_ choice: Choice) {
        let capability = TerminalCapability(
            options: TerminalOptions(color: choice.option), environment: choice.environment,
            description: TerminalDescription(
                colors: choice.colors, hasDirectColors: choice.hasDirectColors, hasCursorAddressing: true),
            codeset: "UTF-8")
        #expect(capability.colorLevel == choice.level)
        #expect(capability.entry == choice.entry)
    }

    @Test(arguments: [
        (ColorLevel.direct, 256, ColorLevel.palette256), (.direct, 1 << 24, .palette256), (.direct, 8, .ansi16),
        (.direct, 0, .mono),
        (.palette256, 8, .ansi16), (.ansi16, 0, .mono), (.mono, 256, .mono),
    ])
    func makesDoWithTheTerminalsOwnDescription(asked: ColorLevel, colors: Int, level: ColorLevel) {
        let description = TerminalDescription(colors: colors, hasDirectColors: colors > 256, hasCursorAddressing: true)
        let capability = TerminalCapability(
            options: TerminalOptions(color: asked), environment: [:], description: description, codeset: "UTF-8"
        ).withoutEntry(description: description)
        #expect(capability.colorLevel == level)
        #expect(capability.entry == nil)
        #expect(capability.isUnicode)
    }

    @Test(
        arguments: [
            ("UTF-8", nil, true), ("utf8", nil, true), ("ANSI_X3.4-1968", nil, false), ("ISO-8859-1", nil, false),
            ("", nil, false),
            ("ANSI_X3.4-1968", true, true), ("UTF-8", false, false),
        ] as [(String, Bool?, Bool)])
    func choosesTheGlyphs(codeset: String, option: Bool?, isUnicode: Bool) {
        #expect(capability(codeset: codeset, option: option).isUnicode == isUnicode)
    }

    /// Debian's console fonts have 512 glyphs, without half blocks.
    @Test func drawsTheLinuxConsoleInASCII() {
        #expect(!capability(codeset: "UTF-8", option: nil, type: "linux").isUnicode)
        #expect(capability(codeset: "UTF-8", option: true, type: "linux").isUnicode)
    }

    private func capability(codeset: String, option: Bool?, type: String = "xterm") -> TerminalCapability {
        TerminalCapability(
            options: TerminalOptions(unicode: option), environment: ["TERM": type],
            description: TerminalDescription(colors: 8, hasDirectColors: false, hasCursorAddressing: true), codeset: codeset)
    }
}
