import Glibc

/// Time that the calling thread has spent on a core. Time in which others had the core does not count.
package enum ThreadTime {
    package static var now: Duration {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }
}
