import ArgumentParser
import Calorimeter
import Files
import Random
import ReferenceMC

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write true responses, from the reference Monte Carlo, as a data set.",
        discussion: """
            The file has two arrays: conditions (N x 9, float32: Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge) and \
            responses (N x rows x columns, uint16 photons). The same options give the same bytes.

              zdc simulate --species n --energy 1714 --repeats 1000 --output neutron.npz
              zdc simulate --mass 0 --charge 0 --momentum 0.035,-0.052,-513 -o photon.npz
              zdc simulate --sampler 6000 --repeats 4 --output training.npz
              zdc simulate --particles events.csv --output true.npz
              zdc simulate --detector zp --species p --energy 3000 --repeats 100 --output proton.npz
            """)

    @OptionGroup var options: SampleOptions

    func run() throws {
        let plan = try options.plan()
        let simulation = ReferenceMC(detector: options.detector)
        let seed = options.seed
        let run = DataSetRun(
            plan: plan, detector: simulation.detector, type: .uint16, threads: options.threadCount, output: options.output)
        try run.write {
            let pixels = simulation.detector.pixelCount
            var photons = [Float](repeating: 0, count: pixels)
            return { (samples) throws(FileError) in
                let runs = try plan.runs(samples)
                let counts = [UInt16](unsafeUninitializedCapacity: samples.count * pixels) { counts, count in
                    photons.withUnsafeMutableBufferPointer { photons in
                        for (particle, samples) in runs {
                            for sample in samples {
                                var random = RandomStream(seed: seed, purpose: .truth, index: UInt64(plan.index(ofSample: sample)))
                                simulation.respond(to: particle, random: &random, into: photons)
                                // A pixel of the brightest shower has some hundred photons; one beyond 65,535 would stay there.
                                for pixel in 0..<pixels {
                                    counts.initializeElement(at: count + pixel, to: UInt16(min(photons[pixel], Float(UInt16.max))))
                                }
                                count += pixels
                            }
                        }
                    }
                }
                return ArrayChunk(counts)
            }
        }
    }
}
