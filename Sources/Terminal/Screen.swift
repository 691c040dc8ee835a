import CTerminal
import Canvas
import Glibc

/// The terminal as a screen of cells and a source of events: the only place that knows ncurses.
///
/// ncurses draws; input is read and decoded here. One screen may be open at a time, and only the thread that opened it may use it,
/// which debug builds check; `wakeup` is the way in from other threads. Every ending leaves the terminal as it was: `close`,
/// `exit`, a signal or a crash. What the program writes to standard error meanwhile appears after that.
public final class Screen {
    public let colorLevel: ColorLevel
    /// Whether glyphs beyond ASCII are shown; otherwise each becomes `?`.
    public let isUnicode: Bool
    /// Columns and rows of the terminal.
    public internal(set) var size: (width: Int, height: Int)
    public let wakeup: Wakeup
    /// The size the program knows of.
    var reportedSize: (width: Int, height: Int)

    var painter: Painter
    var decoder: InputDecoder
    var input = InputStream()
    /// When silence completes what the decoder has begun; it runs on from call to call of `wait`, however often that is woken.
    var silenceEnd: ContinuousClock.Instant?
    private var isMouseOn: Bool
    private var isOpen = true
    private let handle: OpaquePointer
    private let owner = pthread_self()

    /// Takes the terminal over.
    ///
    /// Call it before other threads start: the locale and, for a moment, the environment are changed.
    public init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(stream: "standard input") }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(stream: "standard output") }
        let environment = Environment.current
        let type = environment["TERM"]
        let description = try TerminalDescription.read(type: type)
        guard description.hasCursorAddressing else { throw .noCursorAddressing(type ?? "") }
        var capability = TerminalCapability(
            options: options, environment: environment, description: description, codeset: Locale.adopt())
        wakeup = try Wakeup()
        isUnicode = capability.isUnicode && Locale.carriesUnicode()
        isMouseOn = options.mouse
        decoder = InputDecoder(escapeDelay: Environment.escapeDelay(environment))

        guard ct_guard_install(STDOUT_FILENO) == 0 else {
            throw .system(action: "reading the terminal's modes", reason: String(cString: strerror(errno)))
        }
        ct_signals_install(wakeup.descriptor)
        size = Self.measure()
        reportedSize = size
        var handle = Self.start(type: type, entry: capability.entry, size: size)
        if handle == nil, capability.entry != nil {
            capability = capability.withoutEntry(description: description)
            handle = Self.start(type: type, entry: nil, size: size)
        }
        guard let handle else {
            ct_signals_remove()
            throw .unknownTerminal(type ?? "")
        }
        self.handle = handle
        colorLevel = capability.colorLevel
        painter = Painter(level: colorLevel, isUnicode: isUnicode)
        ct_guard_arm(Self.undo, Self.undo.count)
        ct_stderr_hold()
        setModes()
        // On the smallest terminals ncurses has sent half a sequence and still holds the rest.
        painter.refresh()
        enterOwnModes()
    }

    deinit { if isOpen { restore(); ct_signals_remove(); delscreen(handle) } }

    /// Gives the terminal back. Afterwards only `close` may be called again.
    public func close() {
        checkThread()
        guard isOpen else { return }
        isOpen = false
        restore()
        ct_signals_remove()
        delscreen(handle)
    }

    /// Shows a picture, from the upper left corner on. Only cells that changed are sent.
    public func present(_ canvas: Canvas) {
        checkThread()
        // An `exit` on another thread has given the terminal back already.
        guard isOpen, ct_guard_is_armed() == 1 else { return }
        painter.present(canvas, size: size)
    }

    /// The next `present` sends every cell: after something else has written on the terminal.
    public func redrawFromScratch() {
        checkThread()
        painter.forget()
    }

    /// Turns mouse reports on or off; off, the terminal's own selection works.
    public func setMouse(_ on: Bool) {
        checkThread()
        guard on != isMouseOn else { return }
        isMouseOn = on
        write(on ? Self.mouseOn : Self.mouseOff)
    }

    /// Hands text to the clipboard of the terminal, where it has one that programs may write (OSC 52).
    ///
    /// - Parameter base64: the text in UTF-8, encoded by RFC 4648.
    public func copy(base64: String) {
        checkThread()
        write("\u{1B}]52;c;\(base64)\u{7}")
    }

    /// Stops the process as Ctrl-Z does, with the terminal given back, and returns when the shell continues it.
    public func suspend() {
        checkThread()
        guard isOpen else { return }
        restore()
        ct_stop()
        resume()
    }

    // MARK: Taking over and giving back

    /// Starts ncurses by the terminal's own description or by one of ours, which travels in the environment, as does the checked size.
    private static func start(type: String?, entry: TerminfoEntry?, size: (width: Int, height: Int)) -> OpaquePointer? {
        var settings = ["LINES": String(size.height), "COLUMNS": String(size.width)]
        if let entry { settings["TERMINFO"] = entry.inline }
        return Environment.with(settings) { ct_newterm(entry?.name ?? type) }
    }

    private func setModes() {
        cbreak()
        noecho()
        nonl()
        // Ctrl-S must not freeze the program, and Ctrl-V and Ctrl-O are keys.
        var modes = termios()
        if tcgetattr(STDIN_FILENO, &modes) == 0 {
            modes.c_iflag &= ~tcflag_t(IXON)
            modes.c_lflag &= ~tcflag_t(IEXTEN)
            // Ctrl-C would drop what is on its way to the terminal, half a sequence or the way back to the main screen.
            modes.c_lflag |= tcflag_t(NOFLSH)
            tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        }
        def_prog_mode()
        curs_set(0)
        leaveok(ct_stdscr(), true)
    }

    private func enterOwnModes() {
        write(Self.pasteOn)
        if isMouseOn { write(Self.mouseOn) }
    }

    private func restore() {
        guard ct_guard_is_armed() == 1 else { return }
        write(Self.mouseOff + Self.pasteOff)
        endwin()
        if !Self.hasScreenOfItsOwn { write("\r\n") }
        ct_guard_disarm()
        ct_stderr_release()
    }

    /// Takes the terminal again, whatever has happened to its modes meanwhile.
    func resume() {
        ct_guard_arm(Self.undo, Self.undo.count)
        ct_stderr_hold()
        // Our own stop ends with SIGCONT too, which is no second event.
        _ = ct_signal_take(SIGCONT)
        input.resumed = true
        updateSize()
        painter.forget()
        painter.refresh()
        enterOwnModes()
    }

    /// The process was stopped and continued from outside: the shell has had the terminal without being given it.
    func recover() {
        endwin()
        resume()
    }

    /// Asks for the size, and follows it.
    func updateSize() {
        let now = Self.measure()
        guard now != size else { return }
        size = now
        resize_term(Int32(now.height), Int32(now.width))
        painter.forget()
    }

    /// The terminal's size: 80 × 24 where it does not know, and no more than memory can hold without thought.
    private static func measure() -> (width: Int, height: Int) {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return (80, 24) }
        return (min(Int(window.ws_col), 2000), min(Int(window.ws_row), 600))
    }

    func checkThread() {
        assert(pthread_equal(owner, pthread_self()) != 0, "the screen belongs to the thread that opened it")
    }
}

@available(*, unavailable)
extension Screen: Sendable {}

extension Screen {
    // xterm's private modes: 1002 reports buttons and drags, 1006 writes them as decimal numbers without a limit, 2004 brackets pastes.
    private static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1002l\u{1B}[?1006l"
    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"

    /// Where there is no alternate screen, what was drawn stays, and the shell goes on below it.
    private static var hasScreenOfItsOwn: Bool { TerminalDescription.string("rmcup") != nil }

    /// What an ending without ncurses writes.
    private static var undo: [CChar] {
        // A crash may come in the middle of a sequence: ECMA-48 CAN ends it.
        var bytes = Array(("\u{18}" + mouseOff + pasteOff).utf8)
        for name in ["sgr0", "op", "smam", "cnorm", "rmcup"] { bytes += TerminalDescription.string(name) ?? [] }
        // The last row of any terminal, and one on.
        return (bytes + Array((hasScreenOfItsOwn ? "\r" : "\u{1B}[999;1H\r\n").utf8)).map { CChar(bitPattern: $0) }
    }

    /// Writes past ncurses, which keeps nothing unsent between its refreshes.
    private func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes.removeFirst(count)
            } else if errno != EINTR {
                return
            }
        }
    }
}
