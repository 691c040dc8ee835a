import Calorimeter
public import Canvas

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
    /// The channel that has the keys, from 0.
    public var channel = 0
    /// Photons that the cursor points at, in the channel that has the keys.
    public var cursor: Double?
    /// The part of each channel's axis that zooming left; nil where all of it is shown.
    public var ranges: [Range<Double>?] = Array(repeating: nil, count: ChannelSums.count)
    /// Columns a bin takes at least: 1, 2 or 4.
    public var columnsPerBin = 1
    /// Nil chooses by the counts.
    public var countScale: CountAxis.Scale?
    /// Nil chooses by the room.
    public var showsRatio: Bool?
    /// Only the channel that has the keys, large.
    public var isEnlarged = false
    /// Nothing new is counted.
    var isFrozen = false

    /// How many models fit one plot and still differ by glyph.
    static let mostModels = 4

    public init() {}

    static let fields: [Field<Self>] = [
        .number("target", \.target, in: { _ in 1...100_000 }, option: "--samples"),
        .number(
            "channel", \.channel, in: { _ in 0...ChannelSums.count - 1 }, option: "--channel", isCursor: true, says: { $0 + 1 }),
        Field(
            problem: { settings in
                settings.added.count <= mostRows
                    ? nil : "histograms.added is \(settings.added.count); expected 0 to \(mostRows)"
            }),
        Field(words: { $0.scope == .particle ? ["--of-particle"] : [] }), .flag(\.isEnlarged, "--alone"),
        .place(\.cursor, "--cursor"),
        .number(
            "columnsPerBin", \.columnsPerBin, in: { _ in 1...4 }, option: "--bins", says: { $0 > 1 ? $0 : nil }),
        .choice(\.countScale, "--counts"),
        Field(words: { $0.showsRatio.map { [$0 ? "--ratio" : "--no-ratio"] } ?? [] }),
        Field(
            problem: { settings in
                guard settings.ranges.count == ChannelSums.count else {
                    return "histograms.ranges is \(settings.ranges.count); expected \(ChannelSums.count) to \(ChannelSums.count)"
                }
                return settings.ranges.lazy.compactMap(problem(ofZoom:)).first
            },
            words: { settings in
                settings.ranges.enumerated().flatMap { channel, range in
                    range.map { ["--zoom", "\(channel + 1),\($0.lowerBound),\($0.upperBound)"] } ?? []
                }
            }),
    ]

    mutating func turn(from old: CalorimeterState, to new: CalorimeterState) {
        (ranges, cursor) = (Self().ranges, nil)
    }
}

extension ExplorerState {
    var histograms: HistogramsSettings {
        get { settings[HistogramsSettings.self] }
        set { settings[HistogramsSettings.self] = newValue }
    }
}

extension ViewSetup {
    public static func histograms(_ settings: HistogramsSettings) -> ViewSetup {
        ViewSetup { state in
            state.view = .histograms
            state.histograms = settings
        }
    }
}
