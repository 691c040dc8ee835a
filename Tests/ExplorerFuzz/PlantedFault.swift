#if DEBUG || FUZZING
import Foundation

/// A fault that is put in, to see whether the search finds it. It happens at a paste after a change
/// of size.
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

    /// A loop that does nothing could be left out by the compiler.
    nonisolated(unsafe) private static var turns = 0
}
#endif
