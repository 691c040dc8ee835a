import Foundation
import PseudoTerminal

/// The explorer in a storm.
struct StormRun {
    let program: String
    /// Where the program runs and keeps its state.
    let folder: String
    /// The most time for each answer.
    var patience = Duration.seconds(60)

    /// The number of times the explorer ran, and of events sent to it.
    struct Tally {
        var runs = 0
        var events = 0
        var slowestAnswer = Duration.zero
    }

    /// Runs the storm; returns what was wrong, or nil. If events make the explorer quit on the way, it is checked and restarted.
    func failure(in storm: Storm, tally: inout Tally) throws -> String? {
        var steps = storm.steps[...]
        repeat {
            let session = try start(storm)
            tally.runs += 1
            guard session.sees(within: patience, Self.isDrawn) else {
                return "it does not start: \(session.ending(within: .zero))\n\(session.screen.text)"
            }
            while let step = steps.first, !session.hasEnded {
                steps.removeFirst()
                if let text = take(step, session) { return text }
                tally.events += step.events
            }
            if session.hasEnded {
                if let text = failure(ofEarly: session) { return text }
            } else if let text = finish(storm, session, &tally) {
                return text
            }
        } while !steps.isEmpty
        return nil
    }

    /// Whether it has taken the terminal: bracketed paste is on. The smallest terminals show nothing.
    private static func isDrawn(_ screen: VTScreen) -> Bool { screen.modes.contains(2004) }

    private func start(_ storm: Storm) throws -> PtySession {
        let words = ([program] + storm.arguments).map { "'\($0)'" }.joined(separator: " ")
        // Continues the job whenever the shell reports that SIGTSTP or SIGSTOP stopped it.
        let job = "set -m; \(words); s=$?; while [ $s -eq 148 ] || [ $s -eq 147 ]; do fg >/dev/null; s=$?; done; exit $s"
        return try PtySession(
            "/bin/sh", ["-c", "cd '\(folder)' && " + (storm.isJob ? job : "exec \(words)")], width: storm.size.width,
            height: storm.size.height,
            environment: storm.environment.merging(["HOME": folder]) { $1 })
    }

    /// The process of the explorer if a shell runs it.
    private func explorer(_ session: PtySession, isJob: Bool) -> pid_t {
        guard isJob else { return session.process }
        let children = TextFile.read("/proc/\(session.process)/task/\(session.process)/children").split(separator: " ")
        return children.first.flatMap { pid_t($0) } ?? session.process
    }

    private func take(_ step: StormStep, _ session: PtySession) -> String? {
        switch step {
        case .input(let text):
            if !session.type(text), !session.hasEnded { return "it does not read its input any more\n\(session.screen.text)" }
        case .resize(let width, let height): session.resize(width: width, height: height)
        case .flutter(let count):
            for number in 0..<count { session.resize(width: 60 + 7 * number, height: 20 + 3 * (number % 9)) }
        case .stop:
            let process = explorer(session, isJob: false)
            kill(process, SIGSTOP)
            kill(process, SIGCONT)
        case .signal(let number): session.send(signal: number)
        case .look: session.drain()
        }
        return nil
    }

    /// What is wrong after an early end, which a chosen command or hint may have caused; nil if nothing is.
    private func failure(ofEarly session: PtySession) -> String? {
        let ending = session.ending(within: .zero)
        return ending == .exited(0) ? session.disorder.first : "it ended by itself: \(ending)\n\(session.screen.text)"
    }

    /// Sends Esc and q until it quits: on a busy machine separate key presses arrive together and mean something else.
    private func quit(_ session: PtySession) {
        let end = ContinuousClock.now + patience
        while !session.hasEnded, ContinuousClock.now < end {
            session.type("q")
            _ = session.sees(within: .milliseconds(500)) { _ in session.hasEnded }
            if !session.hasEnded { session.type("\u{1B}") }
            _ = session.sees(within: .milliseconds(500)) { _ in session.hasEnded }
        }
    }

    /// Leaves any open dialog, checks for an answer, and ends this storm.
    private func finish(_ storm: Storm, _ session: PtySession, _ tally: inout Tally) -> String? {
        let begin = ContinuousClock.now
        // First ends a paste that is still open.
        session.type("\u{1B}[201~")
        session.resize(width: 90, height: 30)
        for _ in 0..<4 {
            session.type("\u{1B}")
            _ = session.sees(within: .milliseconds(60)) { _ in false }
        }
        guard session.sees(within: patience, { $0.contains("1 Explore") }) || session.hasEnded else {
            return "it does not answer any more\n\(session.screen.text)"
        }
        tally.slowestAnswer = max(tally.slowestAnswer, .now - begin)
        if session.hasEnded { return failure(ofEarly: session) }
        let process = explorer(session, isJob: storm.isJob)
        let signal: Int32?
        switch storm.ending {
        case .key: (signal, _) = (nil, quit(session))
        case .controlC: (signal, _) = (SIGINT, session.type("\u{3}"))
        case .terminate: (signal, _) = (SIGTERM, kill(process, SIGTERM))
        case .hangUp: (signal, _) = (SIGHUP, kill(process, SIGHUP))
        case .interrupt: (signal, _) = (SIGINT, kill(process, SIGINT))
        case .quitSignal: (signal, _) = (SIGQUIT, kill(process, SIGQUIT))
        case .close: (signal, _) = (SIGHUP, session.hangUp())
        }
        let ending = session.ending(within: patience)
        let expected: [PtySession.Ending] = signal.map { [.signalled($0), .exited(128 + $0)] } ?? [.exited(0)]
        guard expected.contains(ending) else {
            return "\(storm.ending) ended it as \(ending), expected \(expected[0])\n\(session.screen.text)"
        }
        let end = ContinuousClock.now + patience
        while kill(process, 0) == 0, ContinuousClock.now < end { usleep(1000) }
        if kill(process, 0) == 0 { return "\(storm.ending) leaves it running" }
        // A closed window leaves no terminal to check.
        return storm.ending == .close ? nil : session.disorder.first
    }
}
