import Foundation

/// The text of the program's sources, for tests of what they call.
public enum ProgramSources {
    /// All Swift and C of the program.
    public static let files: [(name: String, text: String)] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in [".swift", ".c", ".h"].contains { name.hasSuffix($0) } }.map { name in
            (name, (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? "")
        }
    }()

    /// The lines of the sources that call one of these functions or types, without remarks.
    public static func uses(of names: [String]) -> [String] {
        let calls = names.map { Array("\($0)(".utf8) }
        return files.flatMap { file in
            file.text.utf8.split(separator: UInt8(ascii: "\n")).filter { line in
                guard line.contains(UInt8(ascii: "(")) else { return false }
                let code = Array(line.drop { $0 == UInt8(ascii: " ") })
                guard !code.starts(with: "//".utf8), !code.starts(with: "*".utf8), !code.starts(with: "/*".utf8) else {
                    return false
                }
                return calls.contains { call in begins(call, in: code) }
            }.map { "\(file.name): \(String(decoding: $0, as: UTF8.self))" }
        }
    }

    /// Whether a call stands somewhere in a line, and is not the end of a longer name or a method of something of ours.
    private static func begins(_ call: [UInt8], in code: [UInt8]) -> Bool {
        guard code.count >= call.count else { return false }
        return (0...code.count - call.count).contains { place in
            guard code[place] == call[0], code[place..<place + call.count].elementsEqual(call) else { return false }
            let before = String(decoding: code[..<place], as: UTF8.self)
            if before.hasSuffix("Glibc.") || before.hasSuffix("Foundation.") { return true }
            guard let last = before.last else { return true }
            return !(last.isLetter || last.isNumber || last == "_" || last == ".")
        }
    }
}
