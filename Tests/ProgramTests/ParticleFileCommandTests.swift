import Calorimeter
import Files
import Foundation
import PseudoTerminal
import ReferenceMC
import Testing

@Suite("Particles of a file on the command line")
struct ParticleFileCommandTests {
    static let text = """
        mass,charge,Px,Py,Pz,PhotonSum
        939.565413,0,0.457768,0.145639,-1714.07,655
        0,0,0.035456,-0.051821,-513.318,291

        """
    static let particles = [
        Particle(massMeV: 939.565413, energyGeV: 0, charge: 0, momentumGeV: Vector(0.457768, 0.145639, -1714.07)),
        Particle(massMeV: 0, energyGeV: 0, charge: 0, momentumGeV: Vector(0.035456, -0.051821, -513.318)),
    ].map { $0.withEnergyOnShell() }

    @Test("Each row is answered, in order, as often as asked for; what was guessed is said")
    func simulate() throws {
        let folder = try CommandFolder()
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: folder.path("p.csv")))
        let run = try folder.run("simulate", "--particles", "p.csv", "--repeats", "3", "--seed", "5", "-o", "out.npz")
        #expect(run.status == 0)
        #expect(
            run.errors.hasPrefix(
                """
                Note: p.csv: columns that are not used: PhotonSum.
                Note: p.csv: no column Energy: it follows from mass and momentum.
                Note: p.csv: no columns Vx, Vy, Vz: all particles start at the origin.
                Wrote 6 responses
                """), "\(run.errors)")
        let data = try CommandDataSetTests.DataSet(folder.path("out.npz"))
        for sample in 0..<6 {
            let particle = Self.particles[sample / 3]
            #expect(data.row(sample) == particle.conditions.map { Float($0) })
            #expect(data.response(sample) == ReferenceMC().response(to: particle, seed: 5, index: UInt64(sample)).photons)
        }
    }

    @Test("A data set is answered row by row, which is said, or particle by particle")
    func rowsOrParticles() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "3", "--repeats", "4", "-o", "true.npz").status == 0)
        let rows = try folder.run("generate", "--particles", "true.npz", "-o", "rows.npz")
        #expect(
            rows.errors.contains(
                "true.npz: its 12 rows are of 3 particles, and each row has responses of its own; --distinct takes each particle once."
            ) && rows.errors.contains("Wrote 12 responses"), "\(rows.errors)")
        let once = try folder.run("generate", "--particles", "true.npz", "--distinct", "--repeats", "2", "-o", "once.npz")
        #expect(once.errors.hasPrefix("Wrote 6 responses"), "\(once.errors)")
        let (all, few) = (
            try CommandDataSetTests.DataSet(folder.path("true.npz")), try CommandDataSetTests.DataSet(folder.path("once.npz"))
        )
        for sample in 0..<6 { #expect(few.row(sample) == all.row(sample / 2 * 4)) }
        let refused = try folder.run("simulate", "--sampler", "3", "--distinct", "-o", "no.npz")
        #expect(refused.status == 64 && refused.errors.contains("--distinct is about the particles of a file"))
    }

    @Test(
        "Standard input gives the same bytes as the file, and so does what was written before",
        arguments: ["simulate", "generate"])
    func standardInput(command: String) throws {
        let folder = try CommandFolder()
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: folder.path("p.csv")))
        #expect(try folder.run(command, "--particles", "p.csv", "-o", "file.npz").status == 0)
        let shell = URL(fileURLWithPath: "/bin/sh")
        let script = "'\(CommandFolder.program.path)' \(command) --particles - -o pipe.npz < p.csv"
        #expect(try folder.run(shell, ["-c", script]).status == 0)
        #expect(try folder.bytes("pipe.npz") == folder.bytes("file.npz"))
    }

    @Test("The conditions of a data set are particles again")
    func dataSet() throws {
        let folder = try CommandFolder()
        #expect(try folder.run("simulate", "--sampler", "20", "-o", "first.npz").status == 0)
        #expect(try folder.run("simulate", "--particles", "first.npz", "-o", "second.npz").status == 0)
        let (first, second) = (
            try CommandDataSetTests.DataSet(folder.path("first.npz")), try CommandDataSetTests.DataSet(folder.path("second.npz"))
        )
        #expect(first.conditions == second.conditions)
    }

    @Test("A row that is no particle ends the command with its line")
    func refusal() throws {
        let folder = try CommandFolder()
        try Data((Self.text + "939.565413,0,0,0,nan,1\n").utf8).write(to: URL(fileURLWithPath: folder.path("p.csv")))
        let run = try folder.run("generate", "--particles", "p.csv", "-o", "out.npz")
        #expect(run.status == 1)
        #expect(run.errors == "Error: p.csv: line 4 has \"nan\" in column 5; expected a decimal number.\n")
        #expect(try folder.names == ["p.csv"])
    }
}
