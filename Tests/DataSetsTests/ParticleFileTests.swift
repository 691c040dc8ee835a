import Calorimeter
import Files
import Testing

@testable import DataSets

/// The particles of `Fixtures/make.py`.
let neutron = Particle(massMeV: 939.565413, energyGeV: 3192.38, charge: 0, momentumGeV: Vector(0.022422, -0.182957, -3192.38))
let photon = Particle(
    massMeV: 0, energyGeV: 1304.34, charge: 0, positionCM: Vector(-1.83e-5, 1.56e-5, 0.050293),
    momentumGeV: Vector(-0.509192, 0.461106, 1304.34))
let proton = Particle(massMeV: 938.272081, energyGeV: 3961.55, charge: 1, momentumGeV: Vector(-0.076487, 0.179845, 3961.55))

extension Particle {
    var inSinglePrecision: Particle { Particle(conditions: conditions.map { Double(Float($0)) }) }
}

@Suite("Particles from files")
struct ParticleFileTests {
    func all(_ file: ParticleFile) throws -> [Particle] { try file.particles.particles(0..<file.particles.count) }

    func read(_ text: String, allowsOffShell: Bool = false) throws -> (particles: [Particle], notes: [String]) {
        let folder = try TemporaryFolder()
        let path = try folder.write(text.utf8, to: "p.csv")
        let file = try ParticleFile(path: path, allowsOffShell: allowsOffShell)
        return (try all(file), file.notes.map { $0.replacing(path, with: "p.csv") })
    }

    @Test(
        "NumPy's files give the numbers that were saved, double ones with all digits",
        arguments: ["particles-f8.npy", "particles-f8-fortran.npy", "particles-stored.npz", "particles-savetxt.csv"])
    func double(name: String) throws {
        #expect(try all(ParticleFile(path: fixture(name))) == [neutron, photon, proton])
    }

    @Test("Single precision stays what it is", arguments: ["particles-f4-big-endian.npy", "particles-deflated.npz"])
    func single(name: String) throws {
        #expect(try all(ParticleFile(path: fixture(name))) == [neutron, photon, proton].map(\.inSinglePrecision))
    }

    @Test("Columns come in any order and case, with units, quotes and line ends of any kind")
    func columns() throws {
        let plain = try read(
            "Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge\n1304.34,-1.83e-5,1.56e-5,0.050293,-0.509192,0.461106,1304.34,0,0\n")
        #expect(plain.particles == [photon])
        #expect(plain.notes == [])
        let mixed = try read(
            "\u{FEFF}\"charge\";MASS [GeV];pz [TeV];Py;Px;Vz(mm);Vy;Vx;energy\r\n\r\n# a remark\r\n0; \"0\" ;1.30434;0.461106;-0.509192;0.50293;1.56e-5;-1.83e-5;1304.34\r\n"
        )
        #expect(mixed.particles.count == 1)
        for parameter in Parameter.allCases {
            #expect(abs((mixed.particles.first?[parameter] ?? .nan) - photon[parameter]) < 1e-9, "\(parameter)")
        }
        #expect(mixed.notes == [])
    }

