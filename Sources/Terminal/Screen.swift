import CTerminal
import Canvas
import Glibc

/// The terminal as a screen of cells and a source of events: the only place that knows ncurses.
///
/// ncurses draws; input is read and decoded here. Nothing waits for a terminal that takes no output: pictures are left out until it
/// does. One screen may be open at a time, and only the thread that opened it may use it; `wakeup` is the way in from other threads.
/// Every ending leaves the terminal as it was: `close`, `exit`, a signal or a crash. What the program writes to standard error
/// meanwhile appears after that.
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
    let drawing: Drawing
    var output = OutputStream()
    var decoder: InputDecoder
    var input = InputStream()
    /// Events that are known before anything is awaited.
    var earlyEvents: [TerminalEvent] = []
    /// When silence completes what the decoder has begun; it runs on from call to call of `wait`, however often that is woken.
    var silenceEnd: ContinuousClock.Instant?
    let backgroundQuestion: BackgroundQuestion
    var answer = AwaitedAnswer()
    private var isMouseOn: Bool
    private var isOpen = true
    private let handle: OpaquePointer
    private let owner = pthread_self()

    /// How long an ending waits for a terminal that takes no output.
    private static let endingPatience = Duration.milliseconds(300)

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
        drawing = try Drawing()
        isUnicode = capability.isUnicode && Locale.carriesUnicode()
        isMouseOn = options.mouse
        decoder = InputDecoder(escapeDelay: Environment.escapeDelay(environment))

        guard ct_guard_install(STDOUT_FILENO, output.descriptor) == 0 else {
            throw .system(action: "reading the terminal's modes", reason: String(cString: strerror(errno)))
        }
        ct_signals_install(wakeup.descriptor)
        size = Self.measure()
        reportedSize = size
        var handle = Self.start(type: type, entry: capability.entry, size: size, drawing: drawing)
        if handle == nil, capability.entry != nil {
            capability = capability.withoutEntry(description: description)
            handle = Self.start(type: type, entry: nil, size: size, drawing: drawing)
        }
        guard let handle else {
            ct_signals_remove()
            throw .unknownTerminal(type ?? "")
        }
        self.handle = handle
        colorLevel = capability.colorLevel
        painter = Painter(level: colorLevel, isUnicode: isUnicode)
        backgroundQuestion = BackgroundQuestion(environment: environment, description: description, level: colorLevel)
        ct_guard_arm(Self.undo, Self.undo.count)
        ct_stderr_hold()
        setModes()
        curs_set(0)
        leaveok(ct_stdscr(), true)
        // Otherwise ncurses stops in the middle of a picture when it finds input.
        typeahead(-1)
        painter.refresh()
        sendDrawing()
        enterOwnModes()
    }

    deinit { close() }

    /// Restores the terminal. Afterwards only `close` may be called again.
    public func close() {
        checkThread()
        guard isOpen else { return }
        isOpen = false
        restore()
        ct_signals_remove()
        delscreen(handle)
        drawing.close()
        output.close()
    }

    /// Whether the terminal has taken the last picture whole. Where it has not, `wait` returns as soon as it has.
    public var isReady: Bool {
        checkThread()
        output.flush()
        return output.isEmpty
    }

    /// Shows a picture, from the upper left corner on. Only cells that changed are sent, in one synchronized update: terminals that know
    /// those show the picture at once, others ignore what brackets it.
    ///
    /// Does nothing unless the screen `isReady`.
    public func present(_ canvas: Canvas) {
        // An `exit` on another thread has given the terminal back already.
        guard isReady, isOpen, ct_guard_is_armed() == 1 else { return }
        painter.present(canvas, size: size)
        sendDrawing()
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
        send(on ? Self.mouseOn : Self.mouseOff)
    }

    /// Hands text to the clipboard of the terminal, where it has one that programs may write (OSC 52).
    ///
    /// - Parameter base64: the text in UTF-8, encoded by RFC 4648.
    public func copy(base64: String) {
        checkThread()
        send("\u{1B}]52;c;\(base64)\u{7}")
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
    private static func start(
        type: String?, entry: TerminfoEntry?, size: (width: Int, height: Int), drawing: Drawing
    ) -> OpaquePointer? {
        var settings = ["LINES": String(size.height), "COLUMNS": String(size.width)]
        if let entry { settings["TERMINFO"] = entry.inline }
        return Environment.with(settings) { ct_newterm(entry?.name ?? type, drawing.file) }
    }

    /// Sets the line up for a program that reads keys: no echo, no line editing, no translation.
    private func setModes() {
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
        // Ctrl-S must not freeze the program, and Ctrl-V and Ctrl-O are keys.
        modes.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON)
        // ncurses moves the cursor by line feeds and tabs.
        modes.c_oflag &= ~tcflag_t(ONLCR | OCRNL | TAB3)
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
        // Ctrl-C would drop what is on its way to the terminal, half a sequence or the way back to the main screen.
        modes.c_lflag |= tcflag_t(ISIG | NOFLSH)
        // VTIME is 5 and VMIN is 6 on Linux: a read returns with the first byte.
        (modes.c_cc.5, modes.c_cc.6) = (0, 1)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    }

    private func enterOwnModes() { send(Self.pasteOn + (isMouseOn ? Self.mouseOn : "")) }

    private func restore() {
        guard ct_guard_is_armed() == 1 else { return }
        endwin()
        output.append((Self.mouseOff + Self.pasteOff).utf8)
        output.append(drawing.take())
        if !Self.hasScreenOfItsOwn { output.append("\r\n".utf8) }
        guard output.flush(within: Self.endingPatience) else {
            // A picture that the terminal has not taken is cut off; the guard starts again.
            output.discard()
            return ct_guard_restore()
        }
        ct_guard_reset_modes()
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
        setModes()
        updateSize()
        painter.forget()
        painter.refresh()
        sendDrawing()
        enterOwnModes()
    }

    /// The process was stopped and continued from outside: the shell has had the terminal without being given it.
    func recover() {
        endwin()
        output.append(drawing.take())
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
        precondition(pthread_equal(owner, pthread_self()) != 0, "the screen belongs to the thread that opened it")
    }
}

