import ArgumentParser
import Calorimeter
import Canvas
import DataSets
import Files
import Foundation
import ReferenceMC
import Text
import Threads

/// What `simulate` and `generate` have in common: particles, repeats, and where the data set goes.
struct SampleOptions: ParsableArguments {
    @OptionGroup(title: "Particle") var particleOptions: ParticleOptions
    @OptionGroup var detectorOption: DetectorOption
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Draw N particles from the mix of the published data instead.", valueName: "N"))
    var sampler: Int?
    @Option(
        help: ArgumentHelp(
            "Take the particles of this file instead: CSV with the header Energy,Vx,Vy,Vz,Px,Py,Pz,mass,charge in any order "
                + "(GeV, cm, GeV/c, MeV/c^2, e; another unit as in \"mass [GeV]\"), or NPY or NPZ of the shape (N, 9); - is CSV on "
                + "standard input.",
            valueName: "file"), completion: .file(extensions: ["csv", "npy", "npz", "txt", "tsv"]))
    var particles: String?
    @Flag(
        help: ArgumentHelp(
            "Each particle of that file once. Without it every row has responses of its own: of a data set as many as there are in it."
        ))
    var distinct = false
    @Option(parsing: .unconditional, help: ArgumentHelp("Responses to each particle. (default: 1)", valueName: "K"))
    var repeats: Int?
    @Option(parsing: .unconditional, help: ArgumentHelp("The seed of every random stream.", valueName: "S"))
    var seed: UInt64 = 42
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only sample I of the particle: the one that the explorer shows under this index.", valueName: "I"))
    var index: Int?
    @OptionGroup(title: "Output") var outputOptions: OutputOptions
    @Option(
        help: ArgumentHelp(
            "Only part i of n, counted from 0: the samples are the same as in one run, and zdc merge joins the parts; slurm takes i and n "
                + "from a job array 0-(n-1).",
            valueName: "i/n"))
    var shard: String?
    @Flag(help: "Resume the same command where it was interrupted, and leave what can be resumed: FILE.partial.")
    var resume = false
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads to work on; the result does not depend on it. (default: all cores)", valueName: "T"))
    var threads: Int?

    /// The names that a sample can have.
    static let indices = 0...Int(UInt32.max)
    /// What an array can hold: its size in bytes must be representable.
    private static let mostSamples = 1_000_000_000_000
    private static let mostThreads = 256

    var detector: Detector { detectorOption.detector }
    var threadCount: Int { threads ?? min(Processors.usable, Self.mostThreads) }

    /// The particles and samples that the options ask for; options that contradict each other are refused.
    func plan() throws -> SamplePlan {
        _ = try outputOptions.form()
        try check(repeats, "--repeats", in: 1...Self.mostSamples)
        try check(index, "--index", in: Self.indices)
        try check(threads, "--threads", in: 1...Self.mostThreads)
        try check(sampler, "--sampler", in: 1...Self.mostSamples)
        let shard = try shard.map { text throws(UsageError) in try Shard(option: text) }
        guard index == nil || shard == nil else {
            throw UsageError("--index asks for one sample, which has no parts; leave --shard out.")
        }
        guard !resume || outputOptions.output != "-" else {
            throw UsageError("Standard output cannot be resumed; leave --resume out.")
        }
        guard index == nil || repeats == nil else {
            throw UsageError("--index asks for one sample and --repeats for many; give one of them.")
        }
        let particle = try particleOptions.particle()
        let sources = [
            particle.map { _ in "a particle" }, sampler.map { _ in "--sampler" }, particles.map { _ in "--particles" },
        ].compactMap(\.self)
        guard sources.count <= 1 else {
            throw UsageError("Particles come from one place; found \(sources.joined(separator: " and ")), give one of them.")
        }
        guard !distinct || particles != nil else {
            throw UsageError("--distinct is about the particles of a file; give --particles with it.")
        }
        let repeats = repeats ?? 1
        if let particle {
            var units = UnitCheck()
            units.add(particle)
            for note in units.notes(isTable: false) { Notes.write("Note: \(note).\n") }
            let numbers = particle.conditions.map { "\($0)" }.joined(separator: " ")
            return SamplePlan(
                particles: ParticleList([particle]), repeats: repeats, firstIndex: index ?? 0, shard: shard,
                origin: "particle \(numbers)")
        }
        guard let source = sources.first else {
            throw UsageError("There is no particle; give --species with --energy or --momentum, --particles, or --sampler.")
        }
        guard index == nil else { throw UsageError("--index is about one particle; it does not go with \(source).") }
        func checkCount(_ count: Int) throws(UsageError) {
            guard count > Self.mostSamples / repeats else { return }
            throw UsageError(
                "\(count) particles with \(repeats) repeats are too many; expected at most \(Self.mostSamples) responses.")
        }
        let list: ParticleList
        let origin: String
        if let particles {
            list = try readParticles(particles)
            try checkCount(list.count)
            origin = "particles \(list.count) with checksum \(try list.checksum())"
        } else {
            let sampled = SampledParticles(ConditionSampler(detector: detector), count: sampler ?? 0, seed: seed)
            try checkCount(sampled.count)
            list = ParticleList(count: sampled.count) { sampled[$0] }
            origin = "particles \(sampled.count) of the sampler"
        }
        return SamplePlan(
            particles: list, repeats: repeats, firstIndex: 0, shard: shard, origin: origin, isSampled: particles == nil)
    }

