import Canvas
import Files

/// A canvas as a picture: each cell eight by sixteen pixels, so a pixel of a response at full size is a square of eight.
enum CanvasPicture {
    static func image(of canvas: Canvas) -> PNGImage {
        let (width, height) = (BitmapFont.width, BitmapFont.height)
        var image = PNGImage(width: max(1, canvas.width) * width, height: max(1, canvas.height) * height)
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                let cell = canvas[x, y]
                let (ink, paper) = cell.style.pictureColors
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
}
