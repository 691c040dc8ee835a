import ArgumentParser
import Calorimeter
import Canvas
import Evaluation
import Explorer
import Files
import Scoring
import Training

struct RenderHistogramsCommand: ViewCommand {
    static let configuration = CommandConfiguration(
        commandName: "histograms",
        abstract: "Print the histograms view: channels and other observables, true against generated.",
        discussion: """
              zdc render histograms --size 120x40 --samples 10000
              zdc render histograms --of-particle --species gamma --energy 513 --samples 2000
              zdc render histograms --observable sum --alone --below pull --output sum.png
              zdc render histograms --observable sum --against lit --zoom sum,0,500
              zdc render histograms --cut 'sum > 100 and species = n'
            """)

    @OptionGroup var options: RenderOptions
    @Option(
        help: ArgumentHelp("A model drawn over the first one; may be given several times.", valueName: "name"),
        completion: .models)
    var over: [String] = []
    @Flag(name: .customLong("of-particle"), help: "Many responses to the particle, instead of one to each of the test set.")
    var isOfParticle = false
    @Option(
        help: ArgumentHelp(
            "The observable with the cursor, shown with those beside it: \(Observable.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"))
    var observable = Observable.channel1
    @Option(
        help: ArgumentHelp(
            "Another observable, on the vertical axis: true and generated responses are counted in bins of both.",
            valueName: "name"))
    var against: Observable?
    @Option(help: "The picture of both with the cursor: true, generated, deviation. (default: true)")
    var picture: HistogramsSettings.Picture?
    @Flag(help: "That observable, or that picture of two, alone.")
    var alone = false
    // A value may be negative.
    @Option(parsing: .unconditional, help: ArgumentHelp("The value that the cursor points at.", valueName: "value"))
    var cursor: Double?
    @Option(
        name: .customLong("cursor-y"), parsing: .unconditional,
        help: ArgumentHelp("The value that it points at on the vertical axis.", valueName: "value"))
    var cursorY: Double?
    @Option(help: "Columns a bin takes at least: 1, 2 or 4.")
    var bins = 1
    @Option(help: "log or linear counts. (default: by rule)")
    var counts: CountAxis.Scale?
    @Option(
        help: ArgumentHelp(
            "Count only responses that fulfil a condition, such as 'sum > 100 and (E > 500 GeV or species = n)'.",
            valueName: "condition"))
    var cut: String?
    @Option(
        help:
            "Below each histogram, or beside two observables: ratio (generated over true), pull (their difference in standard errors), nothing. (default: ratio below, where there is room; pull beside)"
    )
    var below: HistogramsSettings.Below?
    @Option(
        help: ArgumentHelp(
            "An observable and the values it is zoomed to; may be given several times.", valueName: "name,low,high"))
    var zoom: [ZoomedObservable] = []

    func validate() throws {
        guard [1, 2, 4].contains(bins) else { throw ValidationError("--bins is \(bins); expected 1, 2 or 4.") }
        try checkPlace(cursor, "--cursor")
        try checkPlace(cursorY, "--cursor-y")
        if against == observable {
            throw ValidationError("--against is \(observable.rawValue), as --observable is; expected another observable.")
        }
        _ = try chosenCut()
    }

    private func chosenCut() throws -> Cut? {
        do throws(CutError) {
            return if let cut { try Cut(cut) } else { nil }
        } catch {
            throw ValidationError("--cut: \(error.description)")
        }
    }

    func run() throws {
        if !isOfParticle {
            try options.refuseParticle("The histograms are of the test set; add --of-particle, or leave the particle out.")
        }
        var settings = HistogramsSettings()
        settings.added = over
        if isOfParticle { settings.scope = .particle }
        if let samples = options.samples { settings.target = samples }
        (settings.observable, settings.isEnlarged, settings.cursor) = (observable, alone, cursor)
        (settings.against, settings.picture, settings.cursorY) = (against, picture, cursorY)
        (settings.columnsPerBin, settings.countScale, settings.below) = (bins, counts, below)
        settings.cut = try chosenCut()
        for zoom in zoom { settings.ranges[zoom.observable.index] = zoom.range }
        try options.render(.histograms(settings))
    }
}

