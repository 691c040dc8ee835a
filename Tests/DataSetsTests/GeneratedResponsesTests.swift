import Calorimeter
import Files
import Testing

@testable import DataSets

@Suite("Responses that another program generated")
struct GeneratedResponsesTests {
    private func particle(_ energy: Double) -> Particle {
        Particle(massMeV: 0, energyGeV: energy, charge: 0, momentumGeV: Vector(0, 0, energy))
    }

    /// A response to each of these energies, the lit pixel of which tells its row.
    private func dataSet(_ name: String, _ energies: [Double], isRounded: Bool = false) -> DataSet {
        var responses = SparseResponses()
        for row in energies.indices {
            var photons = [Float](repeating: 0, count: Detector.zn.pixelCount)
            photons[row] = 7
            photons.withUnsafeBufferPointer { responses.append($0) }
        }
        return DataSet(
            name: name, detector: .zn, rows: energies.map(particle), responses: responses, isRounded: isRounded)
    }

    private func rows(_ responder: some Responder, to energy: Double, _ indices: Range<Int>) -> [Int?] {
        Sampler(responder, batch: 2).responses(to: particle(energy), seed: 0, indices: indices).map {
            $0.photons.firstIndex(of: 7)
        }
    }

    @Test("A particle has the responses of its nine numbers, in the order of the file, and again after the last")
    func matched() {
        let file = GeneratedResponses(dataSet("mine.npz", [2, 1, 2]), name: "mine", truth: dataSet("true.npz", [1, 2, 2, 3]))
        #expect(rows(file, to: 2, 0..<3) == [0, 2, 0])
        #expect(rows(file, to: 1, 0..<1) == [1])
        #expect(rows(file, to: 3, 0..<1).isEmpty, "it is not in the file, and its neighbours are others")
        // The truth answers 1.2 GeV with those of its nearest particle.
        #expect(rows(file, to: 1.2, 0..<1) == [1])
        #expect(Array(file.rows(ofTrueParticle: 1)) == [0, 2])
    }

