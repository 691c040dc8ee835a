import Calorimeter
import Canvas

/// The table of pictures of one calorimeter; with both, each particle has a pair of them.
struct CompareGrid {
    let state: ExplorerState
    let layout: CompareLayout
    let detector: Detector
    let result: CompareResult?
    private let particles: [Particle]
    private let rows: [Int]
    /// For each row of the table that of the result; nil where this calorimeter has no model of that name.
    let ownRows: [Int?]
    /// The columns on the screen.
    let shown: Range<Int>
    /// `maps[row][column]` of what is on the screen, at the size it is drawn; nil where it is not made yet.
    let maps: [[HeatMap?]]

    static func draw(_ state: ExplorerState, of scene: inout Scene) {
        let grids = state.shownDetectors.map { CompareGrid(state, of: $0) }
        for grid in grids { grid.drawPictures(of: &scene) }
        guard let front = grids.first(where: { $0.detector == state.detector }) else { return }
        front.drawFrame(grids: grids, of: &scene)
    }

    private init(_ state: ExplorerState, of detector: Detector) {
        let own = state.facing(detector)
        self.state = state
        self.detector = detector
        particles = state.compare.particles
        layout = state.compareLayout
        rows = layout.visibleRows(of: state.models.count + 1, cursor: state.compare.row)
        ownRows = [0] + state.models.map { model in own.models.firstIndex { $0.name == model.name }.map { $0 + 1 } }
        let first = min(state.compare.first, max(0, particles.count - layout.columns))
        shown = first..<min(first + layout.columns, particles.count)
        result = own.compareResult
        // What is on the screen while columns move or change: the pictures of those that stay.
        let known = Dictionary(
            zip(result?.request.particles ?? [], result?.columns ?? []).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
        let (particles, shown, layout, ownRows) = (particles, shown, layout, ownRows)
        maps = rows.map { row in
            shown.map { column in
                guard let pictures = known[particles[column]]?.pictures, let own = ownRows[row], pictures.indices.contains(own),
                    let picture = pictures[own]
                else { return nil }
                var map = HeatMap(picture)
                if state.compare.isDifference, row > 0 {
                    guard let truth = pictures[0] else { return nil }
                    map = .difference(picture, truth.photons)
                }
                return map.pooled(by: layout.pooling)
            }
        }
    }

    /// The pictures, their colour scales and photon sums.
    private func drawPictures(of scene: inout Scene) {
        drawScales(of: &scene)
        for (place, row) in rows.enumerated() {
            for (offset, column) in shown.enumerated() {
                let area = layout.face(of: detector, place: place, offset: offset)
                if let map = maps[place][offset] {
                    scene.draw(map, x: area.x, y: area.y, scale: scale(row: row, place: place, offset: offset))
                    // A column has one particle: its truth shows where that lands.
                    if row == 0 {
                        scene.draw(
                            LandingMark(landing: Landing(of: particles[column], on: detector), pooling: layout.pooling), in: area)
                    }
                }
                if row == 0 { drawMatch(particles[column], in: area, of: &scene) }
                if layout.sums == nil, let numbers = numbers(row: row, column: column) {
                    let text = sumText(numbers, width: area.width + layout.margin)
                    let isWide = text.unicodeScalars.count > area.width
                    let room = Rect(x: area.x, y: area.y, width: isWide ? area.width + layout.margin : area.width, height: 1)
                    scene.canvas.text(text, centredIn: room, y: layout.cells[place][offset].maxY, state.appearance.quietStyle)
                }
            }
        }
        if let sums = layout.sums { drawSums(in: sums, of: &scene) }
    }

    /// What all calorimeters have in common: headings, names of rows, the cursor, the particle under it.
    private func drawFrame(grids: [CompareGrid], of scene: inout Scene) {
        drawHeadings(of: &scene)
        for (place, row) in rows.enumerated() {
            drawLabel(row, place: place, grids: grids, of: &scene)
            for (offset, column) in shown.enumerated() {
                let area = layout.cells[place][offset]
                scene.add(.cell(row: row, column: column), at: area)
                if row == state.compare.row, column == state.compare.column {
                    scene.canvas.text(
                        String(state.appearance.glyphs.selection), x: area.x - 1, y: area.y + area.height / 2, .bold)
                }
            }
        }
        drawHidden(of: &scene)
        drawInvitation(of: &scene)
        if let line = layout.particle, particles.indices.contains(state.compare.column) {
            drawParticle(in: line, of: &scene)
        }
    }

    /// How many models have no row here, in the line below the name of the last one that has.
    private func drawHidden(of scene: inout Scene) {
        guard let last = layout.cells[rows.count - 1].first else { return }
        let text = HiddenRows(shown: rows, of: state.models.count + 1).text(state.appearance, room: layout.labelWidth - 1)
        scene.canvas.text(text, x: 1, y: last.maxY, limit: layout.labelWidth - 1)
    }

    /// How to fill the room that few particles leave.
    private func drawInvitation(of scene: inout Scene) {
        guard shown.count == particles.count, let last = layout.cells[0].last else { return }
        func key(_ action: Action) -> String { ComparePage.keyTable.label(action, state.appearance) }
        let lines = [
            "\(key(.addColumn))  adds the particle of Explore",
            "\(key(.copyColumn))  copies this column, \(key(.previousParticle)) \(key(.nextParticle)) load others into it",
        ]
        let x = last.maxX + 4
        for (offset, line) in lines.enumerated() where x + line.unicodeScalars.count < layout.headings.maxX {
            scene.canvas.text(line, x: x, y: last.y + 1 + offset, state.appearance.quietStyle)
        }
    }

    /// Whose response a data set shows, where it is not the particle's own.
    private func drawMatch(_ particle: Particle, in area: Rect, of scene: inout Scene) {
        let warning = TruthText.warning(particle, state)
        guard !warning.isEmpty else { return }
        scene.canvas.text(warning.prefixScalars(area.width), x: area.x, y: area.y, state.appearance.warningStyle)
    }

    func numbers(row: Int, column: Int) -> CompareResult.Numbers? {
        guard let result, result.request.particles == particles, let own = ownRows[row],
            result.columns[column].numbers.indices.contains(own), result.columns[column].numbers[own].count > 1
        else { return nil }
        return result.columns[column].numbers[own]
    }

    /// "1299 ± 206", or what of it fits.
    private func sumText(_ numbers: CompareResult.Numbers, width: Int) -> String {
        let mean = NumberText.photons(numbers.sumMean, width: 5)
        let text = "\(mean) ± \(NumberText.photons(numbers.sumSigma, width: 4))"
        return text.unicodeScalars.count <= width ? text : mean
    }

    /// The scale of one picture: shared as the user asked. In difference mode the truth stays photons.
    func scale(row: Int, place: Int, offset: Int) -> HeatMapScale {
        let isDifference = state.compare.isDifference
        // Photons and differences never share.
        let places = rows.indices.filter { !isDifference || (rows[$0] == 0) == (row == 0) }
        let together: [HeatMap?] =
            switch state.compare.sharing {
            case .column: places.map { maps[$0][offset] }
            case .row: maps[place]
            case .all: places.flatMap { maps[$0] }
            }
        return .of(together.compactMap(\.self), isDifference: isDifference && row > 0, state.transfer)
    }

    /// What of the headings tells the particles.
    private func drawHeadings(of scene: inout Scene) {
        let line = layout.headings
        if let first = maps.first?.first, first != nil, state.compare.sharing != .all {
            let isAll = shown.count == particles.count
            let text = isAll ? "E / GeV" : "\(shown.lowerBound + 1)–\(shown.upperBound)/\(particles.count)"
            scene.canvas.text(
                text, x: line.x + 1, y: line.y, isAll ? state.appearance.quietStyle : .plain, limit: layout.labelWidth - 1)
        }
        for (offset, column) in shown.enumerated() {
            let area = layout.cells[0][offset]
            let isChosen = column == state.compare.column
            let end = scene.canvas.text(
                heading(column), x: area.x, y: line.y, isChosen ? .bold : .plain, limit: layout.stride - 1)
            if isChosen {
                scene.canvas.restyle(Rect(x: area.x, y: line.y, width: end - area.x, height: 1)) {
                    $0.attributes.insert(.underline)
                }
            }
            scene.add(.column(column), at: Rect(x: area.x, y: line.y, width: layout.stride - 1, height: 1))
        }
    }

    private func heading(_ column: Int) -> String {
        ParticleText.heading(particles[column], state.appearance)
    }

    /// The colour scales that stand in the line of the headings.
    private func drawScales(of scene: inout Scene) {
        let line = layout.headings
        let quiet = state.appearance.quietStyle
        if state.compare.sharing == .all, detector == state.detector, let first = maps.first?.first, first != nil {
            scene.drawBar(scale(row: rows[0], place: 0, offset: 0), x: line.x, y: line.y, width: layout.labelWidth - 1)
            return
        }
        for (offset, column) in shown.enumerated() where state.compare.sharing != .row && maps[0][offset] != nil {
            // The one scale of the calorimeter that is not in front.
            if state.compare.sharing == .all, offset > 0 { return }
            let cell = layout.cells[0][offset]
            let area = layout.face(of: detector, place: 0, offset: offset)
            let end = cell.x + min(heading(column).unicodeScalars.count, layout.stride - 1)
            let bar = scale(row: rows[0], place: 0, offset: offset)
            let start = max(end + 2, area.x)
            if area.maxX - start >= 9 {
                scene.drawBar(bar, x: start, y: line.y, width: area.maxX - start)
            } else {
                let number = NumberText.compact(Double(bar.peak))
                let bounded = state.appearance.text("≤", ascii: "<") + number
                let (room, count) = (area.maxX + layout.margin, bounded.unicodeScalars.count)
                let peak = end + 1 + count <= room ? bounded : number
                let last = end + 1 + peak.unicodeScalars.count
                if last <= room { scene.canvas.text(peak, endingAt: max(last, area.maxX), y: line.y, quiet) }
            }
        }
    }

    /// The photon sums of every row, also of those that scrolled away.
    private func drawSums(in area: Rect, of scene: inout Scene) {
        let quiet = state.appearance.quietStyle
        for row in 0...state.models.count {
            let y = area.y + row
            let name = row == 0 ? "sum true" : state.models[row - 1].shortName
            scene.canvas.text(
                name, x: 1, y: y, row == 0 ? .plain : state.appearance.generatedStyle(row - 1), limit: layout.labelWidth - 2)
            for (offset, column) in shown.enumerated() {
                guard let numbers = numbers(row: row, column: column) else { continue }
                let cell = layout.face(of: detector, place: 0, offset: offset)
                let end = scene.canvas.text(sumText(numbers, width: cell.width + layout.margin), x: cell.x, y: y)
                guard let distance = numbers.distance, cell.width >= 20 else { continue }
                scene.canvas.text("WS \(NumberText.photons(distance.ws, width: 4))", x: max(end + 1, cell.x + 14), y: y, quiet)
            }
        }
    }

    private func drawParticle(in line: Rect, of scene: inout Scene) {
        let particle = particles[state.compare.column]
        let mark = String(state.appearance.glyphs.selection)
        let end = scene.canvas.text(
            "\(mark)\(state.compare.column + 1)  \(ParticleText.full(particle, state.appearance))", x: line.x, y: line.y,
            limit: line.width - 1)
        let outside = state.range.outside(particle)
        let match = TruthText.match(particle, state).map { "  true: \($0)" } ?? ""
        let room = line.maxX - end - 4 - match.count
        let text =
            (outside.isEmpty ? "inside training" : "outside training: " + OutsideText.names(outside, room: room - 18)) + match
        guard end + 3 + text.count < line.maxX else { return }
        scene.canvas.text(
            text, x: end + 3, y: line.y, outside.isEmpty ? state.appearance.quietStyle : state.appearance.warningStyle)
    }
}
