import Files
import Foundation
import Glibc
import Terminal
import Threads

/// What the program needs of the process that it is started in, seen to before anything else is done.
enum Surroundings {
    /// Bytes of stack that suffice for every view, and those asked for.
    private static let leastStack: UInt = 1 << 20
    private static let usualStack: UInt = 8 << 20
    /// Bytes of addresses that the program takes with its libraries, the models and a few threads, and some to work with.
    private static let leastAddresses: UInt = 256 << 20
    /// The same for the explorer, whose views keep several results at once: measured 288 MB, and some to spare.
    private static let explorerAddresses: UInt = 384 << 20

    /// Throws a sentence where the program could not work.
    static func prepare() throws(CommandError) {
        fillStandardStreams()
        // A limit on the size of files is an error of writing, which has its own sentence.
        signal(SIGXFSZ, SIG_IGN)
        watchCrashes()
        try widenStack()
        try takeLittleMemory()
    }

    /// Throws a sentence where the explorer could not work.
    static func prepareExplorer() throws(CommandError) { try checkAddresses(least: explorerAddresses) }

    /// Keeps within a limit on addresses, or throws a sentence if that is too small.
    private static func takeLittleMemory() throws(CommandError) {
        guard Memory.limitOfAddresses != nil else { return }
        try checkAddresses(least: leastAddresses)
        Memory.sharePool()
    }

    private static func checkAddresses(least: UInt) throws(CommandError) {
        guard let addresses = Memory.limitOfAddresses, addresses < least else { return }
        throw CommandError(
            "Memory is limited to \(addresses >> 10) kB of addresses (ulimit -v); expected at least \(least >> 10).")
    }

    /// Opens what was closed of standard input, output and error, so that no other file takes its number: a note for
    /// standard error would go into it. Commands that use them still fail.
    private static func fillStandardStreams() {
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is the one that is missing.
            _ = open("/dev/null", mode)
        }
    }

    /// Linux lets the stack of the first thread grow to what the limit says at that time.
    private static func widenStack() throws(CommandError) {
        var stack = limit(of: RLIMIT_STACK)
        guard stack.rlim_cur < usualStack else { return }
        stack.rlim_cur = usualStack
        // A superuser may go beyond the hard limit.
        var beyond = rlimit(rlim_cur: usualStack, rlim_max: max(usualStack, stack.rlim_max))
        if setrlimit(Int32(RLIMIT_STACK.rawValue), &beyond) == 0 { return }
        stack.rlim_cur = min(usualStack, stack.rlim_max)
        if setrlimit(Int32(RLIMIT_STACK.rawValue), &stack) == 0, stack.rlim_cur >= leastStack { return }
        throw CommandError(
            "The stack is limited to \(stack.rlim_cur >> 10) kB (ulimit -s); expected at least \(leastStack >> 10).")
    }

    private static func limit(of resource: __rlimit_resource) -> rlimit {
        var limit = rlimit(rlim_cur: .max, rlim_max: .max)
        _ = getrlimit(Int32(resource.rawValue), &limit)
        return limit
    }
}
