import Foundation

/// Ends this process by SIGVTALRM once it has computed for longer than anything may take: a loop without an end.
public enum ProcessorAlarm {
    /// - Parameter seconds: of the processor, from now on; 0 turns it off.
    public static func set(seconds: Int) {
        var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &timer, nil)
    }
}
