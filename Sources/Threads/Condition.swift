import Glibc

/// A mutex with its condition variable. Waiting uses the monotonic clock, so changes of the wall clock do not matter.
package final class Condition: @unchecked Sendable {
    // Both are made to be shared by threads and must not move in memory.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let news = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    package init() {
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        news.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(news, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(news)
        pthread_mutex_destroy(mutex)
        news.deallocate()
        mutex.deallocate()
    }

    package func lock() { pthread_mutex_lock(mutex) }
    package func unlock() { pthread_mutex_unlock(mutex) }
    package func broadcast() { pthread_cond_broadcast(news) }

    /// Waits for a broadcast; the caller holds the lock.
    package func wait() { pthread_cond_wait(news, mutex) }

    /// Waits for a broadcast or until a moment; false if the moment has passed.
    func wait(until moment: timespec) -> Bool {
        var moment = moment
        return pthread_cond_timedwait(news, mutex, &moment) == 0
    }

    /// The moment this long from now.
    static func moment(after patience: Duration) -> timespec {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, attoseconds) = min(max(patience, .zero), .seconds(1_000_000_000)).components
        let nanoseconds = now.tv_nsec + Int(attoseconds / 1_000_000_000)
        return timespec(tv_sec: now.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
    }
}
