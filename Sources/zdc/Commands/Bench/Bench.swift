import Calorimeter
import FastSimulation
import Foundation
import Networks
import Random
import ReferenceMC
import Threads
import Training

/// The measurements of `zdc bench`.
struct Bench {
    /// Time for each figure.
    var seconds: Double

    let detector = Detector.zn
    static let seed: UInt64 = 1

    /// What is measured, in the order it is printed.
    enum Group: String, CaseIterable {
        case generator, train, referenceMC, frames, sweep
    }

    /// The measurements of a group, each of a few figures.
    func measurements(of group: Group) -> [() throws -> [Figure]] {
        let detectors = [Detector.zn, .zp]
        switch group {
        case .generator:
            let untrained = detectors.flatMap { detector in
                [1, 0.25].flatMap { width in
                    [64, 256, 1].map { batch in { try generator(width: width, batch: batch, detector: detector) } }
                }
            }
            return untrained + detectors.map { detector in { try shipped(detector: detector) } }
                + detectors.map { detector in { try flow(detector: detector) } }
        case .train:
            return detectors.flatMap { detector in
                [Objective.gan, .sdiGANRegAux].map { objective in { try training(objective, detector: detector) } }
                    + [Objective.energyScore, .sdiGANRegAux].map { objective in
                        { try shippedTraining(objective, detector: detector) }
                    }
            }
        case .referenceMC: return [referenceMC]
        case .frames: return [frames]
        case .sweep: return [{ try sweep() }]
        }
    }

    /// Figures of the neutron calorimeter go by no name of it.
    private static func prefix(_ detector: Detector) -> String { detector.kind == .neutron ? "" : "zp." }

    /// An untrained generator of a width, on one core and on all.
    private func generator(width: Double, batch: Int, detector: Detector) throws -> [Figure] {
        let name = "generator." + Self.prefix(detector) + "w" + (width == 1 ? "1" : "\(width)")
        let generator = try Generator.untrained(width: width, detector: detector)
        let key = "\(name).b\(batch).ms"
        var figures = [
            Figure(name: "\(key).threads1", value: time(generator, batch: batch, threads: 1) * 1e3, unit: "ms/sample"),
            Figure(name: "\(key).threadsAll", value: time(generator, batch: batch) * 1e3, unit: "ms/sample"),
        ]
        if batch == 64 {
            figures += shares(of: generator, name: name)
            figures += [
                Figure(
                    name: "\(name).multiplyAdds", value: Double(generator.multiplyAdds) / 1e6,
                    unit: "million a sample, really done"),
                Figure(
                    name: "\(name).multiplyAdds.direct", value: Double(generator.directMultiplyAdds) / 1e6,
                    unit: "million a sample, of the layers as they stand"),
            ]
        }
        return figures
    }

    /// Time for a sample with noise, encoding and photons, seconds.
    private func time(
        _ generator: Generator, batch: Int, threads: Int = Processors.usable,
        instructionSet: InstructionSet = .best
    ) -> Double {
        let particles = ConditionSampler(detector: generator.detector).particles(count: batch, seed: Self.seed)
        var photons = [Float](repeating: 0, count: batch * generator.detector.pixelCount)
        let pool = ResponsePool(
            generator, workers: Workers(count: threads), instructionSet: instructionSet)
        return photons.withUnsafeMutableBufferPointer { photons in
            median { pool.respond(to: particles, seed: Self.seed, into: photons) } / Double(batch)
        }
    }

    /// The share of the peak of one core at batch 64: with the best instruction set, and with each that this processor has.
    private func shares(of generator: Generator, name: String) -> [Figure] {
        func share(_ set: InstructionSet) -> Double {
            2 * Double(generator.multiplyAdds) / time(generator, batch: 64, threads: 1, instructionSet: set) / set.measurePeak()
        }
        let unit = "of the FMA peak, multiplications really done"
        return [Figure(name: "\(name).b64.peakShare", value: share(.best), unit: unit)]
            + InstructionSet.available.map { set in
                Figure(name: "\(name).b64.peakShare.\(set)", value: share(set), unit: unit)
            }
    }

