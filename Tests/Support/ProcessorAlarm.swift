import Foundation

/// Ends this process by SIGVTALRM if it uses too much processor time, as an endless loop does.
public enum ProcessorAlarm {
    /// - Parameter seconds: processor time from now on; 0 turns the alarm off.
    public static func set(seconds: Int) {
        _ = isHeard
        var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &timer, nil)
    }

    /// Unblocks the alarms: a process inherits the signal mask of the thread that started it, and test threads block most.
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
