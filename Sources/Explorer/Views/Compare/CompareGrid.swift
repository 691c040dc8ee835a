import Calorimeter
import Canvas

/// The table of pictures.
struct CompareGrid {
    private let layout: CompareLayout
    private let result: CompareResult?
    private let particles: [Particle]
    private let rows: [Int]
    /// The columns on the screen.
    private let shown: Range<Int>
    /// `maps[row][column]` of what is on the screen, at the size it is drawn; nil where it is not made yet.
    private let maps: [[HeatMap?]]

    init(_ state: ExplorerState) {
        particles = state.compare.particles
        layout = CompareLayout(size: state.size, detector: state.detector, columns: particles.count, rows: state.models.count + 1)
        rows = layout.visibleRows(of: state.models.count + 1, cursor: state.compare.row)
        let first = min(state.compare.first, max(0, particles.count - layout.columns))
        shown = first..<min(first + layout.columns, particles.count)
        result = state.compareResult
        // What is on the screen while columns move or change: the pictures of those that stay.
        let known = Dictionary(
            zip(result?.request.particles ?? [], result?.columns ?? []).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
        let (particles, shown, layout) = (particles, shown, layout)
        maps = rows.map { row in
            shown.map { column in
                guard let pictures = known[particles[column]]?.pictures, pictures.indices.contains(row) else { return nil }
                let isDifference = state.compare.isDifference && row > 0
                let map = isDifference ? Self.difference(pictures[row], pictures[0]) : HeatMap(pictures[row])
                return map.pooled(by: layout.pooling)
            }
        }
    }

    /// One response minus another.
    static func difference(_ response: Response, _ truth: Response) -> HeatMap {
        HeatMap(values: zip(response.photons, truth.photons).map { $0 - $1 }, rows: response.rows, columns: response.columns)
    }

    func draw(_ state: ExplorerState, of scene: inout Scene) {
        drawHeadings(state, of: &scene)
        for (place, row) in rows.enumerated() {
            drawLabel(row, place: place, state, of: &scene)
            for (offset, column) in shown.enumerated() {
                let area = layout.cells[place][offset]
                scene.add(.compared(row: row, column: column), at: area)
                if let map = maps[place][offset] {
                    map.draw(
                        on: &scene.canvas, x: area.x, y: area.y, scale: scale(row: row, place: place, offset: offset, state),
                        appearance: state.appearance, crosshair: nil)
                    // A column has one particle: its truth shows where that lands.
                    if row == 0 {
                        LandingMark(landing: Landing(of: particles[column], on: state.detector), pooling: layout.pooling).draw(
                            on: &scene.canvas, in: area, appearance: state.appearance)
                    }
                }
                if row == state.compare.row, column == state.compare.column {
                    scene.canvas.text(String(state.appearance.glyphs.selection), x: area.x - 1, y: area.y + area.height / 2, .bold)
                }
                if layout.sums == nil, let numbers = numbers(row: row, column: column) {
                    scene.canvas.text(
                        sumText(numbers, width: area.width), centredIn: area, y: area.maxY, state.appearance.quietStyle)
                }
            }
        }
        drawInvitation(state, of: &scene)
        if let sums = layout.sums { drawSums(state, in: sums, of: &scene) }
        if let line = layout.particle, particles.indices.contains(state.compare.column) {
            drawParticle(state, in: line, of: &scene)
        }
    }

    /// How to fill the room that few particles leave.
    private func drawInvitation(_ state: ExplorerState, of scene: inout Scene) {
        guard shown.count == particles.count, let last = layout.cells[0].last else { return }
        let lines = ["a  adds the particle of Explore", "=  copies this column, [ ] load others into it"]
        let x = last.maxX + 4
        for (offset, line) in lines.enumerated() where x + line.unicodeScalars.count < layout.headings.maxX {
            scene.canvas.text(line, x: x, y: last.y + 1 + offset, state.appearance.quietStyle)
        }
    }

    private func numbers(row: Int, column: Int) -> CompareResult.Numbers? {
        guard let result, result.request.particles == particles, result.columns[column].numbers[row].count > 1 else { return nil }
        return result.columns[column].numbers[row]
    }

    /// "1299 ± 206", or what of it fits.
    private func sumText(_ numbers: CompareResult.Numbers, width: Int) -> String {
        let mean = NumberText.photons(numbers.sumMean, width: 5)
        let text = "\(mean) ± \(NumberText.photons(numbers.sumSigma, width: 4))"
        return text.unicodeScalars.count <= width ? text : mean
    }

    /// The scale of one picture: shared as the user asked. In difference mode the truth stays photons.
    private func scale(row: Int, place: Int, offset: Int, _ state: ExplorerState) -> HeatMapScale {
        let isDifference = state.compare.isDifference
        // Photons and differences never share.
        let places = rows.indices.filter { !isDifference || (rows[$0] == 0) == (row == 0) }
        let together: [HeatMap?] =
            switch state.compare.sharing {
            case .column: places.map { maps[$0][offset] }
            case .row: maps[place]
            case .all: places.flatMap { maps[$0] }
            }
        return isDifference && row > 0
            ? .difference(state.transfer, peak: max(1, together.compactMap { $0?.peakMagnitude }.max() ?? 1))
            : .photons(state.transfer, peak: max(1, together.compactMap { $0?.peak }.max() ?? 1))
    }

    private func drawHeadings(_ state: ExplorerState, of scene: inout Scene) {
        let line = layout.headings
        let quiet = state.appearance.quietStyle
        if let first = maps.first?.first, first != nil {
            let bar = scale(row: rows[0], place: 0, offset: 0, state)
            if state.compare.sharing == .all {
                ColorBar(scale: bar).draw(
                    on: &scene.canvas, x: line.x, y: line.y, width: layout.labelWidth - 1, appearance: state.appearance)
            } else {
                let isAll = shown.count == particles.count
                let text = isAll ? "\(layout.pooling)×\(layout.pooling) GeV" : "\(shown.lowerBound + 1)–\(shown.upperBound)/\(particles.count)"
                scene.canvas.text(text, x: line.x + 1, y: line.y, isAll ? quiet : .plain, limit: layout.labelWidth - 1)
            }
        }
        for (offset, column) in shown.enumerated() {
            let area = layout.cells[0][offset]
            let isChosen = column == state.compare.column
            let name = ParticleText.heading(particles[column], state.appearance)
            let end = scene.canvas.text(name, x: area.x, y: line.y, isChosen ? .bold : .plain, limit: layout.stride - 1)
            if isChosen { scene.canvas.restyle(Rect(x: area.x, y: line.y, width: end - area.x, height: 1)) { $0.attributes.insert(.underline) } }
            scene.add(.column(column), at: Rect(x: area.x, y: line.y, width: area.width, height: 1))
            guard state.compare.sharing == .column, maps[0][offset] != nil else { continue }
            let bar = scale(row: rows[0], place: 0, offset: offset, state)
            if area.maxX - end - 2 >= 9 {
                ColorBar(scale: bar).draw(
                    on: &scene.canvas, x: end + 2, y: line.y, width: area.maxX - end - 2, appearance: state.appearance)
            } else {
                let number = NumberText.compact(Double(bar.peak))
                let bounded = state.appearance.text("≤", ascii: "<") + number
                let peak = end + 1 + bounded.unicodeScalars.count <= area.maxX ? bounded : number
                if end + 1 + peak.unicodeScalars.count <= area.maxX { scene.canvas.text(peak, endingAt: area.maxX, y: line.y, quiet) }
            }
        }
    }

    private func drawLabel(_ row: Int, place: Int, _ state: ExplorerState, of scene: inout Scene) {
        guard let area = layout.cells[place].first else { return }
        let label = Rect(x: 0, y: area.y, width: layout.labelWidth - 1, height: area.height)
        scene.add(.sampleRow(row), at: label)
        let quiet = state.appearance.quietStyle
        let style: Style = row == 0 ? Style(state.appearance.trueStyle.foreground, .bold) : state.appearance.generatedStyle(row - 1)
        let name = row == 0 ? "true" : state.models[row - 1].shortName
        var lines: [(String, Style)] = []
        if name.unicodeScalars.count < label.width {
            lines.append((name, style))
        } else {
            let parts = name.split(separator: "+")
            lines += [(parts.prefix(2).joined(separator: "+"), style), ("+" + parts.dropFirst(2).joined(separator: "+"), style)]
        }
        if row == 0 { lines.append(("ref. MC", quiet)) }
        if row > 0, state.models[row - 1].isInterim { lines.append(("interim", state.appearance.warningStyle)) }
        if let result, row > 0, result.request.models.count >= row {
            if let distance = result.distance(row: row) {
                lines.append(("WS \(NumberText.photons(distance.ws, width: 4))", .plain))
                lines.append(("\(label.width > 10 ? "floor" : "flr") \(NumberText.photons(distance.floor, width: 4))", quiet))
            }
            if let error = result.sumError(row: row), numbers(row: row, column: shown.lowerBound) != nil {
                let percent = (error > 0 ? "+" : "") + NumberText.fixed(100 * error, decimals: 1)
                lines.append((label.width > 10 ? "sum \(percent) %" : "\(percent)%", quiet))
            }
        }
        if let result, let seconds = result.secondsPerSample.indices.contains(row) ? result.secondsPerSample[row] : nil, label.width > 10 {
            lines.append((NumberText.milliseconds(seconds), quiet))
        }
        if state.compare.sharing == .row, maps[place].contains(where: { $0 != nil }) {
            let peak = scale(row: row, place: place, offset: 0, state).peak
            lines.append((state.appearance.text("≤", ascii: "<") + NumberText.compact(Double(peak)), quiet))
        }
        if row == state.compare.row { scene.canvas.text(String(state.appearance.glyphs.selection), x: 0, y: area.y, .bold) }
        for (offset, line) in lines.enumerated() where offset < area.height + (layout.sums == nil ? 1 : 0) {
            scene.canvas.text(line.0, x: 1, y: area.y + offset, line.1, limit: label.width)
        }
    }

    /// The photon sums of every row, also of those that scrolled away.
    private func drawSums(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let quiet = state.appearance.quietStyle
        for row in 0...state.models.count {
            let y = area.y + row
            let name = row == 0 ? "sum true" : state.models[row - 1].shortName
            scene.canvas.text(name, x: 1, y: y, row == 0 ? .plain : state.appearance.generatedStyle(row - 1), limit: layout.labelWidth - 2)
            for (offset, column) in shown.enumerated() {
                guard let numbers = numbers(row: row, column: column) else { continue }
                let cell = layout.cells[0][offset]
                let end = scene.canvas.text(sumText(numbers, width: cell.width), x: cell.x, y: y)
                guard let distance = numbers.distance, cell.width >= 20 else { continue }
                scene.canvas.text("WS \(NumberText.photons(distance.ws, width: 4))", x: max(end + 1, cell.x + 14), y: y, quiet)
            }
        }
    }

    private func drawParticle(_ state: ExplorerState, in line: Rect, of scene: inout Scene) {
        let particle = particles[state.compare.column]
        let mark = String(state.appearance.glyphs.selection)
        let end = scene.canvas.text(
            "\(mark)\(state.compare.column + 1)  \(ParticleText.full(particle, state.appearance))", x: line.x, y: line.y, limit: line.width - 1)
        let outside = state.range.outside(particle)
        let text = outside.isEmpty ? "inside training" : "outside training: " + outside.map(\.name).joined(separator: " ")
        guard end + 3 + text.count < line.maxX else { return }
        scene.canvas.text(text, x: end + 3, y: line.y, outside.isEmpty ? state.appearance.quietStyle : state.appearance.warningStyle)
    }
}

extension String {
    /// At most so many scalars.
    func prefixScalars(_ count: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(max(0, count)))) }
}
