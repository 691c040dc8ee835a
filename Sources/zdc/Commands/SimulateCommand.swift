import ArgumentParser
import Calorimeter
import ReferenceMC

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write true responses, from the reference Monte Carlo, as a data set.",
        discussion: """
            An NPZ has two arrays: conditions (N x 9, float32: Energy, Vx, Vy, Vz, Px, Py, Pz, mass, charge) and \
            responses (N x rows x columns, uint16 photons). The same options give the same bytes.

              zdc simulate --species n --energy 1714 --repeats 1000 --output neutron.npz
              zdc simulate --mass 0 --charge 0 --momentum 0.035,-0.052,-513 -o photon.npz
              zdc simulate --sampler 6000 --repeats 4 --output training.npz
              zdc simulate --particles events.csv --output true.npz
              zdc simulate --sampler 1000 --output - --format csv --masks o2
              zdc simulate --detector zp --species p --energy 3000 --repeats 100 --output proton.npz
            """)

    @OptionGroup var options: SampleOptions

    func run() throws {
        let plan = try options.plan()
        try plan.note {
            "the energy of \($0) is above 100 TeV, and counts as 100 TeV"
        } where: {
            max($0.energyGeV, $0.momentumGeV.magnitude) > Flight.highestEnergyGeV
        }
        let simulation = ReferenceMC(detector: options.detector)
        try options.run(plan, maker: ["simulate"], detector: simulation.detector, isWhole: true) {
            SimulatedResponses(simulation)
        }.write()
    }
}
