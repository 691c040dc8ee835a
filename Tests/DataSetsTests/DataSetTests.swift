import Calorimeter
import Files
import Testing

@testable import DataSets

@Suite("Data sets of true responses")
struct DataSetTests {
    static let particles = [neutron, photon, proton].map(\.inSinglePrecision)
    /// The particle of each row of the fixtures.
    static let order = [0, 1, 0, 2, 0, 1, 0]

    func photons(_ set: DataSet, _ row: Int) -> [Float] {
        var photons = [Float](repeating: .nan, count: set.detector.pixelCount)
        photons.withUnsafeMutableBufferPointer { set.responses.copy(row, into: $0) }
        return photons
    }

    @Test(
        "Every layout that NumPy writes gives the same set",
        arguments: [
            "set.npz", "set-fortran.npz", "set-zip64.npz", "pair-particles.npz,pair-responses.npz",
            "pair-responses.npz,pair-particles.npz",
        ])
    func layouts(names: String) throws {
        let set = try DataSet(path: names.split(separator: ",").map { fixture(String($0)) }.joined(separator: ","))
        #expect(set.name == names.replacing(",", with: ", "))
        #expect(set.particles == Self.particles)
        #expect(set.particleOfRow == Self.order)
        #expect(set.count == 7)
        #expect((0..<3).map { Array(set.rows(ofParticle: $0)) } == [[0, 2, 4, 6], [1, 5], [3]])
        let whole = try NPZFile(path: fixture("set.npz")).array(named: "responses").values()
        let pixels = Detector.zn.pixelCount
        for row in 0..<7 {
            #expect(photons(set, row) == Array(whole[row * pixels..<(row + 1) * pixels]), "row \(row)")
            var last = -1
            set.responses.forEachLitPixel(of: row) { pixel, n in
                #expect(pixel > last && n > 0)
                last = pixel
            }
        }
        #expect(photons(set, 3).allSatisfy { $0 == 0 })
        #expect(photons(set, 0).reduce(0, +) > 0)
    }

    @Test("Progress is told up to the end", arguments: ["set.npz", "set-fortran.npz"])
    func progress(name: String) throws {
        var parts: [Double] = []
        _ = try DataSet(path: fixture(name)) { if let part = $1 { parts.append(part) } }
        #expect(parts.last == 1)
        #expect(parts == parts.sorted())
    }

    @Test("A file may have a comma in its name")
    func comma() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes(of: fixture("set.npz")), to: "a,b.npz")
        #expect(try DataSet(path: path).count == 7)
    }

    @Test("Fractions of photons are rounded, halves to the even neighbour; what is no count is told")
    func photonCounts() throws {
        let folder = try TemporaryFolder()
        let detector = Detector(
            name: "small", rows: 3, columns: 7, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1, faceACM: 1, faceCCM: 1)
        func write(_ photons: [Float]) throws -> String {
            let file = try NPZWriter(path: folder.path("set.npz"))
            try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [1, 9]))
            try file.append(ArrayChunk(neutron.conditions.map { Float($0) }))
            try file.beginArray(named: "responses", NPYHeader(type: .float32, shape: [1, 3, 7]))
            try file.append(ArrayChunk(photons))
            try file.commit()
            return folder.path("set.npz")
        }
        var values = [Float](repeating: 0, count: 21)
        (values[0], values[1], values[2], values[3], values[15], values[20]) = (0.5, 1.5, 2.4999, 0.2, 65535, 7.6)
        let set = try DataSet(path: write(values), detector: detector)
        var expected = [Float](repeating: 0, count: 21)
        (expected[1], expected[2], expected[15], expected[20]) = (2, 2, 65535, 8)
        #expect(photons(set, 0) == expected)
        for (place, wrong) in [(0, -1), (15, Float.nan), (16, .infinity), (20, 65536)] {
            var damaged = values
            damaged[place] = wrong
            let path = try write(damaged)
            #expect(
                throws: FileError(
                    path: path, "\(path), array 'responses': response 1 has a pixel of \(wrong) photons; expected 0 to 65535.")
            ) {
                try FileError.renamed(path) { () throws(FileError) in _ = try DataSet(path: path, detector: detector) }
            }
        }
    }

    @Test(
        "What is no data set is told in a sentence",
        arguments: [
            (
                "particles-f8.npy",
                "FIRST: is an NPY file; expected an NPZ file with 'conditions' and 'responses', or two files with one array each as FILE,FILE."
            ),
            ("pair-responses.npz", "FIRST: has no array 'conditions'; found the array arr_0."),
            (
                "set.npz,pair-responses.npz",
                "FIRST: has the arrays conditions, responses; expected one array, or one named arr_0."
            ),
            (
                "pair-particles.npz,pair-particles.npz",
                "FIRST: has responses of the shape [7, 10]; expected [7, 44, 44], one for each particle."
            ),
            (
                "particles-f8.npy,pair-responses.npz",
                "SECOND: has responses of the shape [7, 44, 44, 1]; expected [3, 44, 44], one for each particle."
            ),
            ("make.py,set.npz", "FIRST: is neither an NPY nor an NPZ file."),
            ("a,b,c", "a,b,c: names 3 files; expected one, or two with a comma between them."),
            ("/nowhere", "Could not read /nowhere: No such file or directory."),
        ])
    func refusals(names: String, sentence: String) throws {
        let paths = names.split(separator: ",").map { $0.contains(".") ? fixture(String($0)) : String($0) }
        let error = try #require(throws: FileError.self) { try DataSet(path: paths.joined(separator: ",")) }
        #expect(error.description == sentence.replacing("FIRST", with: paths[0]).replacing("SECOND", with: paths.last ?? ""))
    }
}