    @Test("What follows from other columns is taken from them, and said")
    func derived() throws {
        let (particles, notes) = try read(
            "pdg\tPx\tPy\tPz\tPhotonSum\n2112\t0.457768\t0.145639\t-1714.07\t655\n-3122\t0\t0\t100\t0\n")
        let neutron = Particle(massMeV: 939.565413, energyGeV: 0, charge: 0, momentumGeV: Vector(0.457768, 0.145639, -1714.07))
        let lambda = Particle(massMeV: 1115.683, energyGeV: 0, charge: 0, momentumGeV: Vector(0, 0, 100))
        #expect(particles == [neutron, lambda].map { $0.withEnergyOnShell() })
        #expect(
            notes == [
                "p.csv: columns that are not used: PhotonSum.", "p.csv: no column Energy: it follows from mass and momentum.",
                "p.csv: mass and charge are those of the PDG numbers.",
                "p.csv: no columns Vx, Vy, Vz: all particles start at the origin.",
            ])
    }

    @Test(
        "PDG numbers: antiparticles, kaons of definite lifetime, strangers",
        arguments: [
            (-2212, 938.272081, -1.0), (-211, 139.57061, -1), (130, 497.611, 0), (310, 497.611, 0), (-3112, 1197.449, 1),
            (22, 0, 0),
        ])
    func pdg(number: Int, mass: Double, charge: Double) {
        #expect(Species.massAndCharge(pdg: number)?.massMeV == mass)
        #expect(Species.massAndCharge(pdg: number)?.charge == charge)
        #expect(Species.massAndCharge(pdg: -22) == nil)
        #expect(Species.massAndCharge(pdg: 1_000_020_040) == nil)
    }

    @Test(
        "What is wrong is told with its line",
        arguments: [
            ("", "is empty; expected a header and a row for each particle."),
            (
                "Energy,Px\n",
                "has no column Py, Pz, mass, charge in its header; expected Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge, separated by commas, semicolons or tabs."
            ),
            (
                "Px,Py,Pz,mass,charge,Vx\n",
                "has no column Vy, Vz in its header; expected Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge, separated by commas, semicolons or tabs."
            ),
            ("Px,Py,Pz,mass,charge,px\n", "has two columns Px in its header; expected one."),
            ("Px,Py,Pz,mass [cm],charge\n", "has the column \"mass [cm]\" in its header; expected a unit such as [MeV]."),
            ("Px,Py,Pz,mass,charge\n", "has no particles; expected at least one."),
            ("Px,Py,Pz,mass,charge\n0,0,1,0\n", "line 2 has 4 fields; expected 5, as the header has."),
            ("Px,Py,Pz,mass,charge\n0,0,1,0,0\n\n0,zero,1,0,0\n", "line 4 has \"zero\" in column 2; expected a decimal number."),
            ("Px,Py,Pz,mass,charge\n0,0,1,0,\n", "line 2 has \"\" in column 5; expected a decimal number."),
            ("Px,Py,Pz,mass,charge\n0,0,1,0,3\n", "line 2: charge is 3.0; expected -1, 0 or 1 e."),
            ("Px,Py,Pz,mass,charge\n0,0,1,-1,0\n", "line 2: mass is -1.0; expected 0 MeV or more."),
            ("Px,Py,Pz,mass,charge\n0,0,0,0,0\n", "line 2: Energy is 0.0; expected more than 0 GeV."),
            ("Px,Py,Pz,mass,charge\n0,0,1e10,0,0\n", "line 2: Energy is 10000000000.0; expected at most 1e9 GeV."),
            (
                "Energy,Px,Py,Pz,mass,charge\n100,0,0,90,0,0\n",
                "line 2: Energy is 100.0 GeV; expected 90.0 GeV, which mass (MeV) and momentum (GeV) ask for."
            ),
            ("pdg,Px,Py,Pz\n5,0,0,1\n", "line 2 has the PDG number 5.0; expected one of a species that is known here."),
            (
                "pdg,Px,Py,Pz\n-9223372036854775808,0,0,1\n",
                "line 2 has the PDG number -9.223372036854776e+18; expected one of a species that is known here."
            ),
            ("Px,Py,Pz,mass,charge\n0,0,1\u{1B}[2J,0,0\n", "line 2 has \"1?[2J\" in column 3; expected a decimal number."),
        ])
    func refusals(text: String, reason: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text.utf8, to: "p.csv")
        let error = try #require(throws: FileError.self) { try ParticleFile(path: path) }
        #expect(error.description == "\(path): \(reason)")
    }

    @Test("Energy and momentum may disagree where that is asked for")
    func offShell() throws {
        #expect(try read("Energy,Px,Py,Pz,mass,charge\n100,0,0,90,0,0\n", allowsOffShell: true).particles.first?.energyGeV == 100)
    }

    @Test("Arrays of another shape or name, and rows that are no particle, are told")
    func arrays() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.npz")
        func write(_ name: String, _ shape: [Int], _ numbers: [Float]) throws {
            let file = try NPZWriter(path: path)
            try file.beginArray(named: name, NPYHeader(type: .float32, shape: shape))
            try file.append(ArrayChunk(numbers))
            try file.commit()
        }
        func sentence() -> String? {
            do throws(FileError) {
                _ = try ParticleFile(path: path)
                return nil
            } catch { return error.description }
        }
        try write("conditions", [1, 8], Array(repeating: 0, count: 8))
        #expect(sentence() == "\(path): has particles of the shape [1, 8]; expected (N, 9) or (N, 10).")
        try write("conditions", [1, 9], Array(repeating: 0, count: 9))
        #expect(sentence() == "\(path): row 1: Energy is 0.0; expected more than 0 GeV.")
        try write("conditions", [1, 9], [.nan] + Array(repeating: 0, count: 8))
        #expect(sentence() == "\(path): row 1: Energy is nan; expected a finite number.")
        try write("images", [1, 9], Array(repeating: 0, count: 9))
        #expect(sentence() == "\(path): has the array images; expected an array named conditions, particles or arr_0.")
        try write("arr_0", [0, 9], [])
        #expect(sentence() == "\(path): has no particles; expected at least one.")
    }

    @Test("Many particles go to a temporary file and come back the same, from any place")
    func spool() throws {
        var builder = ParticleListBuilder(mostInMemory: 10)
        let particles = (0..<20_000).map { number in
            Particle(massMeV: 0, energyGeV: Double(number) + 0.1, charge: 0, momentumGeV: Vector(0, 0, -Double(number)))
        }
        for particle in particles { try builder.append(particle) }
        let list = try builder.finish()
        #expect(list.count == particles.count)
        for range in [0..<1, 5..<12, 4090..<4105, 19_990..<20_000, 7..<7] {
            #expect(try list.particles(range) == Array(particles[range]))
        }
    }
}
