import Calorimeter
import Canvas

/// Where the parts of the explore view lie, for a size of the terminal and of the detector.
///
/// Pictures are drawn at exact pixel ratios only, so room is used by adding: first the true picture beside the
/// generated one, then taller histograms, then a gallery of further samples. A face that is taller than the terminal is drawn
/// with its pixels summed in blocks, never cut.
struct ExploreLayout: Equatable, Sendable {
    /// Whether panels have frames.
    let isFramed: Bool
    let tabs: Rect
    /// Pixels that are summed into one, along each axis.
    let pooling: Int
    /// The pictures' panels, left to right; with one, a key flips what it shows.
    let pictures: [Rect]
    let particle: Rect
    let channels: Rect?
    /// The five histograms' panels; empty where they share the particle panel.
    let histograms: [Rect]
    /// Rows for the gallery of further samples.
    let gallery: Rect?
    let status: Rect

    /// Columns of the particle panel without its frame.
    static let panelWidth = 36
    /// Columns of the channel panel without its frame.
    static let channelWidth = 34
    /// Rows of the panel beside pictures without frames.
    private static let compactHeight = 22

    init(size: Size, detector: Detector) {
        let picture = Size(detector.columns, (detector.rows + 1) / 2)
        let screen = Rect(x: 0, y: 0, width: size.width, height: size.height)
        let (tabs, below) = screen.split(top: 1)
        let (body, status) = below.split(top: below.height - 1)
        self.tabs = tabs
        self.status = status
        let framedWidth = picture.width + 2 + Self.panelWidth + 2 + Self.channelWidth + 2
        isFramed = size.width >= framedWidth && size.height >= picture.height + 2 + 14 + 2
        var pooling = 1
        while !isFramed, pooling < detector.rows, HeatMap.cellSize(of: detector, pooling: pooling).height > body.height { pooling += 1 }
        self.pooling = pooling
        if isFramed {
            (pictures, particle, channels, histograms, gallery) = Self.framed(body, picture: picture, framedWidth: framedWidth)
        } else {
            (pictures, particle, histograms) = Self.compact(body, picture: HeatMap.cellSize(of: detector, pooling: pooling))
            channels = nil
            gallery = nil
        }
    }

    /// Panels with frames, from 120×40 for a 44×44 detector.
    private static func framed(
        _ body: Rect, picture: Size, framedWidth: Int
    ) -> ([Rect], Rect, Rect?, [Rect], Rect?) {
        var (top, bottom) = body.split(top: picture.height + 2)
        var pictures: [Rect] = []
        let room = body.width - framedWidth
        for _ in 0..<(room >= picture.width + 2 ? 2 : 1) {
            let (cut, rest) = top.split(left: picture.width + 2)
            pictures.append(cut)
            top = rest
        }
        let (particle, channels) = top.split(left: panelWidth + 2)
        // Two rows of half-size pictures, true above generated.
        let galleryHeight = 2 * Self.halved(picture).height
        var gallery: Rect?
        if bottom.height >= galleryHeight + 12 {
            let (histograms, rest) = bottom.split(top: bottom.height - galleryHeight)
            bottom = histograms
            gallery = rest
        }
        return (pictures, particle, channels, columns(of: bottom), gallery)
    }

    /// No frames: the neutron calorimeter's picture exactly fills an 80×24 terminal.
    private static func compact(_ body: Rect, picture: Size) -> ([Rect], Rect, [Rect]) {
        let (top, bottom) = body.split(top: max(picture.height, compactHeight))
        var pictures: [Rect] = []
        var rest = top
        for index in 0..<(body.width >= 2 * picture.width + 1 + panelWidth ? 2 : 1) {
            if index > 0 { rest = rest.split(left: 1).1 }
            let (cut, next) = rest.split(left: picture.width)
            pictures.append(cut.split(top: picture.height).0)
            rest = next
        }
        return (pictures, rest, bottom.height >= 6 ? columns(of: bottom) : [])
    }

    private static func columns(of area: Rect) -> [Rect] {
        let count = ChannelSums.count
        return (0..<count).map { index in
            let left = area.width * index / count
            let right = area.width * (index + 1) / count
            return Rect(x: area.x + left, y: area.y, width: right - left, height: area.height)
        }
    }

    /// The size of a picture whose pixels are pooled two by two.
    static func halved(_ picture: Size) -> Size { Size((picture.width + 1) / 2, (picture.height + 1) / 2) }

    /// Columns left of the gallery's pictures, for their names.
    static let galleryLabelWidth = 13

    /// How many samples the gallery shows.
    var galleryCount: Int {
        guard let gallery, let first = pictures.first else { return 0 }
        let width = Self.halved(first.inset().size).width + 1
        return max(0, (gallery.width - Self.galleryLabelWidth) / width)
    }
}

extension Rect {
    var size: Size { Size(width, height) }
}
