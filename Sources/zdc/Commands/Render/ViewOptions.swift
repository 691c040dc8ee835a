import ArgumentParser
import Assets
import Calorimeter
import Canvas
import DataSets
import Explorer
import FastSimulation

/// What a view begins with, whether on a terminal or as text.
struct ViewOptions: ParsableArguments {
    @OptionGroup var particleOptions: ParticleOptions
    @Option(
        name: .customLong("detector"),
        help: ArgumentHelp(
            "The calorimeter: zn (neutrons), zp (protons), or both side by side from 120 columns up; zp+zn: both, with zp in front. (default: zn)",
            valueName: "name"))
    var detectorsOption: ShownDetectors?
    @OptionGroup var data: DataSetOptions
    @OptionGroup var generated: GeneratedOptions
    @Option(
        help: ArgumentHelp(
            "A pinned particle, with which the other is compared: nine numbers in MeV, GeV, e, cm and GeV.",
            valueName: "m,E,q,x,y,z,px,py,pz"))
    var pin: ParticleArgument?
    @Option(parsing: .unconditional, help: "The seed of every random stream. (default: 42)")
    var seed: UInt64?
    @Option(parsing: .unconditional, help: "Which sample of the particle is shown. (default: 0)")
    var index: Int?
    @Option(
        help: ArgumentHelp("The model to begin with. (default: the file of --generated, if there is one)", valueName: "name"),
        completion: .models)
    var model: String?
    @Option(help: ArgumentHelp("Colours: \(ColorChoice.list). (default: auto, as many as the terminal has)", valueName: "level"))
    var color: ColorChoice?
    @Option(
        help: ArgumentHelp("A training history, also of a run under way; may be given several times.", valueName: "file.csv"),
        completion: .file(extensions: ["csv"]))
    var history: [String] = []
    @Option(help: "The colour map: gnuplot, viridis, inferno or grey. (default: gnuplot)")
    var map: ColorMap?
    @Option(help: "Text and lines: \(Theme.allCases.map(\.rawValue).joined(separator: ", ")).")
    var theme: Theme?
    @Flag(help: "Draw with ASCII alone.")
    var ascii = false
    @Flag(help: "Draw with Unicode even if the locale does not say so, and on the Linux console, whose fonts lack most of it.")
    var unicode = false

    func validate() throws {
        if let index, !SampleOptions.indices.contains(index) {
            throw ValidationError("--index is \(index); expected 0 to \(SampleOptions.indices.upperBound).")
        }
        guard !(ascii && unicode) else { throw ValidationError("--ascii and --unicode exclude each other.") }
    }

    /// The calorimeters to begin with: those of the command line, or else the one that a data set holds, or else those of the
    /// user's configuration.
    ///
    /// - Throws: `UsageError` if the data set does not hold what was asked for.
    private func detectors(ofDataSet path: String?) throws -> ShownDetectors {
        guard let path else { return detectorsOption ?? ShownDetectors() }
        let held = DataSet.detector(ofPath: path)
        guard let detectorsOption, Configuration.isTyped(detectorsOption, "detector") else {
            return ShownDetectors(held ?? detectorsOption?.front ?? .zn)
        }
        guard !detectorsOption.isBoth, held == nil || held == detectorsOption.front else {
            let expected = held.map { $0.name.lowercased() } ?? Detector.words
            throw UsageError(
                "--detector is \(detectorsOption.text); the data set \(DataSet.name(ofPath: path)) holds responses of one calorimeter only, expected \(expected)."
            )
        }
        return detectorsOption
    }

    /// The particle of the command line, or a neutron in the middle of the face.
    ///
    /// - Parameter path: the data set that the truth comes from.
    func explorerOptions(dataSet path: String?) throws -> ExplorerProgram.Options {
        try generated.check(data: path)
        let particle = try particleOptions.particle()
        let detectors = try detectors(ofDataSet: path)
        var options = ExplorerProgram.Options(particle: Self.firstParticle(detectors.front), detectors: detectors)
        if Notes.isConfigured, let command = try? Configuration.command.get() {
            (options.configuration.lines, options.configuration.hidden) = (command.taken, command.masked)
        }
        // An option has the value of the configuration where none was typed.
        func put<Value>(_ value: Value?, _ key: String, _ field: WritableKeyPath<SettingsLayer, Value?>) {
            if Configuration.isTyped(value, key) {
                options.commandLine[keyPath: field] = value
            } else {
                options.configuration.settings[keyPath: field] = value
            }
        }
        put(detectorsOption, "detector", \.detectors)
        put(seed, "seed", \.seed)
        put(theme, "theme", \.theme)
        put(map, "map", \.map)
        // A data set holds one calorimeter.
        if path != nil { options.commandLine.detectors = detectors }
        (options.commandLine.particle, options.commandLine.pinned) = (particle, pin?.particle)
        options.commandLine.isOffShell = particleOptions.offShell ? true : nil
        (options.commandLine.index, options.commandLine.model) = (index, model ?? generated.generated.first.map(DataSet.name))
        // Without its assets the program still shows what was named.
        for detector in Detector.all {
            options.shippedHistories[detector] = (try? Assets.histories(of: detector.name.lowercased()).map(\.path)) ?? []
        }
        options.histories = history
        return options
    }

    /// A published neutron, or a proton that the magnets bring to the middle of the other face: it is bright, and shows
    /// what diversity is.
    static func firstParticle(_ detector: Detector) -> Particle {
        guard detector.kind == .neutron else {
            return Particle(
                massMeV: Species.proton.massMeV, energyGeV: 0, charge: 1, momentumGeV: Vector(-0.02, 0.05, -2500)
            ).withEnergyOnShell()
        }
        return Particle(
            massMeV: Species.neutron.massMeV, energyGeV: 3192.38, charge: 0, momentumGeV: Vector(0.022422, -0.182957, -3192.38)
        ).withEnergyOnShell()
    }

    /// The models; a view without any still shows the truth, and says why.
    ///
    /// - Throws: `UsageError` if the model that was asked for is not among them.
    func loadStore(of detector: Detector) throws -> (store: ModelStore?, problem: String?) {
        let loaded = Self.loadModels(of: detector)
        // A file of generated responses is known by its name once it is read.
        if let model, let store = loaded.store, !generated.isNamed(model) { _ = try store.model(named: model) }
        return loaded
    }

    /// The models of a calorimeter, or why there are none.
    @Sendable static func loadModels(of detector: Detector) -> (store: ModelStore?, problem: String?) {
        do {
            return (try ModelStore.installed(detector: detector), nil)
        } catch {
            return (nil, "\(error)")
        }
    }
}

extension Theme: ExpressibleByArgument {}
