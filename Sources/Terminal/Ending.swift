import CTerminal
import Glibc

/// Ends the process by a signal's default action, so that the caller's shell sees 128 + signal; restores the terminal first.
public func die(by signal: Int32) -> Never {
    ct_guard_restore()
    Glibc.signal(signal, SIG_DFL)
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, signal)
    pthread_sigmask(SIG_UNBLOCK, &only, nil)
    raise(signal)
    _exit(128 + signal)
}

/// Lets SIGQUIT and a crash's signals that somebody sends end the process at once, as they end programs without a runtime that
/// reports crashes. To be called before there are threads.
public func watchCrashes() { ct_crashes_watch() }
