import ArgumentParser
import Calorimeter
import Canvas
import DataSets
import Explorer
import Files
import Scoring
import Terminal

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Print a view without a terminal.",
        discussion: """
            Each view is printed as text, in colour on a terminal that has colours, or written to a file: a picture, its numbers, its arrays.

              zdc render explore
              zdc render metrics --format tex
              zdc render compare --size 200x60 --output compare.png
              zdc render compare --plain --output slide.svg
            """,
        subcommands: [
            RenderExploreCommand.self, RenderDiversityCommand.self, RenderCompareCommand.self, RenderHistogramsCommand.self,
            RenderMetricsCommand.self, RenderTrainingCommand.self, RenderTableCommand.self,
        ])
}

/// A subcommand that prints one view.
protocol ViewCommand: ParsableCommand, FileCommand {
    var options: RenderOptions { get }
}

struct RenderExploreCommand: ViewCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Print the explore view; the same options give the same bytes.",
        discussion: """
              zdc render explore
              zdc render explore --size 120x40 --format ansi --species gamma --energy 513
              zdc render explore --species n --energy 1714 --format json
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: "What the picture shows: generated, true or difference.")
    var picture = Picture.generated
    @Flag(help: "The histograms where they share their place with the channel table.")
    var histograms = false

    @Flag(help: "Mean photons along x, along y and away from the landing point, in place of the histograms.")
    var profiles = false

    @Flag(name: .customLong("own-scale"), help: "Give each picture a colour scale of its own.")
    var ownScale = false
    @Flag(name: .customLong("log-counts"), help: "Count the histograms logarithmically.")
    var logCounts = false

    func run() throws {
        var settings = ExploreSettings()
        (settings.shown, settings.isScaleShared) = (picture, !ownScale)
        if logCounts { settings.countScale = .logarithmic }
        if histograms { settings.focus = .histograms }
        if profiles { settings.panels = .profiles }
        if let samples = options.samples { settings.sampleTarget = samples }
        try options.render(.explore(settings))
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
    @Option(
        help: """
            text: characters alone; ansi: with colour codes; png: a picture, 8 by 16 pixels a character; svg: a picture of rectangles, lines and \
            text; csv, json, tex: the numbers; npz: pictures and samples as arrays. (default: by the file's suffix; on a terminal with \
            colours ansi, otherwise text)
            """)
    var format: RenderFormat?
    @Flag(help: "Leave out the tabs and the keys: for slides and papers.")
    var plain = false
    @Option(
        parsing: .unconditional, help: ArgumentHelp("Enlarge a PNG: each pixel becomes N by N. (default: 1)", valueName: "N"))
    var scale: Int?
    @Option(help: "How many samples of each kind are made. (default: as many as on the terminal)")
    var samples: Int?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"), completion: .file())
    var output = "-"

    func validate() throws {
        if let samples, !(1...100_000).contains(samples) {
            throw ValidationError("--samples is \(samples); expected 1 to 100000.")
        }
        if let scale, !(1...16).contains(scale) { throw ValidationError("--scale is \(scale); expected 1 to 16.") }
    }

    /// Throws a sentence if a particle was given: it would make no difference.
    func refuseParticle(_ sentence: String) throws {
        if try view.particleOptions.particle() != nil { throw UsageError(sentence) }
    }

    /// Draws a view and writes it.
    ///
    /// - Parameter beginning: what is said before work that takes many seconds, of the models and the data set that it is done
    ///   with.
    func render(_ setup: ViewSetup, beginning: (([Model], DataSet?, Detector) -> String)? = nil) throws {
        try render([(setup, output)], beginning: beginning)
    }

    /// Draws views of the same models and the same truth, each into a file of its own; what they have in common is sampled once.
    func render(
        _ series: [(setup: ViewSetup, output: String)], beginning: (([Model], DataSet?, Detector) -> String)? = nil
    ) throws {
        let smallest = ExplorerSnapshot.smallestSize
        guard size.width >= smallest.width, size.height >= smallest.height else {
            throw UsageError("--size is \(size); the view needs at least \(smallest.width)x\(smallest.height).")
        }
        let level = colorLevel
        let format = try chosenFormat(level)
        if scale != nil, format != .png { throw UsageError("--scale enlarges a PNG, and \(format.rawValue) is none.") }
        let options = try view.explorerOptions(dataSet: view.data.data)
        let (store, problem) = try view.loadStore(of: options.detectors.front)
        // The explorer continues with the truth alone and keeps saying so; a file without models would be mistaken for a whole one.
        if let problem, series.contains(where: \.setup.showsModels), view.generated.generated.isEmpty {
            throw FileError(path: "", problem)
        }
        let dataSet = try view.data.dataSet(detector: options.detectors.front)
        let generated = try view.generated.files(truth: dataSet, taken: store?.models.map(\.name) ?? [])
        if let beginning {
            say(
                beginning((store?.models ?? []).map { Model($0) } + generated.map { Model($0) }, dataSet, options.detectors.front)
            )
        }
        let workshop = SnapshotWorkshop()
        for (setup, output) in series {
            let snapshot = ExplorerSnapshot(
                setup, options, store: store, problem: problem,
                otherModels: ViewOptions.loadModels, size: (size.width, size.height),
                appearance: Appearance(
                    level: format == .text && !isColorTyped ? .mono : level ?? .direct, glyphs: view.ascii ? .ascii : .unicode,
                    map: view.map ?? .gnuplot),
                dataSet: dataSet, generated: generated,
                transfer: transfer, convention: masks, isPlain: plain, workshop: workshop)
            var one = self
            one.output = output
            try one.write(snapshot, as: format)
        }
    }

    /// Writes a picture in a format.
    private func write(_ snapshot: ExplorerSnapshot, as format: RenderFormat) throws {
        switch format {
        case .text: try write(snapshot.text, as: format)
        case .ansi: try write(snapshot.ansi, as: format)
        case .png: try snapshot.png.enlarged(by: scale ?? 1).write(path: try file("A picture"))
        case .svg: try write(snapshot.svg, as: format)
        case .csv: try write(snapshot.numbers(.csv), as: format)
        case .json: try write(snapshot.numbers(.json), as: format)
        case .tex: try write(snapshot.numbers(.tex), as: format)
        case .npz: guard try snapshot.writeArrays(path: try file("An NPZ file")) else { throw format.nothingToWrite }
        }
        if output != "-" { say("Wrote \(output).") }
    }

    /// Characters alone are shaded, unless this very command asks for colours.
    private var isColorTyped: Bool { view.color?.level != nil && Configuration.isTyped(view.color, "color") }

    /// The colours that were asked for, or else those of the terminal that standard output is; nil for a file.
    private var colorLevel: ColorLevel? {
        view.color?.level ?? (output == "-" ? ColorLevel.ofStandardOutput() : nil)
    }

    /// The format that was asked for, in words or by the file's suffix; on a terminal with colours, text comes with their codes.
    private func chosenFormat(_ level: ColorLevel?) throws(UsageError) -> RenderFormat {
        if let format { return format }
        let format = try RenderFormat(output: output, usual: .text)
        let hasColors = output == "-" && ColorLevel.ofStandardOutput() != nil && level != .mono
        return format == .text && hasColors ? .ansi : format
    }

    /// The file to write, for formats that are not text.
    private func file(_ what: String) throws(UsageError) -> String {
        guard output != "-" else { throw UsageError("\(what) is not written to standard output; give --output a file name.") }
        return output
    }

    private func write(_ text: String?, as format: RenderFormat) throws {
        guard let text else { throw format.nothingToWrite }
        if output == "-" {
            try StandardOutput.write(text)
        } else {
            try AtomicFile.write(text, path: output)
        }
    }
}

enum RenderFormat: String, CaseIterable, ExpressibleByArgument, SuffixedForm {
    case text, ansi, png, svg, csv, json, tex, npz

    static var suffixes: KeyValuePairs<String, RenderFormat> {
        ["txt": .text, "ans": .ansi, "png": .png, "svg": .svg, "csv": .csv, "json": .json, "tex": .tex, "npz": .npz]
    }

    /// The sentence for a view that has nothing which this format could hold.
    var nothingToWrite: CommandError {
        switch self {
        case .tex: CommandError("The view has no LaTeX table; expected --format csv or json, or the view metrics.")
        case .npz: CommandError("The view has no pictures and samples to write as arrays; expected --format csv or json.")
        default: CommandError("The view has no numbers to write as \(rawValue); expected --format text, ansi, png or svg.")
        }
    }
}

extension Picture: ExpressibleByArgument {
    public init?(argument: String) {
        guard let picture = Self.allCases.first(where: { $0.option == argument }) else { return nil }
        self = picture
    }

    public var defaultValueDescription: String { option }
    public static var allValueStrings: [String] { allCases.map(\.option) }
}
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
