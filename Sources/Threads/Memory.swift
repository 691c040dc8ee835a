import CMalloc
import Glibc

/// What the system still has to give. An array that finds none ends the program without a sentence.
package enum Memory {
    /// Whether so many bytes can be had at once, within `ulimit -v` and what the system lends out.
    package static func has(_ bytes: Int) -> Bool {
        // The compiler would take `malloc` and `free` away.
        guard let block = mmap(nil, max(bytes, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            block != MAP_FAILED
        else { return false }
        munmap(block, max(bytes, 1))
        return true
    }

    /// All threads ask in one place. By itself the C library sets 64 MB of addresses aside for each of them, which a limit
    /// on addresses counts. To be called before there are threads, as the next.
    package static func sharePool() { mallopt(M_ARENA_MAX, 1) }

    /// Bytes from which on a buffer goes back to the system as soon as it is free.
    private static let largeBuffer: Int32 = 256 << 10

    /// Keeps little of what is free, for a program that stays for days.
    ///
    /// Left alone, glibc has a pool for each of up to eight threads a core, and keeps freed buffers of up to 32 MiB in them
    /// between what is still used: the explorer took 110 MB of which 42 MB were in use, and grew for as long as it ran.
    package static func keepLittle() {
        // One for what is drawn and one for what is computed, unless it is to be one.
        if limitOfAddresses == nil { mallopt(M_ARENA_MAX, 2) }
        mallopt(M_MMAP_THRESHOLD, largeBuffer)
    }

    /// Gives the system what is free between what is still used; a few milliseconds, for moments of rest.
    package static func giveBack() { malloc_trim(0) }

    /// Bytes of addresses that the process may have (`ulimit -v`); nil: as many as there are.
    package static var limitOfAddresses: UInt? {
        var limit = rlimit()
        guard getrlimit(Int32(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max else { return nil }
        return limit.rlim_cur
    }
}
