import CTerminal
import Glibc

extension Screen {
    /// Sleeps until something happens, at most for `timeout` (nil: without end), and returns what happened.
    ///
    /// Returns early without events when `wakeup` was signalled. A timeout of zero looks without sleeping.
    public func wait(timeout: Duration? = nil) -> [TerminalEvent] {
        checkThread()
        let clock = ContinuousClock()
        let end = timeout.map { clock.now + $0 }
        var events = pendingEvents()
        while events.isEmpty {
            let next = [end, silenceEnd].compactMap { $0 }.min()
            let (hasInput, woken) = poll(for: next.map { max(.zero, $0 - clock.now) })
            if hasInput { readInput(into: &events) }
            if let silence = silenceEnd, clock.now >= silence {
                events += decoder.expire()
                silenceEnd = nil
            }
            events += pendingEvents()
            if woken { break }
            if let end, clock.now >= end { break }
        }
        return events
    }

    /// What signals and the terminal's end have left to tell; does what they ask for.
    private func pendingEvents() -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        if ct_signal_take(SIGWINCH) != 0 { updateSize() }
        if ct_signal_take(SIGTSTP) != 0 {
            suspend()
        } else if ct_signal_take(SIGCONT) != 0 {
            recover()
        }
        if input.resumed {
            input.resumed = false
            events.append(.resumed)
        }
        if size != reportedSize {
            reportedSize = size
            events.append(.resize(width: size.width, height: size.height))
        }
        for signal in [SIGTERM, SIGHUP, SIGINT] where ct_signal_take(signal) != 0 { events.append(.terminate(signal: signal)) }
        if input.takeNewsOfClosing(), !events.contains(.terminate(signal: SIGHUP)) { events.append(.terminate(signal: SIGHUP)) }
        return events
    }

    /// Whether there is input, and whether another thread or a signal wants attention.
    private func poll(for timeout: Duration?) -> (input: Bool, woken: Bool) {
        var descriptors = [
            pollfd(fd: input.isClosed ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let count = Glibc.poll(&descriptors, 2, timeout.map(Self.milliseconds) ?? -1)
        // Interrupted by a signal: somebody may have something to say.
        guard count >= 0 else { return (false, true) }
        let woken = descriptors[1].revents != 0
        if woken { wakeup.clear() }
        return (descriptors[0].revents != 0, woken)
    }

    /// Rounded up, so that waiting ends after the time and not just before it.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    /// Reads what is there, which at the speed of a mouse is often several reports.
    private func readInput(into events: inout [TerminalEvent]) {
        for _ in 0..<16 {
            let bytes = input.read()
            events += decoder.feed(bytes)
            guard !bytes.isEmpty, input.hasMore else { break }
        }
        silenceEnd = decoder.patience.map { ContinuousClock.now + $0 }
    }
}
