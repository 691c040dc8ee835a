import Glibc

/// A program on its own pseudoterminal; a test sees its screen and has its keyboard and mouse.
///
///     let session = try PtySession("zdc", ["explore"], width: 120, height: 40)
///     session.expect("the explorer is drawn") { $0.contains("1 Explore") }
///     session.type("q")
///     #expect(session.ending() == .exited(0))
///
/// Nothing sleeps: every wait is for a condition with a deadline and shows the screen if it fails. Suites that use it are
/// `.serialized`.
package final class PtySession {
    package enum Ending: Hashable { case exited(Int32), signalled(Int32), running }

    package let process: pid_t
    package private(set) var screen: VTScreen
    /// The number of bytes that the program has written.
    package private(set) var bytesWritten = 0
    /// The modes of the terminal before the program started.
    package let originalModes: TerminalModes
    private var master: Int32
    /// Kept open so that the modes can be read after the program has ended.
    private let slave: Int32
    private var known: Ending = .running

    /// Starts a program of this package, or any other one by its path.
    package init(
        _ program: String, _ arguments: [String] = [], width: Int = 80, height: Int = 24, environment: [String: String] = [:]
    ) throws {
        (master, slave) = try Self.openTerminal()
        screen = VTScreen(width: width, height: height)
        originalModes = TerminalModes(of: slave)
        Self.setSize(of: master, width: width, height: height)
        // The backtracer would wait for a key press.
        var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
        variables.merge(environment) { $1 }
        let path = program.contains("/") ? program : Self.buildFolder + "/" + program
        do {
            process = try Self.spawn(path, arguments, environment: variables, terminal: "/dev/pts/\(try Self.number(of: master))")
        } catch {
            Glibc.close(master)
            Glibc.close(slave)
            throw error
        }
    }

    deinit {
        if known == .running {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        hangUp()
        Glibc.close(slave)
    }

    // MARK: Waiting

    /// Reads output until the screen satisfies a condition; false if it does not in time.
    package func sees(within limit: Duration = .seconds(60), _ condition: (VTScreen) -> Bool) -> Bool {
        let end = ContinuousClock.now + limit
        repeat {
            if condition(screen) { return true }
            // A program that has ended draws nothing more.
            if !read(for: .milliseconds(50)), hasEnded {
                drain(for: .seconds(1))
                break
            }
        } while ContinuousClock.now < end
        return condition(screen)
    }

    /// Reads what the program has written so far, so that it does not block.
    package func drain(for limit: Duration = .seconds(5)) {
        let end = ContinuousClock.now + limit
        while read(for: .zero), ContinuousClock.now < end {}
    }

    /// Whether the program becomes idle: for a while it writes nothing and does not wake up.
    package func comesToRest(for duration: Duration, within limit: Duration = .seconds(60)) -> Bool {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            let before = (bytesWritten, switches)
            let windowEnd = ContinuousClock.now + duration
            while ContinuousClock.now < windowEnd { read(for: windowEnd - ContinuousClock.now) }
            if before == (bytesWritten, switches) { return true }
        }
        return false
    }

    /// Context switches of all threads of the program.
    private var switches: [String] {
        TextFile.names(in: "/proc/\(process)/task").flatMap { thread in
            TextFile.read("/proc/\(process)/task/\(thread)/status").split(separator: "\n")
                .filter { $0.contains("ctxt_switches") }.map(String.init)
        }
    }

    /// Reads the remaining output and returns how the program ended; `.running` if it has not by the deadline.
    package func ending(within limit: Duration = .seconds(60)) -> Ending {
        let end = ContinuousClock.now + limit
        while !hasEnded, ContinuousClock.now < end { read(for: .milliseconds(5)) }
        // Processes that it left running may still write.
        let last = ContinuousClock.now + .seconds(1)
        while read(for: .zero), ContinuousClock.now < last {}
        return known
    }

    /// Whether the program has ended.
    package var hasEnded: Bool {
        var status: Int32 = 0
        if known == .running, waitpid(process, &status, WNOHANG) == process {
            known = status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
        }
        return known != .running
    }

    // MARK: The user's side

    /// Sends bytes as if they came from the keyboard; false if the program does not read them.
    @discardableResult
    package func type(_ text: String) -> Bool {
        var bytes = Array(text.utf8)[...]
        let end = ContinuousClock.now + .seconds(60)
        while !bytes.isEmpty, master >= 0, ContinuousClock.now < end {
            let count = bytes.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
            // If its output is not read meanwhile, a program that writes too would block both sides.
            if count > 0 {
                bytes.removeFirst(count)
            } else if !read(for: .milliseconds(5)), hasEnded {
                return false
            }
        }
        return bytes.isEmpty
    }

    package func paste(_ text: String) { type("\u{1B}[200~\(text)\u{1B}[201~") }

    /// Presses and releases a button over a cell, counted from 0; 0 is the left button, 64 and 65 are the wheel.
    package func click(x: Int, y: Int, button: Int = 0) {
        type("\u{1B}[<\(button);\(x + 1);\(y + 1)M")
        if button < 64 { type("\u{1B}[<\(button);\(x + 1);\(y + 1)m") }
    }

    /// Changes the size of the terminal; the kernel signals the program.
    package func resize(width: Int, height: Int) {
        screen.resize(width: width, height: height)
        Self.setSize(of: master, width: width, height: height)
    }

    package func send(signal: Int32) { kill(process, signal) }

    /// Closes the terminal's window.
    package func hangUp() {
        guard master >= 0 else { return }
        Glibc.close(master)
        master = -1
    }

    /// The current modes of the terminal.
    package var modes: TerminalModes { TerminalModes(of: slave) }

    /// What a program has not restored; empty if the terminal is as before.
    package var disorder: [String] {
        [
            (screen.isAlternate, "the alternate screen is still shown"), (!screen.isCursorVisible, "the cursor is hidden"),
            (modes != originalModes, "echo or line editing is off"), (!screen.wraps, "long lines are cut off"),
            // Wrapping and the cursor are on by default; cursor blinking does not matter.
            (!screen.modes.subtracting([7, 12, 25]).isEmpty, "private modes are still on: \(screen.modes.sorted())"),
            (!screen.unknown.isEmpty, "sequences no terminal knows: \(screen.unknown)"),
        ].filter(\.0).map(\.1)
    }

    /// Reads available output, waiting at most this long; false if there was none.
    @discardableResult
    private func read(for patience: Duration) -> Bool {
        let (seconds, attoseconds) = max(.zero, patience).components
        let milliseconds = Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, milliseconds) > 0, watched.revents & Int16(POLLIN) != 0 else { return false }
        let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
            let count = Glibc.read(master, buffer.baseAddress, buffer.count)
            if count > 0 { screen.feed(buffer[..<count]) }
            return count
        }
        bytesWritten += max(0, count)
        return count > 0
    }
}

/// The line settings of a terminal: echo, line editing, translation of line ends, control characters.
package struct TerminalModes: Hashable {
    private let input: tcflag_t
    private let output: tcflag_t
    private let local: tcflag_t

    package init(of descriptor: Int32) {
        var modes = termios()
        tcgetattr(descriptor, &modes)
        (input, output, local) = (modes.c_iflag, modes.c_oflag, modes.c_lflag)
    }

    package var hasEcho: Bool { local & tcflag_t(ECHO) != 0 }
}
