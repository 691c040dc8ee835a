import ArgumentParser

@main
struct ZDC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zdc",
        abstract: "Explore fast simulation of the ALICE Zero Degree Calorimeter.",
        discussion: """
            With every command: --quiet suppresses progress and notes; --json-errors reports an error as one line of JSON, \
            {"error": "…", "status": 1}; --no-config ignores the settings in ~/.config/zdc/config. Exit status: 0 done, 1 failed, 2 needs a terminal, 64 wrong usage; a signal ends the program as \
            that signal.

              zdc
              zdc simulate --species n --momentum 0,0,-2500 --output truth.npz
              zdc generate --sampler 1000 --quiet --output generated.npz
              zdc help evaluate
            """,
        version: Version.text,
        subcommands: [
            ExploreCommand.self, RenderCommand.self, SimulateCommand.self, GenerateCommand.self, MergeCommand.self,
            InfoCommand.self, SumsCommand.self,
            EvaluateCommand.self, TrainCommand.self, ExportCommand.self,
            ImportCommand.self, BenchCommand.self, ManualCommand.self,
        ],
        defaultSubcommand: ExploreCommand.self)
}
