import ArgumentParser
import Calorimeter
import Files
import Foundation
import ReferenceMC

/// What `simulate` and `generate` have in common: particles, repeats, and where the data set goes.
struct SampleOptions: ParsableArguments {
    @OptionGroup(title: "Particle") var particleOptions: ParticleOptions
    @Option(parsing: .unconditional, help: ArgumentHelp("Draw N particles from the mix of the published data instead.", valueName: "N"))
    var sampler: Int?
    @Option(parsing: .unconditional, help: ArgumentHelp("Responses to each particle. (default: 1)", valueName: "K"))
    var repeats: Int?
    @Option(help: ArgumentHelp("The seed of every random stream.", valueName: "S"))
    var seed: UInt64 = 42
    @Option(parsing: .unconditional, help: ArgumentHelp("Only sample I of the particle: the one that the explorer shows under this index.", valueName: "I"))
    var index: Int?
    @Option(name: .shortAndLong, help: ArgumentHelp("The data set to write, in NumPy's NPZ format.", valueName: "file.npz"))
    var output: String
    @Option(parsing: .unconditional, help: ArgumentHelp("Threads to work on; the result does not depend on it. (default: all cores)", valueName: "T"))
    var threads: Int?

    /// The names that a sample can have.
    static let indices = 0...Int(UInt32.max)
    private static let mostParticles = 10_000_000
    private static let mostSamples = 1_000_000_000
    private static let mostThreads = 256

    var threadCount: Int { threads ?? min(max(ProcessInfo.processInfo.activeProcessorCount, 1), Self.mostThreads) }

    /// The particles and samples that the options ask for; anything that makes no sense together is refused.
    func plan() throws(UsageError) -> SamplePlan {
        guard output != "-" else { throw UsageError("A data set is not written to standard output; give --output a file name.") }
        try check(repeats, "--repeats", in: 1...Self.mostSamples)
        try check(index, "--index", in: Self.indices)
        try check(threads, "--threads", in: 1...Self.mostThreads)
        try check(sampler, "--sampler", in: 1...Self.mostParticles)
        guard index == nil || repeats == nil else { throw UsageError("--index asks for one sample and --repeats for many; give one of them.") }
        let particle = try particleOptions.particle()
        let repeats = repeats ?? 1
        switch (particle, sampler) {
        case (let particle?, nil):
            return SamplePlan(particles: [particle], repeats: repeats, firstIndex: index ?? 0)
        case (nil, let count?):
            guard index == nil else { throw UsageError("--index is about one particle; it does not go with --sampler.") }
            guard count <= Self.mostSamples / repeats else {
                throw UsageError("\(count) particles with \(repeats) repeats are too many; expected at most \(Self.mostSamples) responses.")
            }
            return SamplePlan(particles: ConditionSampler().particles(count: count, seed: seed), repeats: repeats, firstIndex: 0)
        case (_?, _?): throw UsageError("--sampler draws the particles; give it or a particle, not both.")
        case (nil, nil):
            throw UsageError("There is no particle; give --species with --energy or --momentum, or --sampler.")
        }
    }

    private func check(_ value: Int?, _ option: String, in range: ClosedRange<Int>) throws(UsageError) {
        guard let value, !range.contains(value) else { return }
        throw UsageError("\(option) is \(value); expected \(range.lowerBound) to \(range.upperBound).")
    }
}