    @Test("What the file lacks is one sentence, and nothing is said of a file that lacks nothing")
    func remarks() {
        func remark(_ energies: [Double], isRounded: Bool = false) -> String? {
            GeneratedResponses(
                dataSet("mine.npz", energies, isRounded: isRounded), name: "mine",
                truth: dataSet("true.npz", [1, 2, 2, 2, 2, 3])
            ).remark
        }
        #expect(remark([1, 2, 2, 3]) == nil)
        #expect(
            remark([1, 2, 2])
                == "mine.npz has no responses to 1 of the 3 particles of true.npz; only what both have is compared, while the floor and other models of a table are of all particles."
        )
        #expect(
            remark([1, 2, 4], isRounded: true)
                == "mine.npz has no responses to 1 of the 3 particles of true.npz; too few responses to 1 of them; 1 particle that true.npz does not hold; fractions of photons, which were rounded; only what both have is compared, while the floor and other models of a table are of all particles."
        )
    }

    private func write(_ name: String, _ energies: [Float], photons: Float, in folder: TemporaryFolder) throws -> String {
        let path = folder.path(name)
        let file = try NPZWriter(path: path)
        try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [energies.count, 9]))
        try file.append(ArrayChunk(energies.flatMap { [$0, 0, 0, 0, 0, 0, $0, 0, 0] }))
        try file.beginArray(named: "responses", NPYHeader(type: .float32, shape: [energies.count, 44, 44]))
        try file.append(ArrayChunk([Float](repeating: photons, count: energies.count * 44 * 44)))
        try file.commit()
        return path
    }

    @Test("Channel sums are responses of a model without pictures, and are checked before they are read")
    func channelSums() throws {
        let folder = try TemporaryFolder()
        func write(_ name: String, rows: Int, columns: Int, type: NumberType = .float32, change: (Double) -> Double = { $0 })
            throws -> String
        {
            let file = try NPZWriter(path: folder.path(name))
            try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [3, 9]))
            try file.append(ArrayChunk([1, 2, 2].flatMap { [$0, 0, 0, 0, 0, 0, $0, 0, 0] as [Float] }))
            try file.beginArray(named: "sums", NPYHeader(type: type, shape: [rows, columns]))
            let numbers = (0..<rows * columns).map { change(Double($0)) }
            try file.append(type == .float64 ? ArrayChunk(numbers) : ArrayChunk(numbers.map { Float($0) }))
            try file.commit()
            return folder.path(name)
        }
        let path = try write("sums.npz", rows: 3, columns: 5)
        try DataSet.check(path: path, detector: .zn, allowsSums: true)
        #expect(throws: FileError.self) { try DataSet.check(path: path, detector: .zn) }
        for (name, rows, columns) in [("few.npz", 2, 5), ("four.npz", 3, 4)] {
            let path = try write(name, rows: rows, columns: columns)
            #expect(throws: FileError.self) { try DataSet.check(path: path, detector: .zn, allowsSums: true) }
        }
        let file = try #require(
            try GeneratedResponses.read(paths: [path], truth: dataSet("true.npz", [1, 2, 2]), taken: []).first)
        #expect(!file.file.hasPictures && file.sums(answering: particle(2), with: .thesis)?.map { $0[0] } == [5, 10])
        let others = try #require(file.sums(answering: particle(2), with: .wojnar))
        #expect(others.map(\.total) == [35, 60] && others.allSatisfy { $0[0].isNaN })
        #expect(rows(file, to: 2, 0..<2).isEmpty, "there is no picture")
        #expect(
            file.remark
                == "sums.npz has channel sums of the thesis masks and no pictures, so no figures of pixels and no channels of other masks; only what both have is compared."
        )
        // Fractions are rounded, as those of pictures are, and it is said.
        let parts = try write("parts.npz", rows: 3, columns: 5) { $0 + 0.75 }
        let rounded = try #require(
            try GeneratedResponses.read(paths: [parts], truth: dataSet("true.npz", [1, 2, 2]), taken: []).first)
        #expect(rounded.sums(answering: particle(2), with: .thesis)?.map { $0[0] } == [6, 11])
        #expect(rounded.remark?.contains("fractions of photons, which were rounded") == true)
        // No detector counts so many photons, and single precision has no such number.
        let huge = try write("huge.npz", rows: 3, columns: 5, type: .float64) { $0 == 7 ? 1e300 : $0 }
        #expect(
            #expect(throws: FileError.self) { try ChannelSumFile(path: huge) }?.description.hasSuffix(
                "row 2 has 1e+300 photons in channel 3; expected 0 to 126875760.") == true)
        var steps: [Int] = []
        _ = try DataSet(path: path, allowsSums: true) { count, part in steps += [count, Int(100 * (part ?? 0))] }
        #expect(steps == [3, 100])
        let pictures = GeneratedResponses(dataSet("mine.npz", [2]), name: "mine", truth: dataSet("true.npz", [2]))
        #expect(pictures.sums(answering: particle(2), with: .thesis) == nil)
    }

    @Test("Files are called by their stems, or by their names where those are taken")
    func names() throws {
        let folder = try TemporaryFolder()
        let truth = dataSet("true.npz", [1, 2])
        let paths = [
            try write("mine.npz", [1, 2], photons: 1, in: folder), try write("gan.npz", [1, 2], photons: 1.5, in: folder),
        ]
        let files = try GeneratedResponses.read(paths: paths, truth: truth, taken: ["gan"])
        #expect(files.map(\.name) == ["mine", "gan.npz"])
        #expect(files.map(\.file.isRounded) == [false, true])
        #expect(
            #expect(throws: FileError.self) {
                try GeneratedResponses.read(paths: paths + [paths[0], paths[0]], truth: truth, taken: [])
            }?.description.hasSuffix("mine.npz: has the name of another model, \"mine.npz\"; expected files of different names.")
                == true)
        let other = try write("other.npz", [5], photons: 1, in: folder)
        #expect(
            #expect(throws: FileError.self) {
                try GeneratedResponses.read(paths: [other], truth: truth, taken: [])
            }?.description.hasSuffix(
                "other.npz: has responses to none of the 2 particles of true.npz; expected the same nine numbers.") == true)
    }
}
