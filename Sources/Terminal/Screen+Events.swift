import CTerminal
import Glibc

extension Screen {
    /// Sleeps until something happens, at most for `timeout` (nil: without end), and returns what happened.
    ///
    /// Returns early without events when `wakeup` was signalled and when the screen has become ready. A timeout of zero looks without
    /// sleeping.
    public func wait(timeout: Duration? = nil) -> [TerminalEvent] {
        checkThread()
        let clock = ContinuousClock()
        let end = timeout.map { clock.now + $0 }
        var events = earlyEvents + pendingEvents()
        earlyEvents = []
        while events.isEmpty {
            let isBusy = !output.isEmpty
            let next = [end, silenceEnd, answer.end].compactMap { $0 }.min()
            let ready = poll(for: next.map { max(.zero, $0 - clock.now) })
            if ready.input {
                readInput(into: &events)
            } else {
                // What is there already is read first, however late.
                answer.expire(at: clock.now)
            }
            if ready.output { output.flush() }
            if let silence = silenceEnd, clock.now >= silence { expire(into: &events) }
            events += pendingEvents()
            if ready.woken || (isBusy && output.isEmpty) { break }
            if let end, clock.now >= end { break }
        }
        return events
    }

    private func expire(into events: inout [TerminalEvent]) {
        events += decoder.expire()
        silenceEnd = nil
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

    /// Waits until there is input, another thread or a signal wants attention, or the terminal takes output that waits for it.
    private func poll(for timeout: Duration?) -> (input: Bool, woken: Bool, output: Bool) {
        var descriptors = [
            pollfd(fd: input.isClosed ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: output.isEmpty ? -1 : output.descriptor, events: Int16(POLLOUT), revents: 0),
        ]
        let count = Glibc.poll(&descriptors, 3, timeout?.pollTimeout ?? -1)
        // Interrupted by a signal: somebody may have something to say.
        guard count >= 0 else { return (false, true, false) }
        let isWoken = descriptors[1].revents != 0
        if isWoken { wakeup.clear() }
        return (descriptors[0].revents != 0, isWoken, descriptors[2].revents != 0)
    }

    /// Reads what is there, which at the speed of a mouse is often several reports.
    func readInput(into events: inout [TerminalEvent]) {
        for _ in 0..<16 {
            let bytes = input.read()
            events += decoder.feed(bytes)
            guard !bytes.isEmpty, input.hasMore else { break }
        }
        takeAnswer(into: &events)
        silenceEnd = decoder.patience.map { ContinuousClock.now + $0 }
    }
}
