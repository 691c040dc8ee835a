#if DEBUG || FUZZING
@testable import Files
import Text

// Notes of interrupted outputs.
extension Parser {
    static func note(_ name: String) throws -> Parser {
        let scratch = try ScratchFile(name)
        let identity = "simulate\nseed 42\nnpz"
        let headers = [
            ("conditions", NPYHeader(type: .float32, shape: [40, 9])),
            ("responses", NPYHeader(type: .uint8, shape: [4, 44, 44])),
        ]
        // Notes of a writer: within the first array, after it, within the second.
        let output = Discard()
        guard let writer = NPZWriter(file: output, state: []) else { preconditionFailure("no state is one") }
        // Without checksums, so that damage gets past their check.
        var seeds = ["800 3\n\(identity)\n"]
        for (name, header) in headers {
            try writer.beginArray(named: name, header)
            for _ in 0..<2 {
                try writer.append(ArrayChunk([UInt8](repeating: 7, count: header.byteCount / 2)))
                seeds.append(
                    "\(([output.size, seeds.count] + writer.state.map(Int.init)).map(String.init).joined(separator: " "))\n\(identity)\n"
                )
            }
        }
        return Parser(name: name, kind: .text, seeds: seeds.map { Array($0.utf8) }) { file in
            do throws(FileError) {
                scratch.hold(file)
                if (try? PartialState(path: scratch.path)) != nil { return .wrong("a note without a checksum is one") }
                scratch.hold(file + Array(PartialState.seal(String(decoding: file, as: UTF8.self)).utf8))
                guard let note = try PartialState(path: scratch.path) else { return .wrong("there is none") }
                scratch.hold(Array(note.text.utf8))
                let again = try PartialState(path: scratch.path)
                guard again?.text == note.text else { return .wrong("another note after writing and reading") }
                if let (found, expected) = differingLines(note.identity, identity) {
                    throw FileError.content(scratch.path, "was begun by another command: found \(found), expected \(expected)")
                }
                guard let writer = NPZWriter(file: Discard(), state: Array(note.numbers.dropFirst())) else {
                    throw ResumableFile.misfit(scratch.path)
                }
                for (name, header) in headers {
                    try writer.beginArray(named: name, header)
                    guard 0...header.byteCount ~= writer.numberBytes else {
                        return .wrong("\(writer.numberBytes) bytes of \(name)")
                    }
                    try writer.append(ArrayChunk([UInt8](repeating: 7, count: header.byteCount - writer.numberBytes)))
                }
                try writer.commit()
                return .answer
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// A file that counts the bytes it is given.
    private final class Discard: OutputFile {
        let path = "note"
        private(set) var size = 0

        func write(_ bytes: UnsafeRawBufferPointer) { size += bytes.count }
        func commit() {}
    }
}
#endif
