import Foundation
import Glibc

/// Threads for background work.
package enum BackgroundThread {
    /// Stack size in bytes, independent of `ulimit -s`.
    private static let stackSize = 8 << 20
    /// Size of the signal stack in bytes.
    private static let spareSize = 1 << 16

    /// Runs work on a new thread.
    ///
    /// The thread gets an alternate signal stack, which otherwise only the main thread has: if its own stack overflows, the crash
    /// guard still has room to restore the terminal.
    ///
    /// - Throws: if the system cannot create a thread; the work is then not started.
    package static func start(name: String, _ work: @escaping @Sendable () -> Void) throws(ThreadError) {
        pthread_detach(try create(name: name, work))
    }

    /// Lets keys and the terminal come before what the calling thread does.
    package static func giveWay() {
        // On Linux a priority is that of a thread.
        _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
    }

    /// Makes pieces on this thread and on others, which have ended when it returns: fewer if the system grants fewer.
    ///
    /// - Returns: the pieces in the order of their numbers.
    package static func pieces<Piece: Sendable>(
        _ count: Int, threads: Int, _ make: @escaping @Sendable (Int) -> Piece
    ) -> [Piece] {
        let (next, made) = (Guarded(0), Guarded([Int: Piece]()))
        let work: @Sendable () -> Void = {
            while true {
                let number = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard number < count else { return }
                let piece = make(number)
                made.withLock { $0[number] = piece }
            }
        }
        var others: [pthread_t] = []
        while others.count + 1 < min(threads, count), hasMemory(for: others.count + 1),
            let other = try? create(name: "pieces", work)
        {
            others.append(other)
        }
        work()
        for other in others { pthread_join(other, nil) }
        return made.withLock { made in (0..<count).compactMap { made[$0] } }
    }

    /// How often a thread is asked for, a millisecond apart: one that has just ended still counts for a moment.
    private static let mostAttempts = 20

    private static func create(name: String, _ work: @escaping @Sendable () -> Void) throws(ThreadError) -> pthread_t {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        let order = Unmanaged.passRetained(Order(name: name, work: work))
        var thread = pthread_t()
        var code = EAGAIN
        for attempt in 0..<mostAttempts where code == EAGAIN {
            if attempt > 0 { usleep(1000) }
            code = pthread_create(
                &thread, &attributes,
                { argument in
                    if let argument { Unmanaged<Order>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, order.toOpaque())
        }
        guard code == 0 else {
            order.release()
            throw ThreadError(code: code)
        }
        return thread
    }

    /// Whether there is memory for `count` threads and their buffers; more threads would starve the others.
    static func hasMemory(for count: Int) -> Bool { Memory.hasAddresses(2 * stackSize * count) }

    /// How many of `count` threads can run at once, the caller's included: fewer if the system grants fewer.
    package static func granted(_ count: Int) -> Int {
        let end = Latch()
        var granted = 1
        while granted < count, hasMemory(for: granted + 1), (try? start(name: "trial", end.wait)) != nil { granted += 1 }
        end.open()
        return granted
    }

    private final class Order: Sendable {
        private let name: String
        private let work: @Sendable () -> Void

        init(name: String, work: @escaping @Sendable () -> Void) { (self.name, self.work) = (name, work) }

        func run() {
            Thread.current.name = name
            let spare = UnsafeMutableRawPointer.allocate(byteCount: spareSize, alignment: 16)
            var before = stack_t()
            var stack = stack_t(ss_sp: spare, ss_flags: 0, ss_size: spareSize)
            let isCovered = sigaltstack(&stack, &before) == 0
            work()
            // A stack that is still installed must not be freed.
            if !isCovered || sigaltstack(&before, nil) == 0 { spare.deallocate() }
        }
    }

    /// Blocks threads until it opens.
    private final class Latch: Sendable {
        private let condition = Condition()
        // Only accessed under the condition's lock.
        nonisolated(unsafe) private var isOpen = false

        func wait() {
            condition.lock()
            while !isOpen { condition.wait() }
            condition.unlock()
        }

        func open() {
            condition.lock()
            isOpen = true
            condition.broadcast()
            condition.unlock()
        }
    }
}

/// Why no thread could be created, in one sentence.
package struct ThreadError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(code: Int32) {
        description =
            "The system cannot start a thread (\(String(cString: strerror(code)))); see ulimit -u and ulimit -v."
    }
}
