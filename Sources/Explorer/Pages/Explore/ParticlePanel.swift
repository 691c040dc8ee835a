import Calorimeter
import Canvas
import Foundation

/// The particle with what follows from it, in a frame.
enum ParticlePanel {
    static func drawFramed(_ state: ExplorerState, scales: PictureScales, in area: Rect, of scene: inout Scene) {
        Frame(title: "particle").draw(on: &scene.canvas, in: area, appearance: state.appearance)
        let inside = area.inset()
        ParticleRows.draw(
            state, in: Rect(x: inside.x, y: inside.y, width: inside.width, height: ParameterRow.all.count), of: &scene)
        let left = inside.x + 1
        func line(_ row: Int, _ text: String, _ style: Style = .plain) {
            guard row < inside.height else { return }
            scene.canvas.text(text, x: left, y: inside.y + row, style, limit: inside.width - 1)
        }
        line(12, state.lock.label)
        let check = check(state)
        scene.canvas.text(check.text, endingAt: inside.maxX - 1, y: inside.y + 12, check.style)
        scene.add(.action(.cycleLock), at: Rect(x: left, y: inside.y + 12, width: inside.width - 1, height: 1))
        line(13, residue(state), state.appearance.quietStyle)
        line(14, direction(state), state.appearance.quietStyle)
        for (row, detector) in state.shownDetectors.enumerated() {
            let landing = Landing(of: state.particle, on: detector)
            line(15 + row, landing.sentence(namesDetector: state.showsBoth), state.appearance.quietStyle)
        }
        let outside = outsideText(state, width: inside.width - 1)
        line(15 + state.shownDetectors.count, outside.text, outside.isOutside ? state.appearance.warningStyle : .plain)
        if state.showsBoth { drawSums(state, in: inside, row: 23, of: &scene) }
        let hints = [
            [
                KeyHint("edit", .edit), KeyHint("step", .step(up: false, .one), .step(up: true, .one)),
                KeyHint("lock", .cycleLock),
            ],
            [KeyHint("species", .presets), KeyHint("undo", .undo), KeyHint("reset", .resetRow)],
        ]
        for (row, hints) in zip(18..., hints) {
            let words = hints.map { $0.label(ExplorePage.keyTable, state.appearance) }.map { "\($0.keys) \($0.text)" }
            line(row, words.joined(separator: "  "), state.appearance.quietStyle)
        }
        let scale = scales.scale(of: state.explore.shown)
        ScaleBars.draw(state, scale: scale, in: Rect(x: left, y: inside.y + 20, width: inside.width - 2, height: 1), of: &scene)
        let sharing = scale.isDiverging ? "" : state.explore.isScaleShared ? " · shared" : " · own scale"
        line(21, "\(state.transfer.label) · \(scale.colours(state.appearance))\(sharing)", state.appearance.quietStyle)
    }

    /// The mean photon sums of both calorimeters, for which there is no channel panel.
    private static func drawSums(_ state: ExplorerState, in area: Rect, row: Int, of scene: inout Scene) {
        let quiet = state.appearance.quietStyle
        let (appearance, glyphs) = (state.appearance, state.appearance.glyphs)
        let headings = [
            ("\(glyphs.trueFill)true", appearance.trueStyle), ("\(glyphs.steps[0])gen", appearance.generatedStyle()),
            ("WS", quiet),
            ("floor", quiet),
        ]
        for (place, (title, style)) in headings.enumerated() {
            scene.canvas.text(title, endingAt: area.x + 14 + 7 * place, y: area.y + row, style)
        }
        scene.canvas.text("sum", x: area.x + 1, y: area.y + row, quiet)
        for (line, detector) in state.shownDetectors.enumerated() {
            let own = state.facing(detector)
            let y = area.y + row + 1 + line
            guard let statistics = own.statistics, y < area.maxY else { continue }
            let total = statistics.comparison.total
            let style: Style = own.areStatisticsCurrent ? .plain : .dim
            scene.canvas.text(detector.name, x: area.x + 1, y: y, style)
            var numbers = [total.trueMean]
            if statistics.generated.count > 0 { numbers.append(total.generatedMean) }
            if statistics.generated.count >= SampleCounts.fewest {
                numbers += [statistics.comparison.meanWS, statistics.comparison.meanFloor]
            }
            for (place, number) in numbers.enumerated() {
                scene.canvas.text(NumberText.knownPhotons(number, width: 6), endingAt: area.x + 14 + 7 * place, y: y, style)
            }
        }
    }

