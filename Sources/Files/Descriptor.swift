#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writing to what the system has opened.
enum Descriptor {
    /// Writes all bytes; `name` is what a message calls the file.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named name: String) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let block = UnsafeRawBufferPointer(rebasing: rest)
            let written = systemWrite(descriptor, block.baseAddress, block.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw FileError.system("write", name)
            }
            rest = rest.dropFirst(written)
        }
    }
}

/// The system's `write`, which the method of the same name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