extension FileError {
    /// The error of `body` with another path, so that its sentence alone is compared.
    static func renamed(_ path: String, _ body: () throws(FileError) -> Void) throws(FileError) {
        do throws(FileError) { try body() } catch { throw FileError(path: path, error.description) }
    }
}

@Suite("The truth that a data set has for a particle")
struct DataSetMatchTests {
    let set: DataSet

    init() throws { set = try DataSet(path: fixture("set.npz")) }

    @Test("The same nine numbers, in single precision")
    func same() {
        #expect(set.match(neutron) == .same(particle: 0))
        #expect(set.match(photon.inSinglePrecision) == .same(particle: 1))
        #expect(set.match(proton).particle == 2)
    }

    @Test("Else the nearest of the same mass, charge and side, and how far it is")
    func nearest() throws {
        var other = neutron
        other.energyGeV += 100
        guard case .nearest(0, let distance) = set.match(other) else {
            Issue.record("\(set.match(other))")
            return
        }
        // By hand: the standard deviation of the energies of seven responses, four, two and one of each particle.
        let energies = DataSetTests.order.map { DataSetTests.particles[$0].energyGeV }
        let mean = energies.reduce(0, +) / 7
        let sigma = (energies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7).squareRoot()
        #expect(abs(distance - 100 / sigma) < 1e-4)
        var nearer = neutron
        nearer.momentumGeV.x += 1e-3
        guard case .nearest(0, let short) = set.match(nearer) else {
            Issue.record("\(set.match(nearer))")
            return
        }
        #expect(short < distance)
    }

    @Test("None of another species or on the other side")
    func none() {
        var backward = photon
        backward.momentumGeV.z = -backward.momentumGeV.z
        #expect(set.match(backward) == .none)
        var pion = proton
        pion.massMeV = 139.57061
        #expect(set.match(pion) == .none)
        #expect(DataSetMatch.none.particle == nil)
    }

    @Test("One walks through the particles round and round, from a match or from an end")
    func walk() {
        #expect(set.neighbour(of: neutron, steps: 1) == 1)
        #expect(set.neighbour(of: neutron, steps: -1) == 2)
        #expect(set.neighbour(of: proton, steps: 4) == 0)
        var stranger = photon
        stranger.massMeV = 5
        #expect(set.neighbour(of: stranger, steps: 1) == 0)
        #expect(set.neighbour(of: stranger, steps: -1) == 2)
    }
}
