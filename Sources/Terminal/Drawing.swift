import CTerminal
import Glibc

/// What ncurses draws into: a file in memory, from which each picture is taken whole.
///
/// ncurses itself writes to a terminal until the terminal has taken everything, however long that is.
struct Drawing {
    let file: UnsafeMutablePointer<FILE>
    private let descriptor: Int32

    init() throws(TerminalError) {
        descriptor = ct_memory_file("drawing")
        guard descriptor >= 0, let file = fdopen(descriptor, "w") else {
            throw .system(action: "making a file in memory", reason: String(cString: strerror(errno)))
        }
        self.file = file
    }

    /// Takes what was drawn since the last call.
    func take() -> [UInt8] {
        let length = lseek(descriptor, 0, SEEK_CUR)
        guard length > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, length, 0))
        }
        lseek(descriptor, 0, SEEK_SET)
        ftruncate(descriptor, 0)
        return bytes
    }

    /// ncurses must be done with it.
    func close() { fclose(file) }
}
