import Foundation
import Glibc

/// Threads for work beside the terminal's.
package enum BackgroundThread {
    /// Bytes of the stack, whatever `ulimit -s` says.
    private static let stackSize = 8 << 20
    /// Bytes of the stack for signals.
    private static let spareSize = 1 << 16

    /// Runs work on a thread of its own.
    ///
    /// The thread has a spare stack for signals, as only the first thread has otherwise: where its own overflows, whoever
    /// gives the terminal back after a crash has room to do so.
    package static func start(name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread {
            let spare = UnsafeMutableRawPointer.allocate(byteCount: spareSize, alignment: 16)
            var before = stack_t()
            var stack = stack_t(ss_sp: spare, ss_flags: 0, ss_size: spareSize)
            let isCovered = sigaltstack(&stack, &before) == 0
            work()
            // Where it cannot be taken back, it must not be freed.
            if !isCovered || sigaltstack(&before, nil) == 0 { spare.deallocate() }
        }
        thread.name = name
        thread.stackSize = stackSize
        thread.start()
    }
}
