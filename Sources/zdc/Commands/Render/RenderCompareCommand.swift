import ArgumentParser
import Calorimeter
import DataSets
import Explorer

struct RenderCompareCommand: ViewCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Print the compare view: particles side by side, the truth and every model.",
        discussion: """
            Without a particle: the published ones that the view begins with.

              zdc render compare --size 200x60
              zdc render compare --species n --energy 1714 --sweep energy --at 0.5
              zdc render compare --sweep energy --frames 31 --output sweep.png
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
    @Option(
        help: ArgumentHelp(
            "The sweep as this many pictures from its start to its end, 2 to \(SweptParameter.points), of which 61, 31, 21, 16 and 13 are evenly spaced: sweep-000.png, sweep-001.png, … for --output sweep.png.",
            valueName: "N"))
    var frames: Int?

    func validate() throws {
        guard (0...1).contains(at) else { throw ValidationError("--at is \(at); expected 0 to 1.") }
        guard let frames else { return }
        let most = SweptParameter.points
        guard (2...most).contains(frames) else { throw ValidationError("--frames is \(frames); expected 2 to \(most).") }
        guard sweep != nil else { throw ValidationError("--frames shows a sweep; expected --sweep as well.") }
        guard options.output != "-" else { throw ValidationError("--frames writes files; give --output a file name.") }
    }

    /// The files that it writes: one, or one for each frame, numbered before the suffix.
    var outputs: [String] {
        guard let frames else { return [options.output] }
        let name = options.output.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let suffix = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? name[$0...] : nil } ?? ""
        return (0..<frames).map { options.output.dropLast(suffix.count) + "-\(Self.digits($0))" + suffix }
    }

    /// "007".
    private static func digits(_ number: Int) -> String { String("\(1000 + number)".dropFirst()) }

    func run() throws {
        let one = try options.view.particleOptions.particle()
        let particles = particle.isEmpty ? one.map { [$0] } ?? [] : particle.map(\.particle)
        var settings = CompareSettings()
        settings.particles = particles
        if let samples = options.samples { settings.count = samples }
        (settings.column, settings.row, settings.first) = (column, row, first ?? 0)
        (settings.isDifference, settings.isFullSize, settings.sharing) = (difference, fullSize, sharing)
        guard let sweep, let frames else { return try options.render(.compare(settings, sweep: sweep.map { ($0, at) })) }
        try options.render(
            outputs.enumerated().map { frame, path in
                (.compare(settings, sweep: (sweep, Double(frame) / Double(frames - 1))), path)
            })
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