    /// The run that writes the samples of a plan.
    ///
    /// - Parameters:
    ///   - maker: what makes the responses, a line for each thing that their bytes depend on.
    ///   - makeSession: called once on each thread.
    func run(
        _ plan: SamplePlan, maker: [String], detector: Detector, isWhole: Bool,
        makeSession: @escaping @Sendable () -> any ResponseSession
    ) throws -> DataSetWriting {
        let identity =
            (["zdc \(Version.text)", "detector \(detector.name)"] + maker + [
                plan.origin, "repeats \(plan.repeats)", "first \(plan.firstIndex)", "seed \(seed)",
            ]).joined(separator: "\n")
        return DataSetWriting(
            source: SampleSource(plan, detector: detector, isWhole: isWhole, seed: seed, makeSession: makeSession),
            form: try outputOptions.form(), output: outputOptions.output, threads: threadCount,
            part: plan.shard.map { DataSetPart(shard: $0, total: plan.total, identity: identity) }, identity: identity,
            resumes: resume)
    }

    private func readParticles(_ path: String) throws -> ParticleList {
        var line = ReadingLine(displayable(path == "-" ? "standard input" : path))
        defer { line.clear() }
        let file = try ParticleFile(path: path, allowsOffShell: particleOptions.offShell) {
            line.update(count: $0, noun: "particles", part: $1)
        }
        line.clear()
        for note in file.notes { Notes.write("Note: \(displayable(note))\n") }
        if distinct { return try file.particles.distinct() }
        // A part of a run is one of many, which need not all say it.
        if shard == nil { try noteRepeats(file.particles, path) }
        return file.particles
    }

    /// Says that the rows of a file are of fewer particles, as those of a data set are.
    private func noteRepeats(_ particles: ParticleList, _ path: String) throws(FileError) {
        guard !Notes.isQuiet, (2...Self.mostRowsToCompare).contains(particles.count) else { return }
        let count = try particles.distinct().count
        guard count < particles.count else { return }
        let (rows, different) = (NumberText.grouped(particles.count), NumberText.grouped(count))
        Notes.write(
            "Note: \(displayable(path)): its \(rows) rows are of \(different) \(count == 1 ? "particle" : "particles"), and each row has responses of its own; --distinct takes each particle once.\n"
        )
    }

    /// Rows that are compared before anything is written.
    private static let mostRowsToCompare = 1 << 20

    private func check(_ value: Int?, _ option: String, in range: ClosedRange<Int>) throws(UsageError) {
        guard let value, !range.contains(value) else { return }
        throw UsageError("\(option) is \(value); expected \(range.lowerBound) to \(range.upperBound).")
    }
}
