import Calorimeter
import Canvas

extension Appearance {
    /// Text where a likeness of single letters would not read: "θ" and "theta".
    func text(_ unicode: String, ascii: String) -> String { glyphs.isUnicode ? unicode : ascii }

    /// The colours of the name of the truth, or of the model of a row.
    func nameStyle(ofRow row: Int) -> Style { row == 0 ? Style(trueStyle.foreground, .bold) : generatedStyle(row - 1) }

    /// Marks and names of the truth and of models.
    func legend(of names: [String]) -> [(mark: Cell, name: String)] {
        [(Cell(glyphs.trueFill, trueStyle), "true")] + names.enumerated().map { (seriesMark($0.offset), $0.element) }
    }

    /// What tells the curve or the bars of a model from those of others.
    func seriesMark(_ series: Int) -> Cell { Cell(glyphs.steps[series % glyphs.steps.count], generatedStyle(series)) }
}

extension Transfer {
    /// The short name beside a colour bar.
    var label: String {
        switch self {
        case .logarithmic: "ln(1+n)"
        case .squareRoot: "sqrt(n)"
        case .linear: "linear"
        }
    }
}

extension CountAxis.Scale? {
    /// By rule, logarithmic, linear, and round again.
    var next: Self {
        switch self {
        case nil: .logarithmic
        case .logarithmic: .linear
        case .linear: nil
        }
    }
}

extension HeatMapScale {
    /// The name of its colours: those of differences are their own, whatever the map.
    func colours(_ appearance: Appearance) -> String {
        guard isDiverging else { return appearance.map.rawValue }
        guard appearance.level != .mono else { return appearance.text("difference, − below 0", ascii: "difference") }
        return appearance.text("blue −, red +", ascii: "blue -, red +")
    }
}

extension NumberText {
    /// A parameter's value: six significant digits, as the published tables print them.
    static func value(_ value: Double) -> String { significant(value, digits: 6) }

    /// A number of photons in at most `width` cells: a decimal below 1000 if there is room for it.
    static func photons(_ value: Double, width: Int) -> String {
        guard value.isFinite else { return "-" }
        guard abs(value) < 9999.5 else { return abs(value) < 1e15 ? fitted(Int(value.rounded()), width: width) : compact(value) }
        let exact = fixed(value, decimals: abs(value) < 99.95 ? 1 : 0)
        return exact.unicodeScalars.count <= width ? exact : compact(value)
    }

    /// A whole number in at most `width` cells, shortened only where its digits do not fit.
    static func fitted(_ value: Int, width: Int) -> String {
        [grouped(value), String(value)].first { $0.unicodeScalars.count <= width } ?? compact(Double(value))
    }

    /// A number of photons with its sign.
    static func difference(_ value: Double, width: Int) -> String {
        let text = photons(value, width: width - 1)
        return value > 0 ? "+" + text : text
    }

    /// A time per sample: "0.083 ms".
    static func milliseconds(_ seconds: Double) -> String { significant(seconds * 1e3, digits: 2) + " ms" }
}

extension MaskConvention {
    /// Whether channel 5 takes the pixels with an odd or an even row + column.
    var commonParity: String { self == .wojnar ? "odd" : "even" }
}

/// How many samples of each kind make up the numbers.
enum SampleCounts {
    /// Below this many samples a distance says more about the sample than about the model.
    static let fewest = 50
    /// What stands in the place of such a distance.
    static let tooFew = "n<\(fewest)"
    /// Below this many samples a σ is wrong by more than 20 %, and no spread is judged.
    static let fewestForSpread = 16
    /// The counts that a key goes through.
    static let choices = [16, 64, 256, 1024]

    /// The seed of the test set's particles, as `zdc evaluate` takes it unless told otherwise.
    static let testSetSeed: UInt64 = 20_240_603

    /// The next choice, round and round.
    static func next(after count: Int) -> Int { choices.neighbour(of: count, steps: 1) }
}

/// Words about what is shown, the same on every page.
extension ExplorerState {
    /// The next colour scale of pictures.
    mutating func cycleTransfer(at now: Duration) {
        settings.transfer = settings.transfer.next
        say("colour scale \(settings.transfer.label)", at: now)
    }

    /// Which sample of which seed is on the screen: "seed 42/7" is sample 7 of seed 42.
    var sampleText: String { "seed \(settings.seed)/\(settings.sampleIndex)" }

    /// Why a calorimeter has no row of a model: "ZP: no model".
    func missingModelText(_ detector: Detector) -> String {
        "\(detector.name): \(facing(detector).front.areModelsLoaded ? "no model" : "loading")"
    }

    /// The truth, or the model of a row.
    ///
    /// - Parameter particle: the one that the truth answers for; nil: the one that is set.
    func rowTitle(_ row: Int, of particle: Particle? = nil) -> String {
        guard row > 0, models.indices.contains(row - 1) else {
            return "true: \(TruthText.source(self))"
                + (TruthText.match(particle ?? settings.particle, self).map { ", \($0)" } ?? "")
        }
        return models[row - 1].title
    }

    /// The short name of the truth, or of the model of a row.
    func rowName(_ row: Int) -> String { row == 0 ? "true" : models[row - 1].shortName }

    /// The names of models where room is scarce.
    var shortNames: [String: String] {
        Dictionary(models.map { ($0.name, $0.shortName) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Parameter {
    /// What it is called in files of numbers: "energy_GeV".
    var nameInFiles: String { "\(name)\(self == .charge ? "" : "_" + unit)" }
}
extension ExplorerState {
    /// The particle and the seed, for files of numbers.
    var aboutParticle: [(name: String, value: NumberTable.Entry)] {
        Parameter.allCases.map { ($0.nameInFiles, .number(settings.particle[$0])) }
            + [
                aboutDetector, ("seed", .text(String(settings.seed))),
                ("truth", .text(TruthText.inFiles(settings.particle, self))),
            ]
    }

    /// The calorimeter whose numbers they are.
    var aboutDetector: (name: String, value: NumberTable.Entry) { ("detector", .text(detector.name)) }
}

extension NumberText {
    /// Photons in a few characters; "-" where they are unknown.
    static func knownPhotons(_ value: Double, width: Int) -> String { value.isNaN ? "-" : photons(value, width: width) }
}