struct RenderMetricsCommand: ViewCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Print the metrics view: the scores of all models; zdc evaluate writes them as CSV, JSON and LaTeX.",
        discussion: """
              zdc render metrics
              zdc render metrics --size 160x40 --particles 600 --repeats 20 --runs 5
              zdc render metrics --plot cost --output cost.png
            """)

    @OptionGroup var options: RenderOptions
    @Option(help: ArgumentHelp("Particles of the sampler.", valueName: "N"))
    var particles = 300
    @Option(help: ArgumentHelp("Responses to each particle.", valueName: "K"))
    var repeats = 10
    @Option(help: ArgumentHelp("Runs of each model.", valueName: "R"))
    var runs = 3
    @Option(
        help: ArgumentHelp(
            "Compare only responses of at least N photons, true and generated ones alike, in the distances.", valueName: "N"))
    var leastPhotons = 0
    @Option(
        name: .customLong("test-seed"),
        help: ArgumentHelp("The seed of particles, truth and noise. (default: that of zdc evaluate)", valueName: "S"))
    var testSeed: UInt64?
    @Option(
        help: ArgumentHelp(
            "The figure that models are sorted by: \(MetricsSettings.sortKeys.joined(separator: ", ")).", valueName: "figure"))
    var sort = "ws.mean"
    @Option(help: ArgumentHelp("The row with the cursor, from 0.", valueName: "row"))
    var row = 0
    @Flag(help: "All figures of that row instead of the bars.")
    var details = false
    @Option(help: ArgumentHelp("In place of the table: cost (mean WS over time per response).", valueName: "plot"))
    var plot: MetricsSettings.Plot?
    @Flag(help: "Measure the time per response too; it differs from run to run.")
    var times = false

    func validate() throws {
        for (value, name) in [(particles, "--particles"), (repeats, "--repeats"), (runs, "--runs")] {
            guard (1...10_000).contains(value) else { throw ValidationError("\(name) is \(value); expected 1 to 10000.") }
        }
        guard particles * repeats <= 10_000_000 else {
            throw ValidationError("--particles times --repeats is \(particles * repeats); expected at most 10000000 responses.")
        }
        guard (0...MetricsSettings.mostLeastPhotons).contains(leastPhotons) else {
            throw ValidationError(
                "--least-photons is \(leastPhotons); expected 0 to \(MetricsSettings.mostLeastPhotons).")
        }
        guard MetricsSettings.sortKeys.contains(sort) else {
            throw ValidationError("--sort is \(sort); expected one of \(MetricsSettings.sortKeys.joined(separator: ", ")).")
        }
    }

    func run() throws {
        try options.refuseParticle("The metrics are of many particles; leave the single one out.")
        var settings = MetricsSettings()
        settings.amount = .init(particles: particles, repeats: repeats, runs: runs)
        settings.leastPhotons = leastPhotons
        if let testSeed { settings.seed = testSeed }
        (settings.sortKey, settings.row, settings.isDetailed) = (sort, row, details)
        settings.plot = plot
        let (amount, seed) = (settings.amount, settings.seed)
        try options.render(.metrics(settings, measuresTime: times || plot == .cost)) { models, dataSet, detector in
            let count = EvaluationSubject.first(
                amount.particles, of: dataSet, on: detector, repeats: amount.repeats, runs: amount.runs, seed: seed
            ).responseCount(models: models)
            return
                "Scoring \(models.count) \(models.count == 1 ? "model" : "models") with \(NumberText.grouped(count)) responses."
        }
    }
}

struct RenderTrainingCommand: ViewCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "Print the training view: losses and validation scores over steps.",
        discussion: """
              zdc render training --size 120x40
              zdc render training --history run.csv --over other.csv
            """)

    @OptionGroup var options: RenderOptions
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("The history in front, from 1, in the order of --history and then the shipped ones.", valueName: "run")
    )
    var front = 1
    @Option(
        help: ArgumentHelp("A history drawn over it; may be given several times.", valueName: "file.csv"),
        completion: .file(extensions: ["csv"]))
    var over: [String] = []
    @Flag(help: "Means over five neighbours.")
    var smooth = false
    @Option(help: ArgumentHelp("A step to point at.", valueName: "step"))
    var cursor: Double?
    @Option(help: ArgumentHelp("The steps shown.", valueName: "first,last"))
    var zoom: NumberList?
    @Option(help: "log or linear values. (default: by rule)")
    var values: CountAxis.Scale?

    func validate() throws {
        if let zoom = zoom?.values {
            guard zoom.count == 2, zoom[0] < zoom[1] else {
                throw ValidationError("--zoom takes a first and a last step; expected for instance 1000,5000.")
            }
        }
        try checkPlace(cursor, "--cursor")
        for end in zoom?.values ?? [] { try checkPlace(end, "--zoom") }
        guard front > 0 else { throw ValidationError("--run is \(front); expected 1 or more.") }
    }

    func run() throws {
        try options.refuseParticle("The histories of trainings are of no particle; leave it out.")
        var options = options
        options.view.history += over
        for path in options.view.history { try Self.check(history: path) }
        var settings = TrainingSettings()
        (settings.chosen, settings.added, settings.isSmoothed) = (front - 1, over, smooth)
        (settings.cursor, settings.scale) = (cursor, values)
        settings.zoom = zoom.map { $0.values[0]..<$0.values[1] }
        try options.render(.training(settings))
    }

    /// Throws a sentence if there is no history to draw. The explorer waits for one that a run has yet to write.
    private static func check(history path: String) throws(FileError) {
        let bytes = try WholeFile.bytes(path: path, limit: TrainingHistory.mostBytes)
        guard TrainingHistory(csv: String(decoding: bytes, as: UTF8.self), isWhole: true) != nil else {
            let found = FileKind.name(ofStart: Array(bytes.prefix(FileKind.startSize))) ?? "not a training history"
            throw FileError.content(path, "is \(found); expected CSV with a column named step")
        }
    }
}

/// Refuses a place on an axis that no axis has. The limit is that of sessions.
private func checkPlace(_ place: Double?, _ option: String) throws {
    guard let place, !(abs(place) <= 1e16) else { return }
    throw ValidationError("\(option) is \(place); expected a number within 1e16.")
}

/// Finite numbers with commas between them.
struct NumberList: ExpressibleByArgument {
    var values: [Double]

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
        guard numbers.allSatisfy(\.isFinite) else { return nil }
        values = numbers
    }
}

/// "sum,100,300": an observable and a part of its axis.
struct ZoomedObservable: ExpressibleByArgument {
    var observable: Observable
    var range: Range<Double>

    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, let observable = Observable(rawValue: words[0]), let low = Double(words[1]),
            let high = Double(words[2]), low < high, abs(low) < 1e9, abs(high) < 1e9
        else { return nil }
        (self.observable, range) = (observable, low..<high)
    }
}

extension CountAxis.Scale: ExpressibleByArgument {}
extension Observable: ExpressibleByArgument {}
extension HistogramsSettings.Below: ExpressibleByArgument {}
extension HistogramsSettings.Picture: ExpressibleByArgument {}
extension MetricsSettings.Plot: ExpressibleByArgument {}
