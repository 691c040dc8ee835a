public import Canvas
public import Evaluation

/// What the histograms page shows, and how.
public struct HistogramsSettings: PageSettings {
    static let view = ViewKind.histograms

    /// Whose responses are counted.
    public enum Scope: String, CaseIterable, Codable, Sendable {
        /// One response to each particle of the test set.
        case testSet
        /// Many responses to the particle that is set.
        case particle
    }

    public var scope = Scope.testSet
    /// Responses of each kind, and particles of the test set.
    public var target = 10_000
    /// Models drawn over the chosen one, by name.
    public var added: [String] = []
    /// What stands below each histogram. The raw values are those of `--below`.
    public enum Below: String, CaseIterable, Codable, Sendable {
        /// Generated over true.
        case ratio
        /// Generated minus true, in standard errors of their difference.
        case pull
        case nothing
    }

    /// A picture of two observables. The raw values are those of `--picture`.
    public enum Picture: String, CaseIterable, Codable, Sendable {
        case truth = "true"
        case generated
        /// How far generated counts are from true ones.
        case deviation
    }

    /// The observable that has the keys; it is shown with its set, or on the horizontal axis of two.
    public var observable = Observable.channel1
    /// The observable on the vertical axis of two; nil shows histograms of one each.
    public var against: Observable?
    /// Of two observables the picture that has the keys; nil: the true one.
    public var picture: Picture?
    /// The value that the cursor points at on the vertical axis of two.
    public var cursorY: Double?
    /// The value that the cursor points at, of the observable that has the keys.
    public var cursor: Double?
    /// The part of each observable's axis that zooming left, by its index; nil where all of it is shown.
    public var ranges: [Range<Double>?] = Array(repeating: nil, count: Observable.allCases.count)
    /// Columns a bin takes at least: 1, 2 or 4.
    public var columnsPerBin = 1
    /// Nil chooses by the counts.
    public var countScale: CountAxis.Scale?
    /// Nil chooses by the room; beside two observables: the pull.
    public var below: Below?
    /// Which responses count; nil: all.
    public var cut: Cut?
    /// Only the observable, or the picture of two, that has the keys, large.
    public var isEnlarged = false

    /// How many models fit one plot and still differ by glyph.
    static let mostModels = 4

    public init() {}

    static let fields: [Field<Self>] = [
        .number("target", \.target, in: { _ in 1...100_000 }, option: "--samples"),
        Field(words: { ["--observable", $0.observable.rawValue] }, reset: { $0.observable = Self().observable }),
        Field(problem: { settings in
            settings.added.count <= mostRows ? nil : "histograms.added is \(settings.added.count); expected 0 to \(mostRows)"
        }), Field(words: { $0.scope == .particle ? ["--of-particle"] : [] }), .flag(\.isEnlarged, "--alone"),
        .place(\.cursor, "--cursor"),
        Field(
            problem: { settings in
                settings.against == settings.observable
                    ? "histograms.against is \(settings.observable.rawValue), as histograms.observable is; expected two" : nil
            }, words: { $0.against.map { ["--against", $0.rawValue] } ?? [] }), .place(\.cursorY, "--cursor-y"),
        Field(words: { $0.picture.map { ["--picture", $0.rawValue] } ?? [] }, reset: { $0.picture = nil }),
        .number(
            "columnsPerBin", \.columnsPerBin, in: { _ in 1...4 }, option: "--bins", says: { $0 > 1 ? $0 : nil }),
        .choice(\.countScale, "--counts"),
        Field(words: { $0.cut.map { ["--cut", $0.description] } ?? [] }),
        .choice(\.below, "--below"),
        Field(
            problem: { settings in
                let count = Observable.allCases.count
                guard settings.ranges.count == count else {
                    return "histograms.ranges has \(settings.ranges.count) ranges; expected \(count)"
                }
                return settings.ranges.lazy.compactMap(problem(ofZoom:)).first
            },
            words: { settings in
                zip(Observable.allCases, settings.ranges).flatMap { observable, range in
                    range.map { ["--zoom", "\(observable.rawValue),\($0.lowerBound),\($0.upperBound)"] } ?? []
                }
            }),
    ]

    /// What is shown: the observable that has the keys and those beside it.
    var set: ObservableSet { ObservableSet(of: observable) }

    mutating func turn(from old: CalorimeterState, to new: CalorimeterState) {
        (ranges, cursor, cursorY) = (Self().ranges, nil, nil)
    }
}

extension ExplorerState {
    var histograms: HistogramsSettings {
        get { settings[HistogramsSettings.self] }
        set { settings[HistogramsSettings.self] = newValue }
    }
}

extension ViewSetup {
    public static func histograms(_ settings: HistogramsSettings) -> ViewSetup { ViewSetup(settings) }
}

/// Observables that are shown together.
enum ObservableSet: CaseIterable, Hashable, Sendable {
    case channels, light, shape

    /// The set that an observable is shown in.
    init(of observable: Observable) {
        self = Self.allCases.first { $0.observables.contains(observable) } ?? .channels
    }

    var observables: [Observable] {
        switch self {
        case .channels: Observable.channels
        case .light: [.sum, .lit, .brightest, .distance]
        case .shape: [.centreX, .centreY, .widthX, .widthY]
        }
    }
}
