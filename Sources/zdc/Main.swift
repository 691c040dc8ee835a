import ArgumentParser

@main
struct ZDC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zdc",
        abstract: "Explore fast simulation of the ALICE Zero Degree Calorimeter.",
        version: "0.1.0",
        subcommands: [
            ExploreCommand.self, RenderCommand.self, SimulateCommand.self, GenerateCommand.self, EvaluateCommand.self, TrainCommand.self, ExportCommand.self,
            ImportCommand.self, BenchCommand.self,
        ],
        defaultSubcommand: ExploreCommand.self)
}
