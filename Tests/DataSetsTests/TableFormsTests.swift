import Calorimeter
import Files
import Foundation
import Testing

@testable import DataSets

@Suite("Tables as programs write them")
struct TableFormsTests {
    static let header = "Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge"
    static let row = "1000.00044,0,0,0,0,0,-1000,939.565,0"

    @Test(
        "are read alike",
        arguments: [
            "\(header)\n\(row)\n", "\(header)\n\(row)", "\(header)\r\(row)\r", "\(header)\r\n\(row)\r\n",
            "\u{FEFF}\(header)\n\(row)\n",
            "sep=,\n\(header)\n\(row)\n", "\(header)\n\(row)\n,,,,,,,,\n,,,,,,,,\n", "\(header),\n\(row),\n",
            "\(header),\n\(row)\n",
            "\(header)\n\(row),,\n", ",\(header)\n0,\(row)\n", "\(header),note\n\(row),\"a, b\"\n",
            "\(header),note\n\(row),\"a\nb \"\"c\"\"\"\n",
            "note,\(header)\n\"several\r\n\r\nlines\",\(row)\n",
            "\"\(header.replacing(",", with: "\",\""))\"\n\"\(row.replacing(",", with: "\",\""))\"\n",
            "# a title, with a comma\n# \(header)\n\(row)\n",
            "sep=;\r\n\(header.replacing(",", with: ";"))\r\n\(row.replacing(",", with: ";"))\r\n",
            "\(header.replacing(",", with: "\t"))\t\n\(row.replacing(",", with: "\t"))\t\n",
        ])
    func forms(text: String) throws {
        let folder = try TemporaryFolder()
        let file = try ParticleFile(path: folder.write(text.utf8, to: "p.csv"))
        let expected = Particle(massMeV: 939.565, energyGeV: 1000.00044, charge: 0, momentumGeV: Vector(0, 0, -1000))
        #expect(try file.particles.particles(0..<file.particles.count) == [expected])
        #expect(file.notes.allSatisfy { !$0.contains(": .") && !$0.contains("used: ,") }, "\(file.notes)")
    }

    @Test("Columns without a name are reported by their number")
    func unnamed() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(",\(Self.header)\n0,\(Self.row)\n".utf8, to: "p.csv")
        #expect(try ParticleFile(path: path).notes == ["\(path): columns without a name, which are not used: 1."])
    }

    @Test(
        "What is wrong is reported with its line, also behind fields of several lines",
        arguments: [
            ("\(header),note\n\(row),\"a\nb\"\n1,2\n", "line 4 has 2 fields; expected 10, as the header has."),
            ("\(header)\n\(row)\n\u{1A}", "line 3 has 1 field; expected 9, as the header has."),
            ("\(header)\n\(row),7\n", "line 2 has 10 fields; expected 9, as the header has."),
            (
                "\(header.replacing(",", with: ";"))\n1000,5;0;0;0;0;0;-1000;939.565;0\n",
                "line 2 has \"1000,5\" in column 1; expected a decimal number with a decimal point."
            ),
            ("\(header)\n\"\(row)\n", "line 2 opens a quote that is not closed."),
        ])
    func refusals(text: String, reason: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text.utf8, to: "p.csv")
        let error = #expect(throws: FileError.self) { try ParticleFile(path: path) }
        #expect(error?.description == "\(path): \(reason)")
    }

    @Test(
        "Other files are named",
        arguments: [
            ([0x1F, 0x8B, 8], "compressed with gzip"), ([0x80, 4, 0x95, 1], "a Python pickle"),
            (Array("<html>".utf8), "an HTML page"),
        ] as [([UInt8], String)])
    func others(start: [UInt8], kind: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(start, to: "p.csv")
        for read in [
            { _ = try ParticleFile(path: path) }, { _ = try DataSet(path: path) }, { _ = try DataSet(path: "\(path),\(path)") },
        ] as [() throws -> Void] {
            let error = #expect(throws: FileError.self) { try read() }
            #expect(error?.description.hasPrefix("\(path): is \(kind)") == true, "\(error?.description ?? "")")
        }
    }
}

@Suite("Numbers in another unit")
struct UnitTests {
    private func read(_ text: String, offShell: Bool = false) throws -> [String] {
        let folder = try TemporaryFolder()
        return try ParticleFile(path: folder.write(text.utf8, to: "p.csv"), allowsOffShell: offShell).notes
    }

    private func refusal(_ text: String) -> String {
        do {
            let notes = try read(text)
            return "accepted with \(notes)"
        } catch { return "\(error)" }
    }

    static let header = "Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge\n"

