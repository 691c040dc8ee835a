import Calorimeter
import Canvas
import Evaluation

/// What files hold of the page.
extension ExplorePage {
    static func figureTitle(_ state: ExplorerState) -> String {
        state.explore.focus == .picture ? "the picture" : state.explore.panels == .profiles ? "the profiles" : "the histograms"
    }

    /// A row for each channel and one for the photon sum; or one for each bin of the profiles.
    static func numbers(_ state: ExplorerState) -> NumberDocument? {
        guard let statistics = state.statistics, state.areStatisticsCurrent,
            statistics.truth.count + statistics.generated.count > 0
        else { return nil }
        if state.explore.panels == .profiles { return profileNumbers(statistics, state) }
        let pinned = state.pinnedStatistics.flatMap { $0.isComplete ? $0 : nil }
        var table = NumberTable(
            ["channel", "trueMean", "trueSigma", "generatedMean", "generatedSigma", "ws", "floor"]
                + (pinned == nil ? [] : ["trueMinusPinned", "generatedMinusPinned"]))
        table.about = about(statistics, state)
        let (hasTruth, hasModel) = (statistics.truth.count > 0, statistics.generated.count > 0)
        for (index, row) in statistics.rows.enumerated() {
            // With other masks than those of its file a model has its photon sum alone.
            let hasModel = hasModel && !row.generatedMean.isNaN
            let name = SampleStatistics.rowNames[index]
            table.rows.append([
                .text(name), .init(hasTruth ? row.trueMean : nil), .init(hasTruth ? row.trueSigma : nil),
                .init(hasModel ? row.generatedMean : nil), .init(hasModel ? row.generatedSigma : nil),
                .init(hasModel && hasTruth ? row.ws : nil), .init(hasModel && !row.floor.isNaN ? row.floor : nil),
            ])
            guard let other = pinned?.rows[index] else { continue }
            table.rows[index] += [
                .init(hasTruth ? row.trueMean - other.trueMean : nil),
                .init(hasModel ? row.generatedMean - other.generatedMean : nil),
            ]
        }
        return NumberDocument(table)
    }

    static func about(_ statistics: SampleStatistics, _ state: ExplorerState) -> [(name: String, value: NumberTable.Entry)] {
        state.aboutParticle + [
            ("model", .text(state.model?.name ?? "none")), ("trueSamples", .init(statistics.truth.count)),
            ("generatedSamples", .init(statistics.generated.count)), ("masks", .text(state.convention.rawValue)),
        ]
    }

    /// The two pictures, the five channels of all samples, and the profiles.
    static func arrays(_ state: ExplorerState) -> [NamedArray] {
        guard let pictures = state.pictures, state.arePicturesCurrent else { return [] }
        var arrays = [NamedArray.conditions([state.particle])]
        if let truth = pictures.truth { arrays.append(NamedArray("true", [truth], state.detector)) }
        if let generated = pictures.generated { arrays.append(NamedArray("generated", [generated], state.detector)) }
        guard let statistics = state.statistics, state.areStatisticsCurrent else { return arrays }
        for (name, samples) in [("trueChannels", statistics.truth), ("generatedChannels", statistics.generated)]
        where samples.count > 0 && samples.hasChannels {
            arrays.append(
                NamedArray(name, shape: [ChannelSums.count, samples.count], (0..<ChannelSums.count).flatMap { samples[$0] }))
        }
        return arrays + profileArrays(statistics)
    }

    static func figure(_ state: ExplorerState) -> Canvas? {
        guard state.explore.focus == .histograms else { return picture(state) }
        return state.explore.panels == .profiles ? profiles(state) : histograms(state)
    }

    private static func histograms(_ state: ExplorerState) -> Canvas? {
        let panel = Size(44, 16)
        guard var scene = sheet(state, Size(ChannelSums.count * panel.width, panel.height)) else { return nil }
        for channel in 0..<ChannelSums.count {
            HistogramPanel(channel: channel).draw(
                state, isFramed: true, in: Rect(x: channel * panel.width, y: 1, width: panel.width, height: panel.height),
                of: &scene)
        }
        return scene.canvas
    }

    private static func profiles(_ state: ExplorerState) -> Canvas? {
        let size = Size(180, 24)
        guard var scene = sheet(state, size) else { return nil }
        ProfilePanels.draw(state, isFramed: true, in: Rect(x: 0, y: 1, width: size.width, height: size.height), of: &scene)
        return scene.canvas
    }

    /// Room for panels under a line that says what they are of; nil before there are samples.
    private static func sheet(_ state: ExplorerState, _ size: Size) -> Scene? {
        guard let statistics = state.statistics, statistics.truth.count > 0 else { return nil }
        var scene = Scene(Size(size.width, size.height + 1), state.appearance)
        var end = scene.canvas.text(
            "\(ParticleText.short(state.particle, state.appearance))  \(SampleText.sizes(state))  ", x: 1, y: 0, .bold)
        for (mark, name) in state.appearance.legend(of: [state.model?.title ?? "no model"]) {
            scene.canvas[end, 0] = mark
            end = scene.canvas.text(name, x: end + 2, y: 0) + 2
        }
        return scene
    }

    private static func picture(_ state: ExplorerState) -> Canvas? {
        let scales = PictureScales(state)
        guard state.arePicturesCurrent, let map = scales.map(of: state.explore.shown) else { return nil }
        let model = state.model?.title ?? "no model"
        let title =
            switch state.explore.shown {
            case .generated: "\(state.generatedWord): \(model)"
            case .truth: state.rowTitle(0)
            case .difference: "\(model) minus true"
            }
        let response = state.explore.shown == .truth ? state.pictures?.truth : state.pictures?.generated
        return FullSizePicture(
            map: map, scale: scales.scale(of: state.explore.shown),
            lines: [title, state.sampleText, ""] + ParticleText.lines(state.particle, state.appearance) + [""]
                + ShapeText(response ?? Response(detector: state.detector)).lines, detector: state.detector,
            crosshair: state.explore.crosshair, landing: Landing(of: state.particle, on: state.detector)
        ).canvas(state.appearance)
    }
}

extension ExplorePage {
    /// A row for each bin of each profile.
    static func profileNumbers(_ statistics: SampleStatistics, _ state: ExplorerState) -> NumberDocument? {
        guard let profiles = statistics.profiles else { return nil }
        var table = NumberTable(["profile", "cm", "trueMean", "trueSigma", "generatedMean", "generatedSigma"])
        let bins = profiles.truth.bins
        table.about = about(statistics, state) + [("centreX", .init(bins.centre.x)), ("centreY", .init(bins.centre.y))]
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
