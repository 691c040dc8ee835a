import Foundation
import Glibc

/// Threads for work in the background.
package enum BackgroundThread {
    /// Bytes of the stack, whatever `ulimit -s` says.
    private static let stackSize = 8 << 20
    /// Bytes of the stack for signals.
    private static let spareSize = 1 << 16

    /// Runs work on a thread of its own.
    ///
    /// The thread has a spare stack for signals, as only the first thread has otherwise: where its own overflows, whoever
    /// gives the terminal back after a crash has room to do so.
    ///
    /// - Throws: if the system gives no thread; then nothing of the work is done.
    package static func start(name: String, _ work: @escaping @Sendable () -> Void) throws(ThreadError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let order = Unmanaged.passRetained(Order(name: name, work: work))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<Order>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, order.toOpaque())
        guard code == 0 else {
            order.release()
            throw ThreadError(code: code)
        }
    }

    /// Whether memory is left for so many threads and for what they need to work. More would take what the others need.
    static func hasMemory(for count: Int) -> Bool { Memory.has(2 * stackSize * count) }

    /// How many of so many threads work at once if the caller's is one of them: fewer where the system gives no more.
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
            // Where it cannot be taken back, it must not be freed.
            if !isCovered || sigaltstack(&before, nil) == 0 { spare.deallocate() }
        }
    }

    /// Holds threads until it opens.
    private final class Latch: Sendable {
        private let condition = Condition()
        // Touched under the condition's lock alone.
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

/// Why there is no thread, in one sentence.
package struct ThreadError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(code: Int32) {
        description =
            "The system gives no thread to work on (\(String(cString: strerror(code)))); see the limits ulimit -u and ulimit -v."
    }
}
