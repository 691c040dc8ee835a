import Files
import Foundation
import Testing

@Suite("Files that can be gone on with")
struct ResumableFileTests {
    /// Opens a file that was let go. A child process that another test is just starting may hold a copy of the old descriptor, and
    /// with it the lock, until it runs its own program.
    private func opened(path: String, identity: String, resumes: Bool) throws -> ResumableFile {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let attempt = Result { () throws(FileError) in try ResumableFile(path: path, identity: identity, resumes: resumes) }
            guard case .failure(let error) = attempt, error.description.hasSuffix(": another program is writing it."),
                .now < deadline
            else {
                return try attempt.get()
            }
            usleep(1000)
        }
    }

    @Test("A file that is let go is gone on with at its last note")
    func resume() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        do {
            let file = try opened(path: path, identity: "seed 1", resumes: true)
            #expect(file.note == nil)
            try file.write([1, 2, 3])
            try file.note([7, 8])
            try file.write([4, 5])
        }
        #expect(try folder.names == ["out.partial", "out.partial.state"])
        let file = try opened(path: path, identity: "seed 1", resumes: true)
        #expect(file.note == [7, 8])
        try file.write([6])
        try file.commit()
        #expect(try bytes(of: path) == [1, 2, 3, 6])
        #expect(try folder.names == ["out"])
    }

    @Test(
        "A note that claims more than there is does not count, nor does one where nothing is to be gone on with",
        arguments: [true, false])
    func stale(isLost: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        do {
            let file = try opened(path: path, identity: "seed 1", resumes: true)
            try file.write([1, 2, 3])
            try file.note([7])
        }
        if isLost { _ = try folder.write([1, 2], to: "out.partial") }
        let file = try opened(path: path, identity: "seed 1", resumes: isLost)
        #expect(file.note == nil)
        #expect(try folder.names == ["out.partial"])
        try file.write([9])
        try file.commit()
        #expect(try bytes(of: path) == [9])
    }

    @Test("Other work, a damaged state, and a second writer are refused in a sentence, and everything stays")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        do {
            let file = try opened(path: path, identity: "zdc\nseed 1", resumes: true)
            let second = try #require(throws: FileError.self) { try ResumableFile(path: path, identity: "", resumes: false) }
            #expect(second.description == "Could not write \(path): another program is writing it.")
            try file.write([1])
            try file.note([])
        }
        let other = try #require(throws: FileError.self) { try opened(path: path, identity: "zdc\nseed 2", resumes: true) }
        #expect(
            other.description
                == "\(path).partial: was begun by another command: found \"seed 1\", expected \"seed 2\"; remove it or leave --resume out."
        )
        #expect(try bytes(of: path + ".partial") == [1])
        _ = try folder.write(Array("what?\n".utf8), to: "out.partial.state")
        let damaged = try #require(throws: FileError.self) { try opened(path: path, identity: "zdc\nseed 1", resumes: true) }
        #expect(
            damaged.description
                == "\(path).partial.state: is damaged, or is the state of another version's output; remove it to start over.")
    }

    @Test("A state of which one bit is wrong is none")
    func damage() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("out")
        do {
            let file = try opened(path: path, identity: "zdc\nseed 1", resumes: true)
            try file.write([1])
            try file.note([7, 8])
        }
        let whole = try bytes(of: path + ".partial.state")
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 1 << UInt8(place % 8)
            _ = try folder.write(changed, to: "out.partial.state")
            let refusal = try #require(throws: FileError.self) { try opened(path: path, identity: "zdc\nseed 1", resumes: true) }
            #expect(
                refusal.description
                    == "\(path).partial.state: is damaged, or is the state of another version's output; remove it to start over.")
        }
        _ = try folder.write(whole, to: "out.partial.state")
        #expect(try opened(path: path, identity: "zdc\nseed 1", resumes: true).note == [7, 8])
    }
}
