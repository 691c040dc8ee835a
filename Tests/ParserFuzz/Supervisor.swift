#if DEBUG || FUZZING
import Foundation
import Support

/// Runs the files of a parser in a process of its own, so that a trap ends one file and not the search; shortens what fails.
struct Supervisor {
    let parser: Parser
    let seed: UInt64
    let first: UInt64
    let count: UInt64

    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    /// Bytes are left out one by one as long as this lasts, seconds.
    private static let patience = 60.0

    /// Whether nothing was found.
    func run() throws -> Bool {
        let start = ContinuousClock.now
        let child = try child(["--first", "\(first)", "--count", "\(count)"])
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        if child.status == 0 {
            let each = Int((1e6 * seconds / Double(count)).rounded())
            say("\(parser.name): \(count) files of seed \(seed) in \(Int(seconds.rounded())) s, \(each) µs each; \(child.lines.last ?? "")")
            return true
        }
        // The last thousand once more, each told.
        let thousand = child.lines.compactMap { UInt64($0) }.last ?? first
        let again = try self.child(["--first", "\(thousand)", "--count", "\(min(1000, first + count - thousand))", "--each"])
        guard again.status != 0, let index = again.lines.compactMap({ UInt64($0) }).last else {
            say("\(parser.name): it ended with \(Self.text(child)) after file \(thousand) of seed \(seed), but not again")
            return false
        }
        try report(index, again)
        return false
    }

    private func report(_ index: UInt64, _ ending: (status: Int32, lines: [String])) throws {
        let (sound, mutations) = parser.file(seed: seed, index: index)
        say("\(parser.name): file \(index) of seed \(seed) ends with \(Self.text(ending)); shortening it")
        let scratch = try ScratchFile("shortening")
        func fails(_ file: [UInt8]) -> Bool {
            scratch.hold(file)
            return (try? child(["--file", scratch.path]).status) ?? 0 != 0
        }
        let needed = shortest(mutations) { fails($0.applied(to: sound)) }
        say("  it takes: \(needed.map(\.description).joined(separator: ", "))")
        let end = ContinuousClock.now + .seconds(Self.patience)
        let file = shortest(needed.applied(to: sound)) { ContinuousClock.now < end && fails($0) }
        say("  \(file.count) bytes, in base 64: \(Data(file).base64EncodedString())")
        say("  as text: \(String(decoding: file.prefix(2000), as: UTF8.self).debugDescription)")
    }

    /// The sentence of what is wrong, or the signal.
    private static func text(_ ending: (status: Int32, lines: [String])) -> String {
        ending.status == 1 ? ending.lines.last ?? "" : ending.status < 0 ? "signal \(-ending.status)" : "status \(ending.status)"
    }

    /// Runs this program once more; its status, a signal's number negative.
    private func child(_ arguments: [String]) throws -> (status: Int32, lines: [String]) {
        let process = Process()
        let output = Pipe()
        process.executableURL = Self.program
        process.arguments = ["--child", "--parsers", parser.name, "--seed", "\(seed)"] + arguments
        process.environment = ["SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": NSTemporaryDirectory()]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return (status, String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    }
}
#endif
