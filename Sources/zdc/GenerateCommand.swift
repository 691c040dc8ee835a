import ArgumentParser
import Assets
import Calorimeter
import FastSimulation
import Files
import Foundation
import Networks

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write the responses that a model generates as a data set.",
        discussion: """
            The file has two arrays: conditions (N x 9, float32: Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge) and \
            responses (N x rows x columns, float32 photons, not rounded). The same options give the same bytes.

              zdc generate --species n --energy 1714 --repeats 1000 --output neutron.npz
              zdc generate --species gamma --energy 513 --index 7 --output one.npz
              zdc generate --sampler 6000 --model sdi-gan-reg-aux --output generated.npz
              zdc generate --particles - --output generated.npz < events.csv
            """)

    @OptionGroup var options: SampleOptions
    @Option(help: ArgumentHelp("The model. (default: the first one)", valueName: "name"))
    var model: String?

    func run() throws {
        let plan = try options.plan()
        let generator = try ModelStore.chosen(model, detector: options.detector)
        let seed = options.seed
        let run = DataSetRun(
            plan: plan, detector: generator.detector, type: .float32, threads: options.threadCount, output: options.output)
        try run.write {
            let session = generator.makeSession()
            let pixels = generator.detector.pixelCount
            return { (samples) throws(FileError) in
                let runs = try plan.runs(samples)
                var photons = [Float](repeating: 0, count: samples.count * pixels)
                photons.withUnsafeMutableBufferPointer { photons in
                    for (particle, run) in runs {
                        let first = (run.lowerBound - samples.lowerBound) * pixels
                        session.generate(
                            particle, seed: seed, indices: plan.index(ofSample: run.lowerBound)..<plan.index(ofSample: run.upperBound), as: .fractional,
                            into: UnsafeMutableBufferPointer(rebasing: photons[first..<first + run.count * pixels]))
                    }
                }
                return ArrayChunk(photons)
            }
        }
    }
}
