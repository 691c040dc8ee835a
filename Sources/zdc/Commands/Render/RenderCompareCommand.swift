import ArgumentParser
import Calorimeter
import DataSets
import Explorer

struct RenderCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Print the compare view: particles side by side, the truth and every model.",
        discussion: """
            Without a particle: the published ones that the view begins with.

              zdc render compare --size 200x60
              zdc render compare --species n --energy 1714 --sweep energy --at 0.5
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: "The column with the cursor, from 0.")
    var column = 0
    @Option(help: "The row with the cursor: 0 is the truth, then the models.")
    var row = 0
    @Flag(help: "Show the difference of the models to the truth.")
    var difference = false
    @Flag(name: .customLong("full-size"), help: "Show the picture under the cursor alone.")
    var fullSize = false
    @Option(help: ArgumentHelp("Sweep a parameter: \(SweptParameter.words.joined(separator: ", ")).", valueName: "parameter"))
    var sweep: SweptParameter?
    @Option(name: .customLong("shared-scale"), help: "Which pictures share a colour scale: column, row or all.")
    var sharing = CompareSettings.Sharing.column
    @Option(help: "The first column on the screen. (default: as --column needs it)")
    var first: Int?
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A column, once for each: nine numbers in MeV, GeV, e, cm and GeV.", valueName: "m,E,q,x,y,z,px,py,pz")
    )
    var particle: [ParticleArgument] = []
    @Option(help: "Where in the sweep: 0 to 1.")
    var at = 0.5

    func validate() throws {
        guard (0...1).contains(at) else { throw ValidationError("--at is \(at); expected 0 to 1.") }
    }

    func run() throws {
        let one = try options.view.particleOptions.particle()
        let particles = particle.isEmpty ? one.map { [$0] } ?? [] : particle.map(\.particle)
        var settings = CompareSettings()
        settings.particles = particles
        if let samples = options.samples { settings.count = samples }
        (settings.column, settings.row, settings.first) = (column, row, first ?? 0)
        (settings.isDifference, settings.isFullSize, settings.sharing) = (difference, fullSize, sharing)
        try options.render(.compare(settings, sweep: sweep.map { ($0, at) }))
    }
}

extension CompareSettings.Sharing: ExpressibleByArgument {}

/// Nine numbers with commas between them, in the order of the screen.
struct ParticleArgument: ExpressibleByArgument {
    var particle = Particle(massMeV: 0, energyGeV: 0, charge: 0, momentumGeV: .zero)

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let values = parts.compactMap { Double($0) }
        guard parts.count == Parameter.allCases.count, values.count == parts.count,
            values.allSatisfy({ abs($0) <= Parameter.largestMagnitude })
        else { return nil }
        for (parameter, value) in zip(Parameter.allCases, values) { particle[parameter] = value }
        guard particle.refusal(allowsOffShell: true) == nil else { return nil }
    }
}

extension SweptParameter: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public static var allValueStrings: [String] { words }
}
