import Glibc

/// A value that several threads read and change, one after the other.
///
///     let known = Guarded<[Int]>([])
///     known.withLock { $0.append(1) }
///
/// What `Mutex` of the Synchronization library is, on a lock that the thread sanitizer sees: behind the other it reports races
/// where there are none, and would hide those that are.
package final class Guarded<Value>: @unchecked Sendable {
    // Made for use from several threads, at one place in memory; the value is touched under it alone.
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

    /// Calls `body` with the value while no other thread has it; not from within itself.
    package func withLock<Result, Failure: Error>(_ body: (inout sending Value) throws(Failure) -> sending Result) throws(Failure)
        -> sending Result
    {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
