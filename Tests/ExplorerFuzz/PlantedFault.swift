#if DEBUG || FUZZING
import Foundation

/// A planted fault, to test whether the search finds it. It occurs at a paste after a change of size.
enum PlantedFault: String {
    case trap, loop, wait

    func happen() {
        switch self {
        case .trap:
            var none = rlimit()
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
            fatalError("planted")
        case .loop: while true { Self.turns &+= 1 }
        case .wait: while true { sleep(1000) }
        }
    }

    /// The compiler could remove a loop that does nothing.
    nonisolated(unsafe) private static var turns = 0
}
#endif
