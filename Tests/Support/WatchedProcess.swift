import Foundation

/// A program that ends or is killed at a deadline, so that its caller never waits forever.
public enum WatchedProcess {
    public enum Ending: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        /// It was killed because it wrote nothing for too long.
        case silent
        /// It was killed at the deadline.
        case late
    }

    public struct Run: Sendable {
        public let ending: Ending
        public let output: String
        public let errors: String

        public var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Runs a program with nothing on its standard input.
    ///
    /// - Parameters:
    ///   - environment: the whole environment; nil means that of this process.
    ///   - folder: its working folder; nil means that of this process.
    ///   - limit: the most time it may take.
    ///   - silence: the most time between two writes; nil for no limit.
    public static func run(
        _ program: URL, _ arguments: [String], environment: [String: String]? = nil, folder: URL? = nil,
        limit: Duration = .seconds(110),
        silence: Duration? = nil
    ) throws -> Run {
        let process = Process()
        let pipes = [Pipe(), Pipe()]
        process.executableURL = program
        process.arguments = arguments
        if let environment { process.environment = environment }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = FileHandle.nullDevice
        (process.standardOutput, process.standardError) = (pipes[0], pipes[1])
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        // The run loop source of a process that has ended keeps it and its pipes alive.
        defer { for pipe in pipes { try? pipe.fileHandleForReading.close() } }
        try process.run()

        var reader = PipeReader(descriptors: pipes.map(\.fileHandleForReading.fileDescriptor))
        let deadline = ContinuousClock.now + limit
        var word = ContinuousClock.now
        var killed: Ending?
        while reader.isOpen {
            if reader.read(milliseconds: 50) { word = .now }
            if ContinuousClock.now > deadline { killed = .late }
            if let silence, ContinuousClock.now > word + silence { killed = .silent }
            // Its children may hold the pipes for longer.
            if killed != nil || !process.isRunning { break }
        }
        if killed == nil, ended.wait(timeout: .now() + max(0, (deadline - .now) / .seconds(1))) == .timedOut { killed = .late }
        if killed != nil {
            kill(process.processIdentifier, SIGKILL)
            _ = ended.wait(timeout: .now() + 5)
        }
        while reader.isOpen, reader.read(milliseconds: 0) {}
        let own: Ending =
            process.isRunning
            ? .late
            : process.terminationReason == .exit ? .exited(process.terminationStatus) : .signalled(process.terminationStatus)
        return Run(ending: killed ?? own, output: reader.text(0), errors: reader.text(1))
    }
}

/// Collects what arrives through several pipes.
private struct PipeReader {
    private var descriptors: [pollfd]
    private var bytes: [[UInt8]]

    init(descriptors: [Int32]) {
        self.descriptors = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        bytes = descriptors.map { _ in [] }
    }

    /// Whether a pipe still has a writer.
    var isOpen: Bool { descriptors.contains { $0.fd >= 0 } }

    func text(_ index: Int) -> String { String(decoding: bytes[index], as: UTF8.self) }

    /// Whether something arrived.
    mutating func read(milliseconds: Int32) -> Bool {
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return false }
        var hasRead = false
        for index in descriptors.indices where descriptors[index].fd >= 0 && descriptors[index].revents != 0 {
            let block = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
                let count = Glibc.read(descriptors[index].fd, buffer.baseAddress, buffer.count)
                return count > 0 ? Array(buffer[..<count]) : []
            }
            if block.isEmpty { descriptors[index].fd = -1 }
            bytes[index] += block
            hasRead = hasRead || !block.isEmpty
        }
        return hasRead
    }
}