    /// "on shell ✓" if energy, momentum and mass agree to the rounding of the data.
    static func check(_ state: ExplorerState) -> (text: String, style: Style) {
        if state.particle.isOnShell(tolerance: 1e-5) {
            return ("on shell \(state.appearance.glyphs.check)", state.appearance.goodStyle)
        }
        return ("off shell", state.appearance.warningStyle)
    }

    /// How far energy, momentum and mass are from agreeing, as a share of E².
    private static func residue(_ state: ExplorerState) -> String {
        let particle = state.particle
        let share = particle.onShellResidualGeV2 / (particle.energyGeV * particle.energyGeV)
        let text = !share.isFinite ? "-" : abs(share) < 1e-12 ? "0" : NumberText.scientific(share, digits: 2)
        return state.appearance.text("(E²−p²−m²)/E²  \(text)", ascii: "(E2-p2-m2)/E2  \(text)")
    }

    /// Polar angle and pseudorapidity.
    private static func direction(_ state: ExplorerState) -> String {
        let p = state.particle.momentumGeV
        let transverse = (p.x * p.x + p.y * p.y).squareRoot()
        guard p.magnitude > 0 else { return "at rest" }
        let angle = atan2(transverse, abs(p.z))
        guard angle > 0 else { return "along the beam" }
        let microradians = NumberText.significant(angle * 1e6, digits: 3)
        // η = −ln tan(θ/2), signed by the side.
        let rapidity = NumberText.fixed(-log(tan(angle / 2)) * (p.z < 0 ? -1 : 1), decimals: 2)
        return state.appearance.text(
            "θ \(microradians) µrad   η \(rapidity)", ascii: "theta \(microradians) urad  eta \(rapidity)")
    }

    /// "inside training 9/9" or the parameters that are outside.
    static func outsideText(_ state: ExplorerState, width: Int) -> (text: String, isOutside: Bool) {
        let outside = state.range.outside(state.particle)
        let count = Parameter.allCases.count
        if outside.isEmpty { return ("inside training \(count)/\(count)", false) }
        let heading = outside.contains { FarVertex.widths($0, state) != nil } ? "far outside: " : "outside training: "
        return (heading + OutsideText.names(outside, separator: ", ", room: width - heading.count), true)
    }
}

/// The colour bar of what is shown; with both calorimeters one of each, behind its name.
enum ScaleBars {
    static func draw(_ state: ExplorerState, scale: HeatMapScale, in line: Rect, of scene: inout Scene) {
        guard state.showsBoth else {
            return scene.drawBar(scale, x: line.x, y: line.y, width: line.width)
        }
        let detectors = state.shownDetectors
        let layout = state.exploreLayout
        for (detector, part) in zip(detectors, line.columns(detectors.count)) {
            let own = PictureScales(state.facing(detector), pooling: layout.pooling(of: detector)).scale(of: state.explore.shown)
            let start = scene.canvas.text(detector.name + " ", x: part.x, y: part.y, state.appearance.quietStyle)
            scene.drawBar(own, x: start, y: part.y, width: part.maxX - 1 - start)
        }
    }
}

/// The species and the nine parameters, a row each: name, value, unit, slider.
enum ParticleRows {
    private static let nameColumn = 2
    /// Values end before this column.
    private static let valueEnd = 20
    private static let unitColumn = 21
    private static let markColumn = 25
    private static let sliderColumn = 26

