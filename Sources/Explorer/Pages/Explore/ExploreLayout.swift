import Calorimeter
import Canvas

/// Where the parts of the explore view lie, for a size of the terminal and of the detector.
///
/// Pictures are drawn at exact pixel ratios only, so room is used by adding: first the true picture beside the
/// generated one, then taller histograms, then a gallery of further samples. A face that is taller than the terminal is drawn
/// with its pixels summed in blocks, never cut.
struct ExploreLayout: Equatable, Sendable {
    /// A panel for a picture of one calorimeter.
    struct Face: Equatable, Sendable {
        var detector: Detector
        var area: Rect
        /// Pixels that are summed into one, along each axis.
        var pooling: Int
        /// Always of the true response; the others show what a key chooses.
        var isTruth: Bool
    }

    /// Whether panels have frames.
    let isFramed: Bool

    /// The pictures' panels, left to right: every calorimeter's, the neutron calorimeter's first.
    let pictures: [Face]
    /// A true picture stands beside each one that a key flips.
    let hasTruth: Bool
    let particle: Rect
    let channels: Rect?
    /// The five histograms' panels; empty where they share the particle panel.
    let histograms: [Rect]
    /// Rows for the gallery of further samples.
    let gallery: Rect?

    /// Columns of the particle panel without its frame.
    static let panelWidth = 36
    /// Columns of the channel panel without its frame.
    static let channelWidth = 34
    /// Rows of the panel beside pictures without frames.
    private static let compactHeight = 22

    init(size: Size, detectors: [Detector]) {
        let faces = detectors.map { (detector: $0, size: HeatMap.cellSize(of: $0, pooling: 1)) }
        let body = FrameLayout(size).body
        // Two calorimeters need the room of the channel panel.
        let channelWidth = detectors.count > 1 ? 0 : Self.channelWidth + 2
        let framedWidth = faces.reduce(Self.panelWidth + 2 + channelWidth) { $0 + $1.size.width + 2 }
        let height = faces.map(\.size.height).max() ?? 0
        isFramed = size.width >= framedWidth && size.height >= height + 2 + 14 + 2
        if isFramed {
            (pictures, particle, channels, histograms, gallery) = Self.framed(
                body, faces: faces, framedWidth: framedWidth, hasChannels: detectors.count == 1)
        } else {
            (pictures, particle, histograms) = Self.compact(body, detectors: detectors)
            channels = nil
            gallery = nil
        }
        hasTruth = pictures.contains(where: \.isTruth)
    }

    /// Panels with frames, from 120×40 for the neutron calorimeter.
    private static func framed(
        _ body: Rect, faces: [(detector: Detector, size: Size)], framedWidth: Int, hasChannels: Bool
    ) -> ([Face], Rect, Rect?, [Rect], Rect?) {
        let height = faces.map(\.size.height).max() ?? 0
        var (top, bottom) = body.split(top: height + 2)
        var pictures: [Face] = []
        let pairs = faces.reduce(0) { $0 + $1.size.width + 2 }
        let hasTruth = body.width - framedWidth >= pairs
        for face in faces {
            for isTruth in hasTruth ? [true, false] : [false] {
                let (cut, rest) = top.split(left: face.size.width + 2)
                let area = cut.split(top: face.size.height + 2).0
                pictures.append(Face(detector: face.detector, area: area, pooling: 1, isTruth: isTruth))
                top = rest
            }
        }
        let (particle, channels) = top.split(left: panelWidth + 2)
        guard hasChannels else {
            let hasChannels = channels.width >= channelWidth + 2
            return (pictures, particle, hasChannels ? channels : nil, rows(of: bottom, count: faces.count), nil)
        }
        // Two rows of half-size pictures, true above generated.
        let galleryHeight = 2 * halved(faces[0].size).height
        var gallery: Rect?
        if bottom.height >= galleryHeight + 12 {
            let (histograms, rest) = bottom.split(top: bottom.height - galleryHeight)
            bottom = histograms
            gallery = rest
        }
        return (pictures, particle, channels, bottom.columns(ChannelSums.count), gallery)
    }

    /// The histograms of each calorimeter in a row of their own where that leaves them high enough; else of the one in front.
    private static func rows(of area: Rect, count: Int) -> [Rect] {
        area.rows(area.height >= 10 * count ? count : 1).flatMap { $0.columns(ChannelSums.count) }
    }

    /// No frames: the neutron calorimeter's picture exactly fills an 80×24 terminal.
    private static func compact(_ body: Rect, detectors: [Detector]) -> ([Face], Rect, [Rect]) {
        let faces = detectors.map { detector in
            var pooling = 1
            while pooling < detector.rows, HeatMap.cellSize(of: detector, pooling: pooling).height > body.height { pooling += 1 }
            return (detector: detector, size: HeatMap.cellSize(of: detector, pooling: pooling), pooling: pooling)
        }
        let faceHeight = faces.map(\.size.height).max() ?? 0
        // A line above each, if there is one to spare. What is pooled leaves room below it.
        let heading = body.height > faceHeight && (faces.count > 1 || faces[0].pooling == 1) ? 1 : 0
        let height = faceHeight + heading
        let (top, bottom) = body.split(top: max(height, compactHeight))
        let width = faces.reduce(0) { $0 + $1.size.width + 1 }
        let hasTruth = body.width >= 2 * width - 1 + panelWidth
        var pictures: [Face] = []
        var rest = top
        for face in faces {
            for isTruth in hasTruth ? [true, false] : [false] {
                if !pictures.isEmpty { rest = rest.split(left: 1).1 }
                let (cut, next) = rest.split(left: face.size.width)
                let area = cut.split(top: heading).1.split(top: face.size.height).0
                pictures.append(Face(detector: face.detector, area: area, pooling: face.pooling, isTruth: isTruth))
                rest = next
            }
        }
        return (pictures, rest, bottom.height >= 5 ? bottom.columns(ChannelSums.count) : [])
    }

    /// The size of a picture whose pixels are pooled two by two.
    static func halved(_ picture: Size) -> Size { Size((picture.width + 1) / 2, (picture.height + 1) / 2) }

    /// Columns left of the gallery's pictures, for their names.
    static let galleryLabelWidth = 13

    /// Pixels that are summed into one in the pictures of a calorimeter.
    func pooling(of detector: Detector) -> Int { pictures.first { $0.detector == detector }?.pooling ?? 1 }

    /// How many samples the gallery shows.
    var galleryCount: Int {
        guard let gallery, let first = pictures.first else { return 0 }
        let width = Self.halved(first.area.inset().size).width + 1
        return max(0, (gallery.width - Self.galleryLabelWidth) / width)
    }
}

extension ExplorerState {
    var exploreLayout: ExploreLayout { ExploreLayout(size: size, detectors: shownDetectors) }
}

extension Rect {
    var size: Size { Size(width, height) }
}
