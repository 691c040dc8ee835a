#if DEBUG || FUZZING
import Foundation

/// The command line.
struct FuzzCommand {
    struct Misuse: Error, CustomStringConvertible { let description: String }

    private var names = Parser.names
    private var (seed, first, count) = (UInt64(1), UInt64(0), UInt64(1000))
    /// Whether this is the child of a supervisor, and whether it announces each file before reading it.
    private var (isChild, tellsEach) = (false, false)
    private var file: String?

    init(_ arguments: ArraySlice<String>) throws {
        var arguments = arguments
        func number() throws -> UInt64 {
            guard let number = arguments.popFirst().flatMap({ UInt64($0) }) else {
                throw Misuse(description: "a number is missing")
            }
            return number
        }
        while let argument = arguments.popFirst() {
            switch argument {
            case "--child": isChild = true
            case "--each": tellsEach = true
            case "--parsers": names = (arguments.popFirst() ?? "").split(separator: ",").map(String.init)
            case "--seed": seed = try number()
            case "--count": count = max(1, try number())
            case "--first": first = try number()
            case "--file": file = arguments.popFirst()
            default: throw Misuse(description: "unknown argument \(argument)")
            }
        }
    }

    /// Runs the command; true if nothing was found.
    func run() throws -> Bool {
        var isAllSound = true
        for name in names {
            guard let parser = try Parser.named(name) else {
                throw Misuse(description: "there is no parser \(name); known are \(Parser.names.joined(separator: ", "))")
            }
            isAllSound = try isSound(parser) && isAllSound
        }
        return isAllSound
    }

    private func isSound(_ parser: Parser) throws -> Bool {
        let run = FuzzRun(parser: parser, seed: seed)
        if let file {
            let outcome = run.outcome(of: Array(try Data(contentsOf: URL(filePath: file))))
            say("\(outcome)")
            if case .wrong = outcome { return false }
            return true
        }
        guard isChild else { return try Supervisor(parser: parser, seed: seed, first: first, count: count).run() }
        switch run.search(first..<first + count, tellsEach: tellsEach, tell: { say("\($0)") }) {
        case .nothingFound(let summary):
            say(summary)
            return true
        case .found(let index, let what):
            say("\(index)")
            say(what)
            return false
        }
    }
}

/// Written unbuffered, because a trap would lose a buffer.
func say(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }
#endif
