import Dispatch
public import Foundation
import Synchronization

/// The threads that share the work of a batch.
///
/// Work is cut the same way whatever their number, and each piece writes where no other does: so results do not depend
/// on it.
public struct Workers: Hashable, Sendable {
    public let count: Int

    /// `count` threads, at least one; by default one for each core.
    public init(count: Int = ProcessInfo.processInfo.activeProcessorCount) { self.count = max(count, 1) }

    /// Calls `body` once for every task, each on some thread. A worker is busy with one task at a time, so scratch can
    /// belong to it.
    public func run(_ tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
        guard count > 1, tasks > 1 else {
            for task in 0..<tasks { body(task, 0) }
            return
        }
        let next = Atomic(0)
        withoutActuallyEscaping(body) { body in
            // Called on several threads, none of which outlives this call; the tasks keep apart.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: min(count, tasks)) { worker in
                while true {
                    let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard task < tasks else { return }
                    body(task, worker)
                }
            }
        }
    }
}
