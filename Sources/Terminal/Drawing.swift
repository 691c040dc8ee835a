import CTerminal
import Glibc

/// What ncurses draws into: a file in memory, from which each picture is taken whole.
///
/// ncurses itself writes to a terminal until the terminal has taken everything, however long that is. Only where files are limited to
/// a size that a picture may exceed (`ulimit -f`), which holds for files in memory too, does it draw straight to the terminal.
struct Drawing {
    let file: UnsafeMutablePointer<FILE>?
    /// Nil where ncurses draws straight to the terminal.
    private let descriptor: Int32?

    /// More bytes than a picture of any terminal takes.
    private static let largestPicture: rlim_t = 64 << 20

    init() throws(TerminalError) {
        guard !Self.isTooLimited else {
            file = ct_standard_output()
            descriptor = nil
            return
        }
        let descriptor = ct_memory_file("drawing")
        guard descriptor >= 0, let file = fdopen(descriptor, "w") else {
            throw .system(action: "making a file in memory", reason: String(cString: strerror(errno)))
        }
        self.file = file
        self.descriptor = descriptor
    }

    private static var isTooLimited: Bool {
        var limit = rlimit()
        return getrlimit(Int32(RLIMIT_FSIZE.rawValue), &limit) == 0 && limit.rlim_cur < largestPicture
    }

    /// Takes what was drawn since the last call.
    func take() -> [UInt8] {
        guard let descriptor, case let length = lseek(descriptor, 0, SEEK_CUR), length > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, length, 0))
        }
        lseek(descriptor, 0, SEEK_SET)
        ftruncate(descriptor, 0)
        return bytes
    }

    /// ncurses must be done with it.
    func close() { if descriptor != nil, let file { fclose(file) } }
}
