import Calorimeter
import Canvas

/// The line above the histograms: what is counted, which glyph is whose, and how it is drawn.
struct HistogramsHeading {
    let result: HistogramResult
    let state: ExplorerState
    private var appearance: Appearance { state.appearance }

    /// " test set: 10 000 particles   ▒ true  ━ sdi+reg   log y   responses / 25 photons"
    ///
    /// - Parameters:
    ///   - entries: marks with their names.
    ///   - words: what stands behind them, as far as there is room.
    func draw(entries: [(mark: Cell, name: String)], words: [String], on canvas: inout Canvas, in line: Rect) {
        let end = line.maxX
        // Which glyph is whose stays in sight; a long cut gives way.
        let legend = entries.reduce(0) { $0 + $1.name.unicodeScalars.count + 4 }
        let room = max(line.width - legend - sourceText.unicodeScalars.count - 4, 0)
        var x = canvas.text(" \(sourceText)\(cutText(room: room))   ", x: line.x, y: line.y, limit: max(line.width - legend, 0))
        for (mark, name) in entries where x + name.unicodeScalars.count + 2 < end {
            canvas[x, line.y] = mark
            x = canvas.text(name, x: x + 2, y: line.y) + 2
        }
        for word in words {
            guard x + word.count + 1 < end else { return }
            x = canvas.text(word, x: x + 1, y: line.y, appearance.quietStyle) + 2
        }
    }

    /// "  cut sum > 100: 8123 true", the cut itself as far as there is room.
    private func cutText(room: Int) -> String {
        guard let cut = result.request.cut else { return "" }
        let count = ": \(result.kept.map(NumberText.grouped) ?? "0") true"
        let width = min(room - "  cut ".count - count.count, 60)
        let text = cut.description
        let isWhole = text.unicodeScalars.count <= width
        return "  cut " + (isWhole ? text : text.prefixScalars(max(width - 1, 0)) + String(appearance.glyphs.ellipsis)) + count
    }

    private var sourceText: String {
        let count = NumberText.grouped(result.count)
        switch result.request.source {
        case .testSet:
            if let name = result.dataSetName { return "\(name.prefixScalars(30)): \(count) responses" + halfText }
            return result.isComplete
                ? "test set: \(count) particles" : "test set: \(count) of \(NumberText.grouped(result.target))"
        case .particle(let particle):
            let energy = NumberText.significant(particle.energyGeV, digits: 4)
            let symbol = particle.species?.symbol ?? "custom"
            let remark = remark(particle)
            return "\(symbol) \(energy) GeV: \(count) responses" + truthText(particle) + halfText
                + (remark.isEmpty ? "" : "  \(remark)")
        }
    }

    /// "true as 100 TeV, outside training"; how far a data set's particle is off stands there anyway.
    private func remark(_ particle: Particle) -> String {
        let warning = state.truth.dataSet == nil ? TruthText.warning(particle, state) : ""
        return [warning.isEmpty ? nil : "true \(warning)", state.range.outside(particle).isEmpty ? nil : "outside training"]
            .compactMap(\.self).joined(separator: ", ")
    }

    /// Which part of a data set's responses these are.
    private var halfText: String {
        result.dataSetName != nil && result.floors.contains { !$0.isNaN } ? ", half; the rest is the floor" : ""
    }

    /// Where a data set's responses come from, if they do: " of set.npz", " of set.npz, nearest 0.31σ".
    private func truthText(_ particle: Particle) -> String {
        guard let name = result.dataSetName else { return "" }
        let isNearest =
            result.distance.map { " nearest \(NumberText.significant($0, digits: 2))\(appearance.text("σ", ascii: "s"))" } ?? ""
        return " of \(name.prefixScalars(24))\(isNearest)"
    }
}