    /// The model that commands take if none is asked for: one core, all cores, and a data set from start to end.
    private func shipped(detector: Detector) throws -> [Figure] {
        let generator = try ModelStore.chosen(nil, detector: detector)
        let name = "generator.\(Self.prefix(detector))shipped"
        let (one, all) = (time(generator, batch: 64, threads: 1), time(generator, batch: 1024))
        return [
            Figure(name: "\(name).b64.ms.threads1", value: one * 1e3, unit: "ms/sample"),
            Figure(name: "\(name).b1.ms.threads1", value: time(generator, batch: 1, threads: 1) * 1e3, unit: "ms/sample"),
            Figure(name: "\(name).perSecond.threads1", value: 1 / one, unit: "samples/s, one core"),
            Figure(name: "\(name).perSecond.threadsAll", value: 1 / all, unit: "samples/s"),
        ] + shares(of: generator, name: name) + [try production(detector: detector, perSecond: 1 / all)]
    }

    /// What the steps of a flow add to a sample on one core.
    private func flow(detector: Detector) throws -> [Figure] {
        let generator = try ModelStore.chosen("latent-flow", detector: detector)
        let decoder = try Generator(
            name: "decoder", detector: detector, encoding: generator.encoding, channels: generator.channels,
            parameters: generator.parameters, statistics: generator.statistics, link: generator.link)
        let (whole, part) = (time(generator, batch: 64, threads: 1), time(decoder, batch: 64, threads: 1))
        let name = "generator.\(Self.prefix(detector))flow"
        return [
            Figure(name: "\(name).b64.ms.threads1", value: whole * 1e3, unit: "ms/sample"),
            Figure(name: "\(name).b64.factor", value: whole / part, unit: "times the time without the flow"),
        ]
    }

    /// `zdc generate` as a process of its own, from its start to a whole NPZ.
    private func production(detector: Detector, perSecond: Double) throws -> Figure {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zdc-bench-\(UUID().uuidString)")
        try makeFolder(folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        let count = max(Int(2 * seconds * perSecond), 100)
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = [
            "generate", "--sampler", "\(count)", "--detector", detector.name.lowercased(), "--quiet", "--output",
            folder.appendingPathComponent("bench.npz").path,
        ]
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw UsageError("zdc generate ended with status \(process.terminationStatus); expected 0.")
        }
        return Figure(
            name: "generate.\(Self.prefix(detector))perSecond", value: Double(count) / ((clock.now - start) / .seconds(1)),
            unit: "responses/s of \(count), from the start of zdc generate to a whole NPZ")
    }

    /// One whole step: critic, generator through critic, the objective's terms, Adam; all networks at a quarter of the
    /// published width, one core.
    private func training(_ objective: Objective, detector: Detector) throws -> [Figure] {
        var settings = TrainingSettings(objective: objective, width: 0.25, seed: Self.seed)
        (settings.criticWidth, settings.regressorWidth) = (0.25, 0.25)
        let ones = [Float](repeating: 1, count: Parameter.allCases.count)
        guard let encoding = ConditionEncoding(kind: .derived, detector: detector, mean: ones.map { $0 - 1 }, scale: ones) else {
            throw UsageError("found no encoding for \(ones.count) conditions; expected one.")
        }
        let time = try timeOfStep(settings, detector: detector, encoding: encoding)
        return [
            Figure(
                name: "train.\(Self.prefix(detector))\(objective.rawValue).w0.25.ms", value: time * 1e3,
                unit: "ms/sample, one core")
        ]
    }

