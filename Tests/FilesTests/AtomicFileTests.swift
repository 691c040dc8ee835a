import Files
import Foundation
import Testing

@Suite("Files that appear whole or not at all")
struct AtomicFileTests {
    @Test("A committed file has its bytes and leaves nothing beside it")
    func commit() throws {
        let folder = try TemporaryFolder()
        let file = try AtomicFile(path: folder.path("out"))
        try file.write([1, 2])
        #expect(try !folder.names.contains("out"))
        try file.write([3])
        try file.commit()
        #expect(try bytes(of: folder.path("out")) == [1, 2, 3])
        #expect(try folder.names == ["out"])
    }

    @Test("A file that is let go leaves nothing, and an older one as it was")
    func discard() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write([9], to: "old")
        do {
            let replacement = try AtomicFile(path: old)
            try replacement.write([1, 2, 3])
            let fresh = try AtomicFile(path: folder.path("fresh"))
            try fresh.write([4])
            #expect(try folder.names.count == 3)
        }
        #expect(try folder.names == ["old"])
        #expect(try bytes(of: old) == [9])
    }

    @Test("A file that is replaced keeps its permissions, and a link to it stays a link")
    func replacement() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write([9], to: "old")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: old)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "old")
        let file = try AtomicFile(path: folder.path("link"))
        try file.write([7])
        try file.commit()
        #expect(try bytes(of: old) == [7])
        #expect(try folder.names == ["link", "old"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "old")
        #expect(try FileManager.default.attributesOfItem(atPath: old)[.posixPermissions] as? Int == 0o640)
    }

    @Test("What cannot be written is refused at once, in one sentence with the reason")
    func unwritable() throws {
        let folder = try TemporaryFolder()
        let missing = try #require(throws: FileError.self) { try AtomicFile(path: folder.path("missing/out")) }
        #expect(missing.description == "Could not write \(folder.path("missing/out")): No such file or directory.")
        let isFolder = try #require(throws: FileError.self) { try AtomicFile(path: folder.path("")) }
        #expect(isFolder.description.hasSuffix(": Is a directory."))
        let empty = try #require(throws: FileError.self) { try AtomicFile(path: "") }
        #expect(empty.description == "The name of the output file is empty.")
        #expect(try folder.names == [])
    }

    @Test(
        "A full disk is reported, and the device is still there",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() throws {
        let file = try AtomicFile(path: "/dev/full")
        let error = try #require(throws: FileError.self) { try file.write([1]) }
        #expect(error.description == "Could not write /dev/full: No space left on device.")
        #expect(
            try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test("Whether a file can be begun is tried without leaving one, and without taking a pipe from its reader")
    func check() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.check(path: folder.path("out"))
        #expect(try folder.names == [])
        #expect(throws: FileError.self) { try AtomicFile.check(path: folder.path("missing/out")) }
        // Opening it would wait for a reader.
        try #require(mkfifo(folder.path("pipe"), 0o600) == 0)
        try AtomicFile.check(path: folder.path("pipe"))
    }

    @Test("A file of settings that is masked by a link to /dev/null is empty")
    func maskedSettings() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(atPath: folder.path("config"), withDestinationPath: "/dev/null")
        #expect(try KeyValueFile(path: folder.path("config")).entries == [])
    }
}
