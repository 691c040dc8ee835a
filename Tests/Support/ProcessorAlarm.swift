import Foundation

/// Ends this process by SIGVTALRM once it has computed for longer than anything may take: a loop without an end.
public enum ProcessorAlarm {
    /// - Parameter seconds: of the processor, from now on; 0 turns it off.
    public static func set(seconds: Int) {
        _ = isHeard
        var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &timer, nil)
    }

    /// A process inherits what the thread that started it had blocked or ignored, and threads that run tests block much.
    private static let isHeard: Bool = {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGVTALRM, SIGALRM] {
            signal(number, SIG_DFL)
            sigaddset(&signals, number)
        }
        return pthread_sigmask(SIG_UNBLOCK, &signals, nil) == 0
    }()
}
