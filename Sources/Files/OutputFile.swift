/// Takes bytes front to back, and is complete once it is committed.
public protocol OutputFile: AnyObject {
    /// The path as it was given, for messages.
    var path: String { get }
    /// Whether bytes that were written can be written again.
    var canRewrite: Bool { get }
    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(FileError)
    /// Writes bytes over earlier ones, from `offset` on.
    ///
    /// - Precondition: `canRewrite`, and the file has so many bytes.
    func rewrite(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError)
    /// Ends the file.
    func commit() throws(FileError)
}

extension OutputFile {
    /// Appends bytes.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in try write(buffer) }
    }

    /// Writes bytes over earlier ones.
    func rewrite(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(FileError) in try rewrite(buffer, at: offset) }
    }

    public var canRewrite: Bool { false }

    public func rewrite(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        preconditionFailure("\(path) is a stream, in which nothing is written twice")
    }
}
