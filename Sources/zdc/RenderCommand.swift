import ArgumentParser
import Calorimeter
import Canvas
import Explorer
import Files

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Print a view without a terminal.",
        subcommands: [
            RenderExploreCommand.self, RenderDiversityCommand.self, RenderCompareCommand.self, RenderHistogramsCommand.self,
            RenderMetricsCommand.self, RenderTrainingCommand.self,
        ])
}

struct RenderExploreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Print the explore view; the same options give the same bytes.",
        discussion: """
              zdc render explore
              zdc render explore --size 120x40 --format ansi --species gamma --energy 513
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: "What the picture shows: generated, true or difference.")
    var picture = SnapshotPicture.generated
    @Flag(help: "The histograms where they share their place with the channel table.")
    var histograms = false

    @Flag(name: .customLong("own-scale"), help: "Give each picture a colour scale of its own.")
    var ownScale = false
    @Flag(name: .customLong("log-counts"), help: "Count the histograms logarithmically.")
    var logCounts = false

    func run() throws {
        try options.render(.explore(picture: picture, showsHistograms: histograms, ownScale: ownScale, logCounts: logCounts))
    }
}

struct RenderHistogramsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "histograms",
        abstract: "Print the histograms view: channel values, true against generated.",
        discussion: """
              zdc render histograms --size 120x40 --samples 10000
              zdc render histograms --of-particle --species gamma --energy 513 --samples 2000
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: ArgumentHelp("A model drawn over the first one; may be given several times.", valueName: "name"))
    var over: [String] = []
    @Flag(name: .customLong("of-particle"), help: "Many responses to the particle, instead of one to each of the test set.")
    var isOfParticle = false
    @Option(help: ArgumentHelp("One channel alone, 1 to 5.", valueName: "channel"))
    var channel: Int?

    func validate() throws {
        guard channel.map((1...ChannelSums.count).contains) ?? true else {
            throw ValidationError("--channel is \(channel ?? 0); expected 1 to \(ChannelSums.count).")
        }
    }

    func run() throws {
        try options.render(.histograms(models: over, isOfParticle: isOfParticle, channel: channel.map { $0 - 1 }))
    }
}

struct RenderMetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Print the metrics view: the scores of all models; zdc evaluate writes them as CSV, JSON and LaTeX.",
        discussion: """
              zdc render metrics
              zdc render metrics --size 160x40 --particles 600 --repeats 20 --runs 5
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: ArgumentHelp("Particles of the sampler.", valueName: "N"))
    var particles = 300
    @Option(help: ArgumentHelp("Responses to each particle.", valueName: "K"))
    var repeats = 10
    @Option(help: ArgumentHelp("Runs of each model.", valueName: "R"))
    var runs = 3
    @Flag(help: "All figures of the best model instead of the bars.")
    var details = false

    func validate() throws {
        for (value, name) in [(particles, "--particles"), (repeats, "--repeats"), (runs, "--runs")] {
            guard (1...10_000).contains(value) else { throw ValidationError("\(name) is \(value); expected 1 to 10000.") }
        }
        guard particles * repeats <= 10_000_000 else {
            throw ValidationError("--particles times --repeats is \(particles * repeats); expected at most 10000000 responses.")
        }
    }

    func run() throws {
        try options.render(.metrics(particles: particles, repeats: repeats, runs: runs, isDetailed: details))
    }
}

struct RenderTrainingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "Print the training view: losses and validation scores over steps.",
        discussion: """
              zdc render training --size 120x40
              zdc render training --history run.csv --over other.csv
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: ArgumentHelp("A history drawn over the first one; may be given several times.", valueName: "file.csv"))
    var over: [String] = []
    @Flag(help: "Means over five neighbours.")
    var smooth = false

    func run() throws {
        var options = options
        options.view.history += over
        try options.render(.training(over: over, isSmoothed: smooth))
    }
}

/// What every rendered view has in common.
struct RenderOptions: ParsableArguments {
    @OptionGroup var view: ViewOptions
    @Option(help: ArgumentHelp("Columns and rows.", valueName: "WxH"))
    var size = SizeArgument(width: 80, height: 24)
    @Option(help: "How photons become colour: logarithmic, squareRoot or linear.")
    var transfer = Transfer.logarithmic
    @Option(help: "Which pixels are which channel: \(MaskConvention.allCases.map(\.rawValue).joined(separator: ", ")).")
    var masks = MaskConvention.thesis
    @Option(help: "text: characters alone; ansi: with colour codes; png: a picture, 8 by 16 pixels a character.")
    var format = RenderFormat.text
    @Option(help: "How many samples of each kind are made. (default: as many as on the terminal)")
    var samples: Int?
    @Option(help: "The colour map: gnuplot, viridis, inferno or grey.")
    var map = ColorMap.gnuplot
    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"))
    var output = "-"

    func validate() throws {
        if let samples, !(1...100_000).contains(samples) {
            throw ValidationError("--samples is \(samples); expected 1 to 100000.")
        }
    }

    /// Draws a view and writes it.
    func render(_ snapshotView: ExplorerSnapshot.View) throws {
        let smallest = ExplorerSnapshot.smallestSize
        guard size.width >= smallest.width, size.height >= smallest.height else {
            throw UsageError("--size is \(size); the view needs at least \(smallest.width)x\(smallest.height).")
        }
        let (store, problem) = try view.loadStore()
        let level = view.color?.level ?? (format == .text ? .mono : .direct)
        let snapshot = ExplorerSnapshot(
            snapshotView, try view.explorerOptions(), store: store, problem: problem, size: (size.width, size.height),
            appearance: Appearance(level: level, glyphs: view.ascii ? .ascii : .unicode, map: map), samples: samples,
            transfer: transfer, convention: masks)
        if format == .png {
            guard output != "-" else { throw UsageError("A picture is not written to standard output; give --output a file name.") }
            return try snapshot.png.write(path: output)
        }
        let text = format == .ansi ? snapshot.ansi : snapshot.text
        if output == "-" {
            try StandardOutput.write(text)
        } else {
            try AtomicFile.write(text, path: output)
        }
    }
}

enum RenderFormat: String, CaseIterable, ExpressibleByArgument {
    case text, ansi, png
}

extension SnapshotPicture: ExpressibleByArgument {}
extension ColorMap: ExpressibleByArgument {}
extension Transfer: ExpressibleByArgument {}

/// "120x40".
struct SizeArgument: ExpressibleByArgument, CustomStringConvertible {
    var width: Int
    var height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init?(argument: String) {
        let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]), (1...2000).contains(width),
            (1...600).contains(height)
        else { return nil }
        self.init(width: width, height: height)
    }

    var description: String { "\(width)x\(height)" }
    var defaultValueDescription: String { description }
}
