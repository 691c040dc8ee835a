extension SVGText {
    /// The dots of Braille glyphs as rectangles; neighbours of one colour are one.
    static func dots(_ canvas: Canvas) -> [String] {
        struct Run: Hashable {
            var x: Int
            var width: Int
            var color: String
        }
        func element(_ run: Run, _ y: Int, _ height: Int) -> String {
            #"<rect x="\#(run.x)" y="\#(y)" width="\#(run.width)" height="\#(height)" fill="\#(run.color)"/>"#
        }
        var elements: [String] = []
        // Runs that end in the row above, with the row in which they began.
        var open: [(run: Run, start: Int)] = []
        func close(_ kept: Set<Run>, at y: Int) {
            elements += open.filter { !kept.contains($0.run) }.map { element($0.run, $0.start, y - $0.start) }
            open.removeAll { !kept.contains($0.run) }
        }
        for y in 0..<canvas.height {
            let cells = (0..<canvas.width).compactMap { x in
                Braille.pattern(of: canvas[x, y].glyph).map { (x, Braille.pixels($0), hex(canvas[x, y].style.pictureColors.ink)) }
            }
            guard !cells.isEmpty || !open.isEmpty else { continue }
            for line in 0..<16 {
                var runs: [Run] = []
                for (x, rows, color) in cells {
                    for pixel in 0..<8 where rows[line] & (0x80 >> UInt8(pixel)) != 0 {
                        let place = 8 * x + pixel
                        if let last = runs.last, last.x + last.width == place, last.color == color {
                            runs[runs.count - 1].width += 1
                        } else {
                            runs.append(Run(x: place, width: 1, color: color))
                        }
                    }
                }
                let present = Set(runs)
                close(present, at: 16 * y + line)
                let known = Set(open.map(\.run))
                open += runs.filter { !known.contains($0) }.map { ($0, 16 * y + line) }
            }
        }
        close([], at: 16 * canvas.height)
        return elements
    }
}
