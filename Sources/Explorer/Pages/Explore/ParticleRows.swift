import Calorimeter
import Canvas

/// The species and the nine parameters, a row each: name, value, unit, slider.
enum ParticleRows {
    private static let nameColumn = 2
    /// Values end before this column.
    private static let valueEnd = 20
    private static let unitColumn = 21
    private static let markColumn = 25
    private static let sliderColumn = 26

    /// Draws ten rows from the top of the area.
    static func draw(_ state: ExplorerState, in area: Rect, of scene: inout Scene) {
        for row in ParameterRow.all where row.index < area.height {
            let line = Rect(x: area.x, y: area.y + row.index, width: area.width, height: 1)
            scene.add(.row(row), at: line)
            switch row {
            case .species: drawSpecies(state, in: line, of: &scene)
            case .parameter(let parameter): draw(parameter, state, in: line, of: &scene)
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

    private static func draw(_ parameter: Parameter, _ state: ExplorerState, in line: Rect, of scene: inout Scene) {
        let value = state.particle[parameter]
        scene.canvas.text(parameter.name, x: line.x + nameColumn, y: line.y)
        if case .edit(parameter, let editor) = state.mode {
            let field = Rect(x: line.x + 9, y: line.y, width: line.width - 10, height: 1)
            FieldView.draw(editor, in: field, of: &scene)
            return
        }
        scene.canvas.text(NumberText.value(value), endingAt: line.x + valueEnd, y: line.y)
        scene.canvas.text(parameter.unit, x: line.x + unitColumn, y: line.y, state.appearance.quietStyle)
        let quantiles = state.range[parameter]
        if state.range.outside(state.particle).contains(parameter) {
            scene.canvas.text("!", x: line.x + markColumn, y: line.y, state.appearance.warningStyle)
        }
        let slider = Rect(x: line.x + sliderColumn, y: line.y, width: min(16, line.width - sliderColumn - 2), height: 1)
        guard slider.width > 0 else { return }
        Slider(
            fraction: quantiles.fraction(of: value), kind: quantiles.isSigned ? .knob : .bar, zero: quantiles.fraction(of: 0)
        ).draw(on: &scene.canvas, x: slider.x, y: slider.y, width: slider.width, appearance: state.appearance)
        scene.add(.slider(.parameter(parameter)), at: slider)
    }
}