@available(*, unavailable)
extension Screen: Sendable {}

extension Screen {
    // Private modes: 1002 reports buttons and drags, 1006 writes them as decimal numbers without a limit, 2004 brackets pastes (xterm);
    // 2026 is a synchronized update (https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036).
    private static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1002l\u{1B}[?1006l"
    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"
    private static let updateStart = "\u{1B}[?2026h"
    private static let updateEnd = "\u{1B}[?2026l"

    /// Where there is no alternate screen, what was drawn stays, and the shell goes on below it.
    private static var hasScreenOfItsOwn: Bool { TerminalDescription.string("rmcup") != nil }

    /// What an ending without ncurses writes.
    private static var undo: [CChar] {
        // A crash may come in the middle of a sequence, which CAN cancels (ECMA-48), and of a synchronized update.
        var bytes = Array(("\u{18}" + updateEnd + mouseOff + pasteOff).utf8)
        for name in ["sgr0", "op", "smam", "cnorm", "rmcup"] { bytes += TerminalDescription.string(name) ?? [] }
        // The last row of any terminal, and one on.
        return (bytes + Array((hasScreenOfItsOwn ? "\r" : "\u{1B}[999;1H\r\n").utf8)).map { CChar(bitPattern: $0) }
    }

    /// Sends what ncurses has drawn, as one synchronized update.
    func sendDrawing() {
        let bytes = drawing.take()
        guard !bytes.isEmpty else { return }
        output.append(Self.updateStart.utf8)
        output.append(bytes)
        output.append(Self.updateEnd.utf8)
        output.flush()
    }

    /// Sends something past ncurses.
    func send(_ text: String) {
        output.append(text.utf8)
        output.flush()
    }
}
