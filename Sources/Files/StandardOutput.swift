#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where the program's text goes unless a file is named.
public enum StandardOutput {
    /// Writes all of a text.
    public static func write(_ text: String) throws(FileError) {
        let bytes = Array(text.utf8)
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in
            try Descriptor.write(buffer, to: STDOUT_FILENO, named: "standard output")
        }
    }
}

/// Standard output as a file that is written front to back.
public final class StandardOutputFile: OutputFile {
    public let path = "standard output"

    public init() {}

    public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        try Descriptor.write(bytes, to: STDOUT_FILENO, named: path)
    }

    public func commit() {}
}

/// Where notes and errors go.
public enum StandardError {
    /// Writes all of a text. If that fails, nobody can be told.
    public static func write(_ text: String) {
        let bytes = Array(text.utf8)
        try? bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in
            try Descriptor.write(buffer, to: STDERR_FILENO, named: "standard error")
        }
    }
}
