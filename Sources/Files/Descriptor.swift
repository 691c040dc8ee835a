#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writing to what the system has opened.
enum Descriptor {
    /// Appends all bytes; `name` is what a message calls the file.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named name: String) throws(FileError) {
        try writeAll(bytes, named: name) { block, _ in systemWrite(descriptor, block.baseAddress, block.count) }
    }

    /// Writes all bytes from `offset` on.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, named name: String
    ) throws(FileError) {
        try writeAll(bytes, named: name) { block, done in
            pwrite(descriptor, block.baseAddress, block.count, off_t(offset + done))
        }
    }

    private static func writeAll(
        _ bytes: UnsafeRawBufferPointer, named name: String, _ write: (UnsafeRawBufferPointer, _ done: Int) -> Int
    ) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let written = write(UnsafeRawBufferPointer(rebasing: bytes[done...]), done)
            if written < 0 {
                if errno == EINTR { continue }
                throw FileError.system("write", name)
            }
            done += written
        }
    }
}

/// The system's `write`, which the method of the same name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
