import Glibc

/// What the system still has to give. An array that finds none ends the program without a sentence.
package enum Memory {
    /// Whether so many bytes can be had at once, within `ulimit -v` and what the system lends out.
    package static func has(_ bytes: Int) -> Bool {
        // The compiler would take `malloc` and `free` away.
        guard let block = mmap(nil, max(bytes, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), block != MAP_FAILED else { return false }
        munmap(block, max(bytes, 1))
        return true
    }
}