    @Test(
        "Masses in GeV are refused where all of them are",
        arguments: [
            "1000.00044,0,0,0,0,0,-1000,0.9395654,0\n",
            "1000,0,0,0,0,0,1000,0.94,0\n2000,0,0,0,0,0,2000,0.938272,1\n1000,0,0,0,0,0,1000,0,0\n",
            "500,0,0,0,0,0,500,0.4937,1\n",
        ])
    func massesInGeV(rows: String) {
        let sentence = refusal(Self.header + rows)
        #expect(
            sentence.contains("no mass is that of a particle in MeV, but all are in GeV")
                && sentence.contains("\"mass [GeV]\" in the header"), "\(sentence)")
    }

    @Test("and noted where others are in MeV, or where numbers may disagree")
    func mixedMasses() throws {
        let rows = "1000.0004,0,0,0,0,0,1000,939.565,0\n1000,0,0,0,0,0,1000,0.9396,0\n"
        #expect(
            try read(Self.header + rows).contains {
                $0.contains("1 of 2 particles has a mass that no particle has in MeV but one in GeV (0.9396: n)")
            })
        #expect(
            try read(Self.header + "1000,0,0,0,0,0,1000,0.9396,0\n", offShell: true).contains {
                $0.contains("in GeV (0.9396: n)")
            })
        #expect(try read(Self.header.replacing("mass", with: "mass [GeV]") + "1000.00044,0,0,0,0,0,1000,0.9396,0\n") == [])
    }

    @Test("Masses of no particle in either unit are noted where there are no others, here atomic mass units")
    func unknownMasses() throws {
        let rows = "1000,0,0,0,0,0,1000,1.00866,0\n1000,0,0,0,0,0,1000,1.00728,1\n"
        #expect(
            try read(Self.header + rows).contains {
                $0.contains("no mass is that of a known particle (1.00866); expected MeV, or \"mass [GeV]\" in the header")
            })
        #expect(try read(Self.header + rows + "1000.0004,0,0,0,0,0,1000,939.565,0\n") == [])
    }

    @Test("Kinetic energies are noted, and named where nothing else agrees")
    func kineticEnergies() throws {
        func row(_ momentum: Double) -> String {
            let particle = Particle(massMeV: 939.565, energyGeV: 0, charge: 0, momentumGeV: Vector(0, 0, momentum))
                .withEnergyOnShell()
            return "\(Float(particle.energyGeV - 0.939565)),0,0,0,0,0,\(momentum),939.565,0\n"
        }
        #expect(
            try read(Self.header + row(2000) + row(-3000)).contains {
                $0.contains("2 of 2 particles have the kinetic energy as Energy")
            })
        #expect(refusal(Self.header + row(100)).hasSuffix("they agree if Energy is the kinetic one; expected the total one."))
        #expect(refusal(Self.header + row(5)).hasSuffix("they agree if Energy is the kinetic one; expected the total one."))
    }

    @Test(
        "A refusal names the unit in which the numbers agree",
        arguments: [
            ("1.5,0,0,0,0,0,1.2,0.9,0\n", "mass is in GeV"), ("1000,0,0,0,0,0,1000000,0,0\n", "Px, Py and Pz are in MeV"),
            ("1000000,0,0,0,0,0,1000,0,0\n", "Energy is in MeV"), ("1000,0,0,0,0,0,1,0,0\n", "Energy is in MeV"),
            ("2,0,0,0,0,0,1.76564,939565,0\n", "mass is in keV"),
        ])
    func hints(row: String, unit: String) {
        let sentence = refusal(Self.header + row)
        #expect(sentence.contains("they agree if "), "\(sentence)")
        if unit != "Energy is in MeV" || row.hasPrefix("1000000") {
            #expect(sentence.hasSuffix("they agree if \(unit)."), "\(sentence)")
        }
    }

    @Test("Millimetres are noted", arguments: ["150", "-72.5", "31"])
    func millimetres(z: String) throws {
        let notes = try read(Self.header + "1000,0,0,\(z),0,0,1000,0,0\n")
        #expect(
            notes.count == 1 && notes[0].contains("a vertex outside of the beam pipe")
                && notes[0].contains("\"Vz [mm]\" in the header"), "\(notes)")
        #expect(try read(Self.header.replacing("Vz", with: "Vz [mm]") + "1000,0,0,150,0,0,1000,0,0\n") == [])
    }

    @Test("Energies beyond any beam are noted")
    func energies() throws {
        #expect(
            try read(Self.header + "2500000,0,0,0,0,0,2500000,0,0\n").contains { $0.contains("more energy than any at the LHC") })
    }

    @Test("Sensible particles are accepted without a word", arguments: Species.all)
    func noFalseAlarms(species: Species) throws {
        var text = Self.header
        for momentum in [0.5, 12.25, 1714.07, -3192.38, 6800] {
            for z in [0, 0.05, -12.5] {
                let particle = Particle(
                    massMeV: species.massMeV, energyGeV: 0, charge: species.charge, positionCM: Vector(1e-5, -0.02, z),
                    momentumGeV: Vector(0.1, -0.2, momentum)
                ).withEnergyOnShell()
                for conditions in [
                    particle.conditions.map { "\(Float($0))" }, particle.conditions.map { String(format: "%.6g", $0) },
                ] {
                    text += conditions.joined(separator: ",") + "\n"
                }
            }
        }
        #expect(try read(text) == [])
    }
}
