import ArgumentParser
import Explorer

struct RenderDiversityCommand: ViewCommand {
    static let configuration = CommandConfiguration(
        commandName: "diversity",
        abstract: "Print the diversity view: one particle, many noises.",
        discussion: """
              zdc render diversity --size 120x40 --species gamma --energy 1304
              zdc render diversity --walk 0,0,1.5,0,0,0,0,0,0,0
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: "The row with the cursor: 0 is the truth, then the models.")
    var row = 0
    @Flag(help: "Show the difference to the mean true response.")
    var difference = false
    @Flag(name: .customLong("scale-per-row"), help: "Give each row a colour scale of its own.")
    var scalePerRow = false
    @Flag(name: .customLong("full-size"), help: "Show the sample of --index alone.")
    var fullSize = false
    @Option(parsing: .unconditional, help: ArgumentHelp("A latent walk: its ten noises.", valueName: "z1,...,z10"))
    var walk: NoiseArgument?
    @Option(help: "The noise with the cursor, 1 to 10.")
    var noise = 1
    @Option(help: "The first sample on the screen. (default: as --index needs it)")
    var first: Int?

    func validate() throws {
        guard (1...10).contains(noise) else { throw ValidationError("--noise is \(noise); expected 1 to 10.") }
    }

    func run() throws {
        var settings = DiversitySettings()
        if let samples = options.samples { settings.count = samples }
        (settings.sample, settings.row, settings.first) = (options.view.index ?? 0, row, first ?? 0)
        (settings.isDifference, settings.hasScalePerRow, settings.isFullSize) = (difference, scalePerRow, fullSize)
        try options.render(.diversity(settings, walk: walk?.values, noise: noise - 1))
    }
}

/// Ten numbers with commas between them.
struct NoiseArgument: ExpressibleByArgument {
    var values: [Float]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let values = parts.compactMap { Float($0) }
        guard values.count == 10, parts.count == 10, values.allSatisfy({ abs($0) <= 3 }) else { return nil }
        self.values = values
    }
}
