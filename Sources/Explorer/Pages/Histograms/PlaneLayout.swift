import Canvas
import Evaluation

/// Where the pictures of two observables lie, for the room between tabs and status line.
struct PlaneLayout {
    let isFramed: Bool
    /// What is counted.
    let heading: Rect
    /// What the cursor points at.
    let readOut: Rect
    let panels: [(picture: HistogramsSettings.Picture, area: Rect)]

    init(_ body: Rect, _ settings: HistogramsSettings, hasModel: Bool) {
        isFramed = body.width >= 120 && body.height >= 38
        let (heading, below) = body.split(top: 1)
        let (grid, readOut) = below.split(top: below.height - 1)
        (self.heading, self.readOut) = (heading, readOut)
        let shown = Self.shown(settings, hasModel: hasModel, isWide: body.width >= 120)
        panels = zip(shown, grid.columns(shown.count)).map { ($0, $1) }
    }

    /// All pictures that there are.
    static func offered(_ settings: HistogramsSettings, hasModel: Bool) -> [HistogramsSettings.Picture] {
        !hasModel ? [.truth] : settings.below == .nothing ? [.truth, .generated] : HistogramsSettings.Picture.allCases
    }

    /// The picture that has the keys.
    static func chosen(_ settings: HistogramsSettings, hasModel: Bool) -> HistogramsSettings.Picture {
        let offered = offered(settings, hasModel: hasModel)
        return settings.picture.flatMap { offered.contains($0) ? $0 : offered.last } ?? .truth
    }

    /// Where there is room for two, those are next to each other.
    private static func shown(
        _ settings: HistogramsSettings, hasModel: Bool, isWide: Bool
    ) -> [HistogramsSettings.Picture] {
        let (offered, chosen) = (offered(settings, hasModel: hasModel), chosen(settings, hasModel: hasModel))
        if settings.isEnlarged { return [chosen] }
        return isWide || offered.count < 3 ? offered : chosen == .deviation ? [.generated, .deviation] : [.truth, .generated]
    }

    /// Where a picture with its axes lies in its panel.
    ///
    /// Above are the title or the frame and the name of the vertical axis; below are the name of the horizontal one, the
    /// colours and two lines of numbers.
    func plotArea(in area: Rect) -> Rect {
        let inside = Panel.inside(area, isFramed: isFramed)
        return Rect(
            x: inside.x, y: inside.y + 1, width: inside.width, height: inside.height - 1 - (isFramed ? 4 : 3))
    }
}

extension ExplorerState {
    /// What is to be counted of two observables, in as many bins as there is room for; nil for histograms of one.
    var planeRequest: PlaneRequest? {
        guard let against = histograms.against else { return nil }
        let layout = PlaneLayout(FrameLayout(size).body, histograms, hasModel: !histogramModels.isEmpty)
        // All pictures have the bins of the narrowest one.
        let rooms = layout.panels.map { PlanePlot.room(in: layout.plotArea(in: $0.area), appearance: appearance) }
        func axis(_ observable: Observable, _ room: Int?) -> PlaneRequest.Axis {
            PlaneRequest.Axis(observable: observable, zoom: histograms.ranges[observable.index], room: room ?? 1)
        }
        return PlaneRequest(
            x: axis(histograms.observable, rooms.map(\.columns).min()), y: axis(against, rooms.map(\.rows).min()),
            placesPerBin: histograms.columnsPerBin)
    }
}