    /// Draws the rows from the top of the area; where it is too low, those about the one with the keys.
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        let first = max(0, state.explore.row.index - area.height + 1)
        let glyphs = state.appearance.glyphs
        func mark(_ glyph: Unicode.Scalar, y: Int) {
            scene.canvas.text(String(glyph), x: area.maxX - 1, y: y, state.appearance.quietStyle)
        }
        if first > 0 { mark(glyphs.sortedUp, y: area.y) }
        if first + area.height < ParameterRow.all.count { mark(glyphs.sortedDown, y: area.maxY - 1) }
        for row in ParameterRow.all where (first..<first + area.height).contains(row.index) {
            let line = Rect(x: area.x, y: area.y + row.index - first, width: area.width, height: 1)
            scene.add(.row(row.index), at: line)
            switch row {
            case .species: drawSpecies(state, in: line, of: &scene)
            case .parameter, .landing: draw(row, state, in: line, of: &scene)
            }
            if row == state.explore.row {
                scene.canvas.text(String(state.appearance.glyphs.selection), x: line.x + 1, y: line.y, .bold)
                scene.canvas.restyle(Rect(x: line.x + nameColumn, y: line.y, width: 8, height: 1)) { $0.attributes.insert(.bold) }
            }
        }
    }

    private static func drawSpecies(_ state: ExplorerState, in line: Rect, of scene: inout Scene) {
        scene.canvas.text("species", x: line.x + nameColumn, y: line.y)
        let name = state.particle.species.map { $0.name(state.appearance) } ?? "custom"
        scene.canvas.text(name, endingAt: line.x + valueEnd, y: line.y, .bold)
        if let species = state.particle.species, !species.isInData {
            scene.canvas.text("not in data", x: line.x + unitColumn, y: line.y, state.appearance.warningStyle)
        }
    }

    private static func draw(_ row: ParameterRow, _ state: ExplorerState, in line: Rect, of scene: inout Scene) {
        let value = row.value(of: state.particle, on: state.detector)
        let nameEnd = scene.canvas.text(row.name, x: line.x + nameColumn, y: line.y)
        if case .edit(row, let editor) = state.mode {
            let start = max(line.x + 9, nameEnd + 1)
            FieldView.draw(editor, in: Rect(x: start, y: line.y, width: line.maxX - 1 - start, height: 1), of: &scene)
            return
        }
        scene.canvas.text(value.map { text($0, row) } ?? "none", endingAt: line.x + valueEnd, y: line.y)
        scene.canvas.text(row.unit, x: line.x + unitColumn, y: line.y, state.appearance.quietStyle)
        let slider = Rect(x: line.x + sliderColumn, y: line.y, width: min(16, line.width - sliderColumn - 2), height: 1)
        guard slider.width > 0, let value else { return }
        let shown: Slider
        switch row {
        case .parameter(let parameter):
            let quantiles = state.range[parameter]
            if state.range.outside(state.particle).contains(parameter) {
                scene.canvas.text("!", x: line.x + markColumn, y: line.y, state.appearance.warningStyle)
            }
            shown = Slider(
                fraction: quantiles.fraction(of: value), kind: quantiles.isSigned ? .knob : .bar, zero: quantiles.fraction(of: 0))
        default:
            let edges = row == .landing(.x) ? FaceAxis.x.edges(state.detector) : FaceAxis.y.edges(state.detector)
            func fraction(_ value: Double) -> Double { (value - edges.lowerBound) / (edges.upperBound - edges.lowerBound) }
            // Beside the face is not outside of the training.
            if !edges.contains(value) {
                let glyphs = state.appearance.glyphs
                let side = value < edges.lowerBound ? glyphs.arrowLeft : glyphs.arrowRight
                scene.canvas.text(String(side), x: line.x + markColumn, y: line.y, state.appearance.quietStyle)
            }
            shown = Slider(fraction: min(max(fraction(value), 0), 1), kind: .knob, zero: min(max(fraction(0), 0), 1))
        }
        shown.draw(on: &scene.canvas, x: slider.x, y: slider.y, width: slider.width, appearance: state.appearance)
        scene.add(.slider(row.index), at: slider)
    }

    /// The landing to a hundredth of a millimetre: it follows from the other numbers.
    private static func text(_ value: Double, _ row: ParameterRow) -> String {
        if case .landing = row { NumberText.fixed(value, decimals: 3) } else { NumberText.value(value) }
    }
}

/// A vertex that is so far from all training particles that a model's answer means nothing.
enum FarVertex {
    /// Widths of the training particles beyond which a sentence warns.
    private static let far = 1000.0

    /// How many widths of the middle half of the training particles a value lies outside; nil where it does not, or for what is no
    /// vertex.
    static func widths(_ parameter: Parameter, _ state: ExplorerState) -> Double? {
        guard [.vx, .vy, .vz].contains(parameter) else { return nil }
        let (range, value) = (state.range[parameter], state.particle[parameter])
        let knots = range.knots
        let half = knots[knots.count * 3 / 4] - knots[knots.count / 4]
        let width = half > 0 ? half : range.highest - range.lowest
        let distance = max(range.lowest - value, value - range.highest)
        return distance > far * width && width > 0 ? distance / width : nil
    }

    /// What a changed vertex asks of a model, and which knobs move a particle on the face; nil where it is near.
    static func sentence(_ parameter: Parameter, _ state: ExplorerState) -> String? {
        guard let widths = widths(parameter, state) else { return nil }
        return
            "\(parameter.name) \(NumberText.value(state.particle[parameter])) cm is far outside the training particles (\(NumberText.scientific(widths, digits: 1)) times their width): no model knows what happens there. To move the particle on the face, change \(FaceAxis.x.name) and \(FaceAxis.y.name)."
    }
}
