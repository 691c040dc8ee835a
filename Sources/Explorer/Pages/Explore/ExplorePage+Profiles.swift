import Calorimeter
import Evaluation

extension ExplorePage {
    /// A row for each bin of each profile.
    static func profileNumbers(_ statistics: SampleStatistics, _ state: ExplorerState) -> NumberDocument? {
        guard let profiles = statistics.profiles else { return nil }
        var table = NumberTable(["profile", "cm", "trueMean", "trueSigma", "generatedMean", "generatedSigma"])
        let bins = profiles.truth.bins
        table.about =
            about(statistics, state) + [("centreX", .init(bins.centre.x)), ("centreY", .init(bins.centre.y))]
        let (hasTruth, hasModel) = (profiles.truth.count > 0, profiles.generated.count > 0)
        for axis in ProfileBins.Axis.allCases {
            for (bin, points) in zip(profiles.truth[axis], profiles.generated[axis]).enumerated() {
                table.rows.append([
                    .text(axis.name), .init(bins.position(bin, axis)), .init(hasTruth ? points.0.mean : nil),
                    .init(hasTruth ? points.0.sigma : nil), .init(hasModel ? points.1.mean : nil),
                    .init(hasModel ? points.1.sigma : nil),
                ])
            }
        }
        return NumberDocument(table)
    }

    /// Of each profile the positions in cm, means and standard deviations: [3][bins].
    static func profileArrays(_ statistics: SampleStatistics) -> [NamedArray] {
        guard let profiles = statistics.profiles else { return [] }
        return [("true", profiles.truth), ("generated", profiles.generated)].flatMap { kind, profiles in
            profiles.count == 0
                ? []
                : ProfileBins.Axis.allCases.map { axis in
                    let points = profiles[axis]
                    let positions = points.indices.map { Float(profiles.bins.position($0, axis)) }
                    return NamedArray(
                        "\(kind)Profile\(axis.name.uppercased())", shape: [3, points.count],
                        positions + points.map { Float($0.mean) } + points.map { Float($0.sigma) })
                }
        }
    }
}

extension ProfileBins.Axis {
    /// Its letter in files.
    fileprivate var name: String {
        switch self {
        case .x: "x"
        case .y: "y"
        case .radius: "r"
        }
    }
}
