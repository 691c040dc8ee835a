import ArgumentParser
import Assets
import Calorimeter
import FastSimulation
import Files
import Foundation
import Networks
import ReferenceMC

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write the responses that a model generates as a data set.",
        discussion: """
            An NPZ has two arrays: conditions (N x 9, float32: Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge) and \
            responses (N x rows x columns; float32, or uint16 where photons are whole). The same options give the same bytes.

              zdc generate --species n --energy 1714 --repeats 1000 --output neutron.npz
              zdc generate --species gamma --energy 513 --index 7 --output one.npz
              zdc generate --particles true.npz --output beside.npz
              zdc generate --particles true.npz --distinct --repeats 100 --output hundred.npz
              zdc generate --sampler 6000 --model sdi-gan-reg-aux --output generated.npz
              zdc generate --sampler 6000 --model mine.safetensors --output mine.npz
              zdc generate --sampler 1000 --photons truncated --format o2 --output -
              zdc generate --sampler 100000000 --shard 3/64 --resume --output part-3.npz
              zdc generate --particles - --output generated.npz < events.csv
            """)

    @OptionGroup var options: SampleOptions
    @Option(
        help: ArgumentHelp(
            "The model, by its name or its weight file. (default: the one that the explorer begins with)", valueName: "model"),
        completion: .models)
    var model: String?
    @Option(
        help: ArgumentHelp(
            "Photons as the model counts them (counted), or the network's numbers rounded, truncated as ALICE O2 does, or fractional.",
            valueName: "how"))
    var photons = PhotonCounting.counted

    func run() throws {
        let plan = try options.plan()
        let generator = try ModelStore.chosen(model, detector: options.detector)
        let photons = photons
        try plan.note {
            "numbers of \($0) are outside the sampler's range, on which the shipped models were trained; responses are extrapolated"
        } where: {
            !TrainingRange.sampler(generator.detector).contains($0)
        }
        try options.run(
            plan,
            maker: [
                "generate", "model \(generator.name) with checksum \(generator.checksum)",
                "photons \(photons.rawValue), \(generator.statistics.rawValue)",
            ],
            detector: generator.detector, isWhole: photons != .fractional
        ) {
            generator.makeSession(as: photons)
        }.write()
    }
}

extension PhotonCounting: ExpressibleByArgument {}

extension Generator {
    /// Tells models of the same name apart.
    fileprivate var checksum: String {
        var checksum = Checksum()
        for numbers in [parameters.values, parameters.statistics, encoding.mean, encoding.scale] { checksum.add(numbers) }
        return checksum.text
    }
}
