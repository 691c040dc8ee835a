import Glibc

/// A value that several threads read and change, one at a time.
///
///     let known = Guarded<[Int]>([])
///     known.withLock { $0.append(1) }
///
/// Like `Mutex` of the Synchronization library, but with a lock that the thread sanitizer understands: with the other it
/// reports races that do not exist, and could miss those that do.
package final class Guarded<Value>: @unchecked Sendable {
    // Made to be shared by threads and must not move in memory; the value is only accessed under it.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Calls `body` with exclusive access to the value. Not reentrant.
    package func withLock<Result, Failure: Error>(_ body: (inout sending Value) throws(Failure) -> sending Result) throws(Failure)
        -> sending Result
    {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
