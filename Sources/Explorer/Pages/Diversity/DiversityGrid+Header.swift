import Calorimeter
import Canvas

extension DiversityGrid {
    /// Columns of a colour bar with its numbers.
    private static let readableBar = 14

    /// "n 3192 GeV  Pz -3192.38  samples 1–4 of 64", and the colour bar of all pictures.
    func drawHeader(scales: [(Detector, HeatMapScale)], of scene: inout Scene) {
        let line = layout.header
        let (dash, minus) = (state.appearance.text("–", ascii: "-"), state.appearance.text("−", ascii: "-"))
        let first = state.diversity.first
        let last = min(first + layout.samples, state.diversity.count) - 1
        let isShort = layout.isCompact && state.diversity.isDifference
        let particle =
            isShort
            ? ParticleText.heading(state.particle, state.appearance) + " GeV"
            : ParticleText.short(state.particle, state.appearance)
        var warning = TruthText.warning(state.particle, state)
        if state.truth.dataSet == nil, !warning.isEmpty { warning = "true \(warning)" }
        if state.truth.dataSet != nil, !layout.isCompact {
            warning =
                "true: \(TruthText.short(state, width: 20))"
                + (warning.isEmpty ? ", \(TruthText.responses(result?.rows.first?.spread.count ?? 0))" : ", \(warning)")
        }
        var text =
            particle + (warning.isEmpty ? "" : "  \(warning)") + "  samples \(first)\(dash)\(last) of \(state.diversity.count)"
        let all = HiddenRows(shown: rows.map(\.index), of: state.models.count + 1)
        if !state.range.outside(state.particle).isEmpty {
            // The word gives way to the models that have no row.
            let least = all.text(state.appearance, room: 5)
            let isTight = !least.isEmpty && text.unicodeScalars.count + 18 + least.count + 3 > line.width
            text += isTight ? "  outside" : "  outside training"
        }
        if state.diversity.isDifference { text += "  \(minus) mean true" }
        var end = scene.canvas.text(text, x: line.x + 1, y: line.y, .bold)
        var words = layout.pooling > 1 ? "\(layout.pooling)×\(layout.pooling) summed" : "full size"
        if layout.isCompact {
            words = "\(layout.pooling)×\(layout.pooling) \(state.transfer.label)"
        } else {
            words += ", \(state.transfer.label), \(scale([]).colours(state.appearance))"
        }
        if scales.isEmpty { words += ", a scale per row" }
        let width = words.unicodeScalars.count
        let room = line.maxX - end - 3
        // As little as leaves a colour bar that can be read, and if even that is too much, the bar gives way.
        var hidden = all.text(state.appearance, room: room - width - Self.readableBar)
        if hidden.isEmpty { hidden = all.text(state.appearance, room: room) }
        if !hidden.isEmpty { end = scene.canvas.text(hidden, x: end + 2, y: line.y) }
        guard end + 2 + width <= line.maxX else { return }
        scene.canvas.text(words, endingAt: line.maxX - 1, y: line.y, state.appearance.quietStyle)
        scene.add(.action(.cycleScale), at: Rect(x: line.maxX - 1 - width, y: line.y, width: width, height: 1))
        var left = line.maxX - 2 - width
        for (place, (detector, scale)) in scales.enumerated().reversed() {
            let name = scales.count > 1 ? detector.name + " " : ""
            let room = (left - end - 2) / (place + 1) - name.count
            guard room >= 12 else { return }
            let barWidth = min(room, 30)
            scene.drawBar(scale, x: left - barWidth, y: line.y, width: barWidth)
            scene.canvas.text(name, x: left - barWidth - name.count, y: line.y, state.appearance.quietStyle)
            left -= barWidth + name.count + 1
        }
    }
}
