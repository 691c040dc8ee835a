#if DEBUG || FUZZING
import Foundation

/// A file that is rewritten again and again, for readers that need a path.
final class ScratchFile {
    /// What the names of all of them begin with.
    static let prefix = "zdc-parser-"

    let path: String
    private let descriptor: Int32

    init(_ name: String) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "\(Self.prefix)\(UUID().uuidString)-\(name)").path
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func hold(_ bytes: [UInt8]) {
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
            fatalError("the file \(path) cannot be written")
        }
    }
}
#endif
