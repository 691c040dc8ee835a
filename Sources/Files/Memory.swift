#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the system still has to give. An array that finds none ends the program without a sentence.
package enum Memory {
    /// Whether so many bytes can be had at once, within `ulimit -v` and what the system lends out.
    package static func has(_ bytes: Int) -> Bool {
        guard let block = malloc(bytes) else { return false }
        free(block)
        return true
    }
}
