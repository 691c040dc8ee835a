import Foundation
import Testing

@testable import Files

@Suite("What an output path stands for")
struct OutputTargetTests {
    @Test("A dangling link, also one of several, leads to the file to be made")
    func danglingLinks() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder.path("a"), withDestinationPath: "sub/b")
        try FileManager.default.createSymbolicLink(atPath: folder.path("sub/b"), withDestinationPath: "../c")
        try AtomicFile.write("text", path: folder.path("a"))
        #expect(try bytes(of: folder.path("c")) == Array("text".utf8))
        #expect(try folder.names == ["a", "c", "sub"])
        try FileManager.default.createSymbolicLink(atPath: folder.path("gone"), withDestinationPath: "nowhere/d")
        #expect(throws: FileError.self) { try OutputTarget(folder.path("gone")) }
    }

    @Test(
        "Descriptors are known by every name",
        arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/thread-self/fd/1"])
    func descriptors(path: String) throws { #expect(try OutputTarget(path).kind == .descriptor(1)) }

    @Test("Devices and pipes are written front to back")
    func streams() throws {
        #expect(try OutputTarget("/dev/null").kind == .device)
        let folder = try TemporaryFolder()
        try #require(mkfifo(folder.path("pipe"), 0o600) == 0)
        #expect(try OutputTarget(folder.path("pipe")).kind == .device)
    }

    @Test("What fails at the end keeps the new file, and names it")
    func keepsPartialFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        let file = try AtomicFile(path: path)
        try file.write([1, 2, 3])
        // Something else takes the name meanwhile, which no file can replace.
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let error = #expect(throws: FileError.self) { try file.commit() }
        let partial = try #require(try folder.names.first { $0.hasSuffix(".partial") })
        #expect(
            error?.description
                == "Could not write \(path): Is a directory; the new file is in \(URL(fileURLWithPath: folder.path(partial)).resolvingSymlinksInPath().path)."
        )
        #expect(try bytes(of: folder.path(partial)) == [1, 2, 3])
    }

    @Test("A resumable file keeps it too")
    func keepsResumable() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        let file = try ResumableFile(path: path, identity: "x", resumes: false)
        try file.write([1, 2, 3])
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let error = #expect(throws: FileError.self) { try file.commit() }
        #expect(error?.description.contains("the new file is in ") == true)
        #expect(try folder.names == ["out", "out.partial"] && bytes(of: path + ".partial") == [1, 2, 3])
    }

    @Test("A result that cannot be written is saved elsewhere, and the place is named")
    func savedResult() throws {
        let path = "/dev/full"
        guard FileManager.default.fileExists(atPath: path) else { return }
        let error = #expect(throws: FileError.self) {
            try Array("result".utf8).withUnsafeBytes { try AtomicFile.writeResult($0, path: path) }
        }
        let sentence = try #require(error?.description)
        let place = try #require(sentence.split(separator: "the new file is in ").last?.dropLast())
        #expect(try bytes(of: String(place)) == Array("result".utf8))
        try FileManager.default.removeItem(atPath: String(place))
    }

    @Test("A file is written over another in place, and shrinks or grows to its size", arguments: [0, 1, 5000, 3_000_000])
    func inPlace(size: Int) throws {
        let folder = try TemporaryFolder()
        let new = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let source = open(try folder.write(new, to: "new"), O_RDONLY)
        defer { close(source) }
        for old in [0, 4000, 5_000_000] {
            let target = try folder.write([UInt8](repeating: 9, count: old), to: "old")
            try InPlaceCopy.copy(source, to: PathBytes(target), named: "old")
            #expect(try bytes(of: target) == new)
        }
    }

    @Test("Names that are too long for a suffix are cut, and stay different")
    func partialNames() throws {
        let folder = try TemporaryFolder()
        let names = [
            "short.npz", String(repeating: "x", count: 250), String(repeating: "x", count: 249) + "y",
            String(repeating: "é", count: 120),
        ]
        var partials: Set<[UInt8]> = []
        for name in names {
            let partial = PartialName.path(of: PathBytes(folder.path(name)), ".partial.state.new")
            #expect(partial.name.count <= 255 && String(validating: partial.name, as: UTF8.self) != nil)
            partials.insert(partial.name)
        }
        #expect(partials.count == names.count)
        #expect(PartialName.path(of: PathBytes("out.npz"), ".partial").text == "out.npz.partial")
    }
}
