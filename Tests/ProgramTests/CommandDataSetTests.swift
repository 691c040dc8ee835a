import Calorimeter
import Files
import Foundation
import PseudoTerminal
import ReferenceMC
import Testing

@Suite("Data sets that commands write")
struct CommandDataSetTests {
    static let neutron = ["--species", "n", "--momentum", "0.457768,0.145639,-1714.07"]

    struct DataSet {
        let conditions: [Float]
        let responses: [Float]
        let shape: [Int]
        let types: [NumberType]

        init(_ path: String) throws {
            let file = try NPZFile(path: path)
            #expect(file.names == ["conditions", "responses"])
            let (conditions, responses) = (try file.array(named: "conditions"), try file.array(named: "responses"))
            #expect(conditions.shape == [responses.shape[0], 9])
            types = [conditions.header.type, responses.header.type]
            shape = responses.shape
            self.conditions = try conditions.values()
            self.responses = try responses.values()
        }

        func row(_ sample: Int) -> [Float] { Array(conditions[9 * sample..<9 * (sample + 1)]) }
        func response(_ sample: Int) -> [Float] {
            let pixels = shape[1] * shape[2]
            return Array(responses[pixels * sample..<pixels * (sample + 1)])
        }
    }

    @Test("simulate writes the responses that the reference Monte Carlo gives for seed and index")
    func simulate() throws {
        let folder = try CommandFolder()
        let run = try folder.run(
            CommandFolder.program, ["simulate"] + Self.neutron + ["--repeats", "300", "--seed", "5", "-o", "out.npz"])
        #expect(run.status == 0)
        #expect(run.output == "")
        #expect(try folder.names == ["out.npz"])
        let data = try DataSet(folder.path("out.npz"))
        let detector = Detector.zn
        #expect(data.shape == [300, detector.rows, detector.columns])
        #expect(data.types == [.float32, .uint16])
        let neutron = try #require(Species.named("n"))
        let particle = Particle(
            massMeV: neutron.massMeV, energyGeV: 0, charge: 0, momentumGeV: Vector(0.457768, 0.145639, -1714.07)
        ).withEnergyOnShell()
        let row = particle.conditions.map { Float($0) }
        for sample in [0, 1, 255, 299] {
            #expect(data.row(sample) == row)
            #expect(data.response(sample) == ReferenceMC().response(to: particle, seed: 5, index: UInt64(sample)).photons)
        }
        #expect(data.response(0) != data.response(1))
    }

    @Test("The bytes do not depend on the number of threads", arguments: ["simulate", "generate"])
    func threads(command: String) throws {
        let folder = try CommandFolder()
        let files = try (1...3).map { threads in
            let run = try folder.run(
                CommandFolder.program,
                [command, "--sampler", "60", "--repeats", "11", "--threads", "\(threads)", "-o", "\(threads).npz"])
            #expect(run.status == 0, "\(run.errors)")
            return try folder.bytes("\(threads).npz")
        }
        #expect(files[0] == files[1])
        #expect(files[0] == files[2])
    }

    @Test("--index gives the one sample that has this place among the repeats", arguments: ["simulate", "generate"])
    func index(command: String) throws {
        let folder = try CommandFolder()
        for extra in [["--repeats", "9", "-o", "many.npz"], ["--index", "7", "-o", "one.npz"]] {
            #expect(try folder.run(CommandFolder.program, [command] + Self.neutron + extra).status == 0)
        }
        let (many, one) = (try DataSet(folder.path("many.npz")), try DataSet(folder.path("one.npz")))
        #expect(one.shape[0] == 1)
        #expect(one.responses == many.response(7))
        #expect(one.responses != many.response(6))
    }

    @Test("generate writes whole photons, and another response for every sample")
    func generate() throws {
        let folder = try CommandFolder()
        #expect(
            try folder.run(CommandFolder.program, ["generate"] + Self.neutron + ["--repeats", "40", "-o", "out.npz"]).status == 0)
        let data = try DataSet(folder.path("out.npz"))
        #expect(data.types == [.float32, .uint16])
        #expect(data.responses.contains { $0 > 0 })
        #expect(data.response(0) != data.response(1))
    }

    @Test("The sampler's particles come one after the other, each repeated, with samples numbered through")
    func sampler() throws {
        let folder = try CommandFolder()
        let run = try folder.run("simulate", "--sampler", "25", "--repeats", "3", "--seed", "9", "-o", "out.npz")
        #expect(run.status == 0)
        let data = try DataSet(folder.path("out.npz"))
        #expect(data.shape[0] == 75)
        for (number, particle) in ConditionSampler().particles(count: 25, seed: 9).enumerated() {
            for sample in 3 * number..<3 * number + 3 {
                #expect(data.row(sample) == particle.conditions.map { Float($0) })
                #expect(data.response(sample) == ReferenceMC().response(to: particle, seed: 9, index: UInt64(sample)).photons)
            }
        }
    }

    @Test("At the end one line tells how much was written, and nothing moves where no terminal is")
    func report() throws {
        let folder = try CommandFolder()
        let run = try folder.run("simulate", "--sampler", "1200", "-o", "out.npz")
        #expect(run.errors.contains(/^Wrote 1200 responses to out\.npz in .+ \([0-9 ]+\/s\)\.\n$/), "\(run.errors)")
    }
}
