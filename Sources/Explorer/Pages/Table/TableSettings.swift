/// How the particle table is sorted, and where its cursor is.
public struct TableSettings: PageSettings {
    static let view = ViewKind.table

    /// What a row says of its particle. The raw values are those of `--sort`.
    public enum Column: String, CaseIterable, Codable, Sendable {
        /// The place in the data set, from 1.
        case number
        case species
        case energy
        /// Where the particle meets the plane of the face.
        case x
        case y
        /// True responses.
        case repeats
        /// Mean photon sums, true and generated.
        case trueSum = "true"
        case generatedSum = "generated"
        /// The mean over the channels of the Wasserstein-1 distance, and between the truth and its independent repeat.
        case distance = "ws"
        case floor
    }

    public var sortedBy = Column.number
    public var isDescending = false
    /// The row that the keys are at, counted in the order shown.
    public var row = 0

    public init() {}

    /// More particles than anybody's file has.
    static let mostParticles = 1_000_000_000

    static let fields: [Field<Self>] = [
        .choice(\.sortedBy, "--sort"), .flag(\.isDescending, "--descending"),
        .number("row", \.row, in: { _ in 0...mostParticles }, option: "--row", isCursor: true),
    ]

    mutating func turn(from old: CalorimeterState, to new: CalorimeterState) { row = 0 }
}

extension ExplorerState {
    var table: TableSettings {
        get { settings[TableSettings.self] }
        set { settings[TableSettings.self] = newValue }
    }
}

extension ViewSetup {
    public static func table(_ settings: TableSettings) -> ViewSetup { ViewSetup(settings) }
}
