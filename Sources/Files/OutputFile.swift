/// Takes bytes front to back, and is complete once it is committed.
public protocol OutputFile: AnyObject {
    /// The path as it was given, for messages.
    var path: String { get }
    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(FileError)
    /// Ends the file.
    func commit() throws(FileError)
}

extension OutputFile {
    /// Appends bytes.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in try write(buffer) }
    }
}
