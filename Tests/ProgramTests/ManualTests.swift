import Foundation
import PseudoTerminal
import Testing

@Suite("Manual pages, completions and what goes to standard error")
struct ManualTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "assets")

    @Test("The shipped pages and completions are those of this program; zdc manual assets makes them anew")
    func areUpToDate() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("manual", ".").status == 0)
        for kind in ["man", "completions"] {
            let shipped = Self.assets.appending(path: kind)
            // The pages of sections 5 and 7 are written by hand.
            let names = try FileManager.default.contentsOfDirectory(atPath: shipped.path)
                .filter { ![".5", ".7"].contains($0.suffix(2)) }.sorted()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(kind)).sorted() == names)
            for name in names {
                #expect(
                    try folder.bytes("\(kind)/\(name)") == Data(contentsOf: shipped.appending(path: name)),
                    "\(name) is out of date")
            }
        }
    }

    @Test(
        "The typesetter has nothing to say against the pages",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
    func areTypeset() throws {
        let folder = try CommandFolder()
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.assets.appending(path: "man").path)
        for page in pages {
            let run = try folder.run(
                URL(filePath: "/usr/bin/groff"),
                ["-man", "-ww", "-Tutf8", "-P-cbou", Self.assets.appending(path: "man/\(page)").path])
            #expect(run.status == 0 && run.errors.isEmpty, "\(page): \(run.errors)")
            #expect(run.output.contains("SEE ALSO"), "\(page)")
        }
    }

    @Test(
        "mandoc finds nothing to improve in the pages",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc")))
    func areLinted() throws {
        let folder = try CommandFolder()
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.assets.appending(path: "man").path)
        let run = try folder.run(
            URL(filePath: "/usr/bin/mandoc"), ["-T", "lint"] + pages.map { Self.assets.appending(path: "man/\($0)").path })
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.output)\(run.errors)")
    }

    @Test("bash completes commands", .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
    func bashCompletes() throws {
        let folder = try CommandFolder()
        let script = """
            source \(Self.assets.appending(path: "completions/zdc.bash").path)
            complete -p zdc
            COMP_WORDS=(zdc sim); COMP_CWORD=1; COMP_LINE="zdc sim"; COMP_POINT=7
            _zdc zdc sim zdc
            echo "${COMPREPLY[@]}"
            """
        let run = try folder.run(URL(filePath: "/bin/bash"), ["-c", script])
        #expect(run.output.hasSuffix("\nsimulate\n"), "\(run)")
    }

    @Test("--quiet leaves notes out, not errors")
    func quiet() throws {
        let folder = try CommandFolder()
        let arguments = ["simulate", "--sampler", "3", "--output"]
        #expect(try folder.run(CommandFolder.program, arguments + ["a.npz"]).errors.hasPrefix("Wrote 3 responses to a.npz"))
        let quiet = try folder.run(CommandFolder.program, arguments + ["b.npz", "--quiet"])
        #expect(quiet.status == 0 && quiet.errors.isEmpty && quiet.output.isEmpty)
        #expect(try folder.bytes("a.npz") == folder.bytes("b.npz"))
        #expect(try folder.run(CommandFolder.program, ["--quiet"] + arguments + ["none/c.npz"]).errors.hasPrefix("Error: "))
    }

    @Test("--json-errors tells an error as an object on one line", arguments: [("no/such.npz", 1), ("-", 64)])
    func jsonErrors(output: String, status: Int) throws {
        struct Failure: Decodable {
            var error: String
            var status: Int
        }
        let folder = try CommandFolder()
        let plain = try folder.run("simulate", "--sampler", "3", "--output", output)
        let json = try folder.run("simulate", "--json-errors", "--sampler", "3", "--output", output)
        let failure = try JSONDecoder().decode(Failure.self, from: Data(json.errors.utf8))
        #expect(failure.status == status && json.status == Int32(status))
        #expect("Error: \(failure.error)\n" == plain.errors)
        #expect(json.errors.filter { $0 == "\n" }.count == 1)
    }

    @Test("A training tells its plan, and that it cannot be resumed without a checkpoint")
    func trainingPlan() throws {
        let folder = try CommandFolder()
        let run = try folder.run(
            "train", "--objective", "gan", "--steps", "1", "--regression", "2", "--particles", "100", "--validation-particles",
            "3",
            "--width",
            "1/32", "--channels", "10,8,4,8,4,2", "--critic-width", "0.125", "--output", "m.safetensors")
        #expect(
            run.errors.contains(
                "\nPlan: 4 steps, 2 towards the mean response, 1 for the critic to catch up, 1 against the critic; validated every "
            ),
            "\(run.errors)")
        #expect(run.errors.contains("\nThere is no --checkpoint: a run that is stopped cannot be resumed.\n"))
    }
}
