import CMalloc
import Glibc

/// The memory that is still available. Swift ends the program without a message when an array cannot be allocated.
package enum Memory {
    /// Whether this many bytes can be allocated at once and used, within `ulimit -v`, what the system overcommits, and the limits
    /// of the process's control groups, beyond which the system kills it.
    package static func has(_ bytes: Int) -> Bool {
        if let room = room(in: ControlGroups(root: "")), bytes > room { return false }
        return hasAddresses(bytes)
    }

    /// Whether this many bytes can be reserved at once, within `ulimit -v` and what the system overcommits.
    static func hasAddresses(_ bytes: Int) -> Bool {
        // The compiler would optimise a pair of `malloc` and `free` away.
        guard let block = mmap(nil, max(bytes, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            block != MAP_FAILED
        else { return false }
        munmap(block, max(bytes, 1))
        return true
    }

    /// The bytes that the process's control groups have left, at least 0; nil if none has a limit.
    ///
    /// Pages of files make room when it is needed.
    static func room(in groups: ControlGroups) -> Int? {
        func room(_ folder: String, limit: String, usage: String, caches: [Substring]) -> Int? {
            // Without a limit, version 1 has a number near 2⁶³.
            guard let limit = groups.word("\(folder)/\(limit)").flatMap({ Int($0) }), (0..<1 << 62).contains(limit),
                let usage = groups.word("\(folder)/\(usage)").flatMap({ Int($0) }), usage >= 0
            else { return nil }
            let statistics = (groups.text("\(folder)/memory.stat") ?? "").split(separator: "\n").map { $0.split(separator: " ") }
            // They are not counted at the same moment as the usage.
            let cached = statistics.reduce(0.0) { sum, line in
                line.count == 2 && caches.contains(line[0]) ? sum + max(Double(line[1]) ?? 0, 0) : sum
            }
            return max(limit - Int(max(Double(usage) - cached, 0)), 0)
        }
        let rooms =
            groups.folders.map {
                room($0, limit: "memory.max", usage: "memory.current", caches: ["inactive_file", "active_file"])
            }
            + groups.folders(of: "memory").map {
                room(
                    $0, limit: "memory.limit_in_bytes", usage: "memory.usage_in_bytes",
                    caches: ["total_inactive_file", "total_active_file"])
            }
        return rooms.compactMap(\.self).min()
    }

    /// Makes all threads share one malloc arena. By default glibc reserves 64 MB of addresses for each thread, which count
    /// towards `ulimit -v`. Call this before there are threads, like `keepFewPools`.
    package static func sharePool() { mallopt(M_ARENA_MAX, 1) }

    /// Buffers of at least this many bytes are returned to the system as soon as they are freed.
    private static let largeBuffer: Int32 = 256 << 10

    /// Keeps the pools of freed memory few, for a program that runs for days. Call this before there are threads.
    ///
    /// By default glibc has up to eight arenas per core and keeps freed buffers of up to 32 MiB in them, fragmented by blocks in
    /// use: the explorer took 110 MB, of which 42 MB were in use, and kept growing.
    package static func keepFewPools() {
        // One arena for drawing and one for computing, unless a limit on addresses asks for a single one.
        if limitOfAddresses == nil { mallopt(M_ARENA_MAX, 2) }
    }

    /// Returns freed buffers to the system at once from now on. What loads models before is faster, because each takes the buffers
    /// of the one before.
    package static func keepLittle() { mallopt(M_MMAP_THRESHOLD, largeBuffer) }

    /// Returns free memory between used blocks to the system; takes a few milliseconds, so call it when idle.
    package static func giveBack() { malloc_trim(0) }

    /// The limit on addresses (`ulimit -v`) in bytes; nil if there is none.
    package static var limitOfAddresses: UInt? {
        var limit = rlimit()
        guard getrlimit(Int32(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max else { return nil }
        return limit.rlim_cur
    }
}
