import Canvas
import Files
import Terminal

/// A canvas as a picture: each cell eight by sixteen pixels, so a pixel of a response at full size is a square of eight.
enum CanvasPicture {
    /// What a terminal's own colours are taken for.
    private static let foreground: Components = (222, 222, 222)
    private static let background: Components = (18, 18, 20)

    private typealias Components = XtermPalette.Components

    static func image(of canvas: Canvas) -> PNGImage {
        let (width, height) = (BitmapFont.width, BitmapFont.height)
        var image = PNGImage(width: max(1, canvas.width) * width, height: max(1, canvas.height) * height)
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                let cell = canvas[x, y]
                let (ink, paper) = colors(of: cell.style)
                for (row, bits) in BitmapFont.standard.rows(of: cell.glyph).enumerated() {
                    // An underlined cell has its last row but one filled.
                    let isLine = row == height - 2 && cell.style.attributes.contains(.underline)
                    for column in 0..<width {
                        let isInk = isLine || bits & (0x80 >> UInt8(column)) != 0
                        image[x * width + column, y * height + row] = isInk ? ink : paper
                    }
                }
            }
        }
        return image
    }

    private static func colors(of style: Style) -> (ink: Components, paper: Components) {
        var ink = components(style.foreground) ?? foreground
        let paper = components(style.background) ?? background
        if style.attributes.contains(.dim) { ink = ((ink.red / 3) * 2, (ink.green / 3) * 2, (ink.blue / 3) * 2) }
        if style.attributes.contains(.bold), style.foreground == .standard { ink = (255, 255, 255) }
        return style.attributes.contains(.reverse) ? (paper, ink) : (ink, paper)
    }

    private static func components(_ color: Color) -> Components? {
        if let index = color.paletteIndex { return XtermPalette.components(of: Int(index)) }
        return color.components
    }
}
