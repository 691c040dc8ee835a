import Foundation
import Glibc
import Synchronization

/// The user or the system asks the program to stop.
struct Interruption: Error {
    let signal: Int32

    private static let received = Atomic<Int32>(0)

    /// Notes SIGINT, SIGTERM, SIGHUP and what batch systems send before a limit from now on instead of dying at once, so that
    /// half-written files can be removed. A signal that the program was started to ignore stays ignored.
    static func watch() {
        received.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGUSR1, SIGUSR2] {
            var action = sigaction()
            sigaction(number, nil, &action)
            guard unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
            else { continue }
            action.__sigaction_handler.sa_handler = { Interruption.received.store($0, ordering: .relaxed) }
            action.sa_flags = 0
            sigaction(number, &action, nil)
        }
    }

    /// Throws if a signal has come.
    static func check() throws(Interruption) {
        let signal = received.load(ordering: .relaxed)
        if signal != 0 { throw Interruption(signal: signal) }
    }
}