    /// The same of a shipped model, as it is trained, most of the steps with fixed normalisations: with the best instruction set,
    /// and with each that this processor has.
    private func shippedTraining(_ objective: Objective, detector: Detector) throws -> [Figure] {
        let model = try ModelStore.chosen(objective.rawValue, detector: detector)
        var plan = TrainingPlan.recipe(
            objective: objective, width: 0.125, batch: 32, seed: Self.seed, schedule: TrainingSchedule(objective: 1))
        plan.settings.channels = model.channels
        let name = "train.\(Self.prefix(detector))\(objective.rawValue).shipped.ms"
        func figure(_ name: String, _ set: InstructionSet) throws -> Figure {
            let time = try timeOfStep(
                plan.settings, detector: detector, encoding: model.encoding, from: model, instructionSet: set)
            return Figure(name: name, value: time * 1e3, unit: "ms/sample, one core")
        }
        return try [figure(name, .best)] + InstructionSet.available.map { try figure("\(name).\($0)", $0) }
    }

    /// Time for a sample of a step on one core, seconds. A step from a trained model has fixed normalisations.
    private func timeOfStep(
        _ settings: TrainingSettings, detector: Detector, encoding: ConditionEncoding,
        from model: Generator? = nil, instructionSet: InstructionSet = .best
    ) throws -> Double {
        let run = try GeneratorTraining(
            settings: settings, detector: detector, encoding: encoding.kind, workers: Workers(count: 1),
            instructionSet: instructionSet)
        if let model { run.generator.parameters = model.parameters }
        let batch = TrainingBatch(capacity: settings.batch, encoding: encoding.kind, detector: detector)
        let particles = ConditionSampler(detector: detector).particles(count: settings.batch, seed: Self.seed)
        let reference = ReferenceMC(detector: detector)
        for (index, particle) in particles.enumerated() {
            var conditions = [Float](repeating: 0, count: encoding.count)
            _ = conditions.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.map { encoding.encode(particle, into: $0) }
            }
            let response = reference.response(to: particle, seed: Self.seed, index: UInt64(index))
            conditions.withUnsafeBufferPointer { conditions in
                response.photons.withUnsafeBufferPointer { batch.append(conditions: conditions, photons: $0, diversity: 0.1) }
            }
        }
        return median { _ = run.step(batch, hasFixedNorms: model != nil) } / Double(settings.batch)
    }

    /// Responses over the samplers' mixes, one core: of each calorimeter alone, and of both to the same particles.
    private func referenceMC() -> [Figure] {
        let samples = 2000
        func perSecond(_ particles: [Particle], respond: (Particle, inout RandomStream) -> Void) -> Double {
            1
                / (median {
                    for (index, particle) in particles.enumerated() {
                        var random = RandomStream(seed: Self.seed, purpose: .truth, index: UInt64(index))
                        respond(particle, &random)
                    }
                } / Double(samples))
        }
        func particles(_ detector: Detector) -> [Particle] {
            ConditionSampler(detector: detector).particles(count: samples, seed: Self.seed)
        }
        var (zn, zp) = (Response(detector: .zn), Response(detector: .zp))
        return zn.photons.withUnsafeMutableBufferPointer { zn in
            zp.photons.withUnsafeMutableBufferPointer { zp in
                let alone = [(Detector.zn, zn, "referenceMC.perSecond"), (.zp, zp, "referenceMC.zp.perSecond")].map {
                    detector, photons, name in
                    let reference = ReferenceMC(detector: detector)
                    let value = perSecond(particles(detector)) { reference.respond(to: $0, random: &$1, into: photons) }
                    return Figure(name: name, value: value, unit: "responses/s, one core")
                }
                let both = perSecond(particles(.zp)) {
                    ReferenceMC.respondInBoth(to: $0, random: &$1, neutron: zn, proton: zp)
                }
                return alone + [
                    Figure(name: "referenceMC.both.perSecond", value: both, unit: "particles/s, both responses, one core")
                ]
            }
        }
    }

    /// The median time of a run, seconds, after one that does not count.
    private func median(_ body: () -> Void) -> Double {
        body()
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var times: [Duration] = []
        while times.isEmpty || clock.now < end { times.append(clock.measure(body)) }
        times.sort()
        return times[times.count / 2] / .seconds(1)
    }
}
