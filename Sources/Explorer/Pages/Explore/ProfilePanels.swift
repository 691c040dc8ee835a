import Canvas
import Evaluation

/// Mean photons along x, along y and away from the landing point: the truth as a line in a band of one standard deviation, the
/// generated mean as a line of its own.
enum ProfilePanels {
    static func draw(_ state: ExplorerState, isFramed: Bool, in area: Rect, of scene: inout Scene) {
        scene.add(.pane(.histograms), at: area)
        let axes = ProfileBins.Axis.allCases
        for (axis, panel) in zip(axes, area.columns(axes.count)) { draw(axis, state, isFramed: isFramed, in: panel, of: &scene) }
    }

    static func draw(_ axis: ProfileBins.Axis, _ state: ExplorerState, isFramed: Bool, in area: Rect, of scene: inout Scene) {
        let title =
            state.detectorPrefix
            + title(axis, state.appearance, isLanding: state.statistics?.profiles?.truth.bins.isAroundPoint ?? true)
        Panel.drawTitle(
            title, isFramed: isFramed, isFocused: state.explore.focus == .histograms, on: &scene.canvas, in: area,
            appearance: state.appearance)
        plot(axis, state)?.draw(on: &scene.canvas, in: Panel.inside(area, isFramed: isFramed), appearance: state.appearance)
    }

    /// "x ↓  photons of a row".
    private static func title(_ axis: ProfileBins.Axis, _ appearance: Appearance, isLanding: Bool) -> String {
        switch axis {
        case .x: appearance.text("x ↓  photons of a row", ascii: "x down  photons of a row")
        case .y: appearance.text("y →  photons of a column", ascii: "y right  photons of a column")
        case .radius: "r from \(isLanding ? "landing" : "the middle")  photons of a fibre"
        }
    }

    /// Nil before there are samples.
    private static func plot(_ axis: ProfileBins.Axis, _ state: ExplorerState) -> LinePlot? {
        guard let profiles = state.statistics?.profiles, profiles.truth.count + profiles.generated.count > 0 else { return nil }
        let bins = profiles.truth.bins
        let truth = profiles.truth.count > 0 ? profiles.truth[axis] : []
        let generated = profiles.generated.count > 0 ? profiles.generated[axis] : []
        func curve(_ points: [ResponseProfiles.Point], series: Int?) -> LinePlot.Curve {
            LinePlot.Curve(points.indices.map { LinePlot.Point(x: bins.position($0, axis), y: points[$0].mean) }, series: series)
        }
        let band = truth.indices.map { bin in
            LinePlot.BandPoint(
                x: bins.position(bin, axis), low: truth[bin].mean - truth[bin].sigma, high: truth[bin].mean + truth[bin].sigma)
        }
        // Far above the truth a model leaves the plot, and the truth stays visible.
        let trueTop = truth.map { $0.mean + $0.sigma }.filter(\.isFinite).max() ?? 0
        let generatedTop = generated.map(\.mean).filter(\.isFinite).max() ?? 0
        let top = max(trueTop > 0 ? min(max(trueTop, generatedTop), 2 * trueTop) : generatedTop, 1e-3)
        let least = truth.map(\.mean).filter { $0 > 0 && $0 < top }.min() ?? 1e-4 * top
        let scale = state.explore.countScale
        return LinePlot(
            curves: [curve(generated, series: 0), curve(truth, series: nil)], band: band, scale: scale,
            axis: ValueAxis(bins.range(axis), unit: axis == .radius ? "r / cm" : axis == .x ? "x / cm" : "y / cm"),
            range: (scale == .logarithmic ? max(least, 1e-4 * top) : 0)...top, guide: guide(axis, bins))
    }

    /// The landing point on an axis, where it is on the face.
    private static func guide(_ axis: ProfileBins.Axis, _ bins: ProfileBins) -> Double? {
        switch axis {
        case .x where bins.isAroundPoint: bins.centre.x
        case .y where bins.isAroundPoint: bins.centre.y
        default: nil
        }
    }
}

extension ProfilePanels {
    /// Histograms for a terminal without room for more: x and y beside each other, the radius below.
    static func drawSmall(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        scene.add(.pane(.picture), at: area)
        guard let profiles = state.statistics?.profiles, profiles.truth.count + profiles.generated.count > 0 else { return }
        let (upper, lower) = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: area.height).split(
            top: area.height / 2)
        let (left, right) = upper.split(left: upper.width / 2)
        for (axis, room) in zip(ProfileBins.Axis.allCases, [left, right, lower]) {
            let range = profiles.truth.bins.range(axis)
            let ends = [range.lowerBound, range.upperBound].map { NumberText.significant($0, digits: 2) }
            let end = scene.canvas.text(smallTitle(axis, state.appearance), x: room.x, y: room.y, .bold)
            let dots = state.appearance.text("…", ascii: "..")
            scene.canvas.text(
                " \(ends[0])\(dots)\(ends[1]) cm", x: end, y: room.y, state.appearance.quietStyle, limit: room.maxX - 1 - end)
            HistogramPlot(
                true: profiles.truth.count > 0 ? profiles.truth[axis].map(\.mean) : [],
                generated: profiles.generated.count > 0 ? profiles.generated[axis].map(\.mean) : [],
                scale: state.explore.countScale
            ).draw(
                on: &scene.canvas, in: Rect(x: room.x, y: room.y + 1, width: room.width - 1, height: room.height - 1),
                appearance: state.appearance)
        }
    }

    private static func smallTitle(_ axis: ProfileBins.Axis, _ appearance: Appearance) -> String {
        switch axis {
        case .x: appearance.text("x ↓", ascii: "x")
        case .y: appearance.text("y →", ascii: "y")
        case .radius: "r  photons of a fibre"
        }
    }
}
