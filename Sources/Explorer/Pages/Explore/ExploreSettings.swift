public import Canvas

/// How the explore page shows its particle.
public struct ExploreSettings: PageSettings {
    static let view = ViewKind.explore

    /// How many samples of each kind fill the histograms.
    public var sampleTarget = 1000
    /// What the picture shows that a key flips.
    public var shown = Picture.generated
    public var isScaleShared = true
    public var countScale = CountAxis.Scale.linear
    /// The row and the pane that have the keys, and the pixel under the cross.
    var row = ParameterRow.energy
    public var focus = Pane.picture
    /// Nil stands for the channels: sessions from before there was a choice do not say it.
    private var chosenPanels: Panels?
    var crosshair: Pixel?

    public init() {}

    private static let mostPixels = 10_000

    static let fields: [Field<Self>] = [
        .number("sampleTarget", \.sampleTarget, in: { _ in 1...100_000 }),
        .number("crosshair.row", \.crosshairRow, in: { _ in 0...mostPixels }),
        .number("crosshair.column", \.crosshairColumn, in: { _ in 0...mostPixels }),
        Field(words: { ["--picture", $0.shown.option] }),
        Field(words: { $0.focus == .histograms ? ["--histograms"] : [] }, reset: { $0.focus = .picture }),
        .flag(\.isScaleShared, "--own-scale"), Field(words: { $0.panels == .profiles ? ["--profiles"] : [] }),
        Field(words: { $0.countScale == .logarithmic ? ["--log-counts"] : [] }), .cursor(\.row), .cursor(\.crosshair),
    ]

    /// What stands below the pictures.
    public var panels: Panels {
        get { chosenPanels ?? .channels }
        set { chosenPanels = newValue == .channels ? nil : newValue }
    }

    private var crosshairRow: Int {
        get { crosshair?.row ?? 0 }
        set { crosshair?.row = newValue }
    }
    private var crosshairColumn: Int {
        get { crosshair?.column ?? 0 }
        set { crosshair?.column = newValue }
    }

    var showsBoth: Bool { true }
    /// The cross keeps the keys as long as it is there.
    var restingMode: Mode { crosshair == nil ? .browse : .inspect }
    mutating func startAgain() { row = Self().row }
    mutating func leave() { crosshair = nil }
    /// The cross lies on one face only.
    mutating func turn(from old: CalorimeterState, to new: CalorimeterState) { crosshair = nil }

    private enum CodingKeys: String, CodingKey {
        case sampleTarget, shown, isScaleShared, countScale, row, focus, crosshair
        case chosenPanels = "panels"
    }
}

/// What stands below the pictures. The raw values are those of sessions.
public enum Panels: String, CaseIterable, Codable, Sendable {
    /// The histograms of the five channels.
    case channels
    /// The mean photons along x, along y and away from the landing point.
    case profiles
}

/// What a picture shows. The raw values are those of sessions.
public enum Picture: String, CaseIterable, Codable, Sendable {
    case generated, truth, difference

    /// The word of the command line.
    public var option: String { self == .truth ? "true" : rawValue }

    var title: String {
        switch self {
        case .generated: "generated"
        case .truth: "true"
        case .difference: "generated − true"
        }
    }
}

extension ExplorerState {
    var explore: ExploreSettings {
        get { settings[ExploreSettings.self] }
        set { settings[ExploreSettings.self] = newValue }
    }
}

extension ViewSetup {
    public static func explore(_ settings: ExploreSettings) -> ViewSetup { ViewSetup(settings) }
}
