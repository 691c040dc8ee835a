import Calorimeter
import Files
import Foundation
import Testing

@testable import DataSets

/// Answers every particle with one lit pixel that tells the sample and the seed.
private struct Counter: Responder, ResponseSession {
    let detector = Detector.zn

    func makeSession(batch: Int) -> Counter { self }

    func respond(
        to particles: UnsafeBufferPointer<Particle>, seed: UInt64, firstIndex: Int,
        into photons: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        photons.update(repeating: 0)
        for place in particles.indices {
            let index = firstIndex + place
            photons[place * detector.pixelCount + index % detector.pixelCount] = Float(index + Int(seed))
        }
        return particles.count
    }
}

/// Lets a number of checks pass, then ends the writing.
private final class Watch: WritingWatch {
    struct Ended: Error {}

    var checks: Int
    private(set) var begun: [Int] = []
    private(set) var canResume: Bool?

    init(checks: Int = .max) { self.checks = checks }

    var patience: Duration { .seconds(10) }

    func check() throws {
        guard checks > 0 else { throw Ended() }
        checks -= 1
    }

    func begin(noun: String, from: Int) { begun.append(from) }
    func update(done: Int) {}
    func stopped(canResume: Bool) { self.canResume = canResume }
}

@Suite("Writing a data set")
struct DataSetWritingTests {
    let folder: TemporaryFolder
    let particles = (1...40).map { Particle(massMeV: 0, energyGeV: Double($0), charge: 0, momentumGeV: Vector(0, 0, Double($0))) }
    static let forms = [
        OutputForm(format: .npz), OutputForm(format: .npy), OutputForm(format: .csv),
        OutputForm(format: .jsonl, content: .pixels),
        OutputForm(format: .o2, masks: .wojnar),
    ]

    init() throws { folder = try TemporaryFolder() }

    private func writing(
        _ name: String, _ form: OutputForm, shard: Shard? = nil, threads: Int = 2, resumes: Bool = false
    ) -> DataSetWriting {
        let plan = SamplePlan(particles: ParticleList(particles), repeats: 20, firstIndex: 0, shard: shard)
        return DataSetWriting(
            source: SampleSource(plan, detector: .zn, isWhole: true, seed: 5) { Counter() }, form: form,
            output: folder.path(name), threads: threads,
            part: shard.map { DataSetPart(shard: $0, total: plan.total, identity: "counter") }, identity: "counter",
            resumes: resumes)
    }

    private func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: folder.path(name))) }

    @Test("What is written is read as it was made")
    func readBack() throws {
        try writing("whole.npz", OutputForm(format: .npz)).write(Watch())
        let set = try DataSet(path: folder.path("whole.npz"))
        #expect(set.count == 800 && set.particles == particles)
        for row in [0, 19, 20, 799] {
            #expect(set.particleOfRow[row] == row / 20)
            var lit: [Int: Float] = [:]
            set.responses.forEachLitPixel(of: row) { lit[$0] = $1 }
            #expect(lit == [row: Float(row + 5)])
        }
    }

    @Test("Any number of threads writes the same bytes", arguments: forms)
    func threads(form: OutputForm) throws {
        try writing("one", form, threads: 1).write(Watch())
        try writing("three", form, threads: 3).write(Watch())
        #expect(try bytes("one") == bytes("three"))
        #expect(try bytes("one").count > 800)
    }

    @Test("Parts that are joined have the bytes of the whole", arguments: forms)
    func parts(form: OutputForm) throws {
        try writing("whole", form).write(Watch())
        for index in 0..<3 {
            try writing("\(index).npz", OutputForm(format: .npz), shard: Shard(index: index, count: 3)).write(Watch())
        }
        let joined = try JoinedParts(paths: [2, 0, 1].map { folder.path("\($0).npz") })
        try DataSetWriting(source: joined.source(), form: form, output: folder.path("joined"), threads: 2).write(Watch())
        #expect(try bytes("joined") == bytes("whole"))
    }

    @Test("Writing that was ended is resumed to the same bytes", arguments: forms)
    func resumed(form: OutputForm) throws {
        try writing("whole", form).write(Watch())
        let ended = Watch(checks: 2)
        #expect(throws: Watch.Ended.self) { try writing("again", form, threads: 1, resumes: true).write(ended) }
        #expect(ended.canResume == true)
        #expect(!FileManager.default.fileExists(atPath: folder.path("again")))
        let resumed = Watch()
        try writing("again", form, resumes: true).write(resumed)
        #expect(resumed.begun.contains { $0 > 0 }, "it does not begin anew: \(resumed.begun)")
        #expect(try bytes("again") == bytes("whole"))
    }

    @Test("Writing that was ended and is not to be resumed leaves nothing")
    func ended() throws {
        let watch = Watch(checks: 1)
        #expect(throws: Watch.Ended.self) { try writing("none.npz", OutputForm(format: .npz)).write(watch) }
        #expect(watch.canResume == false)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    }
}

@Suite("Samples by their place")
struct SamplePlanTests {
    let plan = SamplePlan(
        particles: ParticleList((1...3).map { Particle(massMeV: 0, energyGeV: Double($0), charge: 0, momentumGeV: .zero) }),
        repeats: 4,
        firstIndex: 0)

    @Test("A piece is split where the particle changes")
    func runs() throws {
        let runs = try plan.runs(2..<9)
        #expect(runs.map(\.particle.energyGeV) == [1, 2, 3])
        #expect(runs.map(\.samples) == [2..<4, 4..<8, 8..<9])
        #expect(try plan.runs(4..<8).map(\.samples) == [4..<8])
        #expect(try plan.runs(3..<3).isEmpty)
    }
}
