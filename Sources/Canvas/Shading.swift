/// Turns values into colours or whole cells, for one scale and one appearance, with tables that are made once per picture and
/// read once per pixel.
struct Shading {
    /// Colours of single pixels, from the most negative to the most positive; empty if a cell shows only one value.
    let colors: [Color]
    /// Whole cells, in the same order and number as `colors` if there are any.
    let cells: [Cell]
    /// The index of zero in the tables.
    let zero: Int
    /// Glyphs for two pixels per cell, if colours and glyph set allow it.
    let halves: GlyphSet.Halves?
    /// The cell for NaN.
    let unknown: Cell

    private let transfer: Transfer
    private let threshold: Float
    private let perUnit: Float
    private let isDiverging: Bool

    init(scale: HeatMapScale, appearance: Appearance) {
        let level = appearance.level
        let blank = ColorRamp.zero(at: level, appearance.theme)
        var halves = level.hasColorRamps ? appearance.glyphs.halves : nil
        let negative: [Cell]
        let positive: [Cell]
        if scale.isDiverging {
            let ramps = ColorRamp.differences(at: level)
            if halves != nil {
                negative = Self.blocks(ramps.negative, appearance)
                positive = Self.blocks(ramps.positive, appearance)
            } else {
                negative = Self.glyphs(appearance.glyphs.negativeRamp, inks: ramps.negative, on: blank)
                positive = Self.glyphs(appearance.glyphs.ramp, inks: ramps.positive, on: blank)
            }
        } else {
            negative = []
            let ramp = ColorRamp.pixels(appearance.map, at: level)
            if halves != nil {
                positive = Self.blocks(ramp, appearance)
            } else if level == .ansi16 {
                positive = Self.shades(appearance)
            } else {
                positive = Self.glyphs(appearance.glyphs.ramp, inks: ramp, on: blank)
            }
        }
        if positive.isEmpty { halves = nil }
        cells = negative.reversed() + [Cell(" ", Style(blank, on: blank))] + positive
        colors = halves == nil ? [] : cells.map(\.style.foreground)
        zero = negative.count
        self.halves = halves
        unknown = Cell("?", appearance.warningStyle)
        transfer = scale.transfer
        threshold = scale.threshold > 0 ? scale.threshold : 0
        let top = scale.peak > 0 ? scale.transfer(scale.peak) : 0
        perUnit = top.isFinite ? 1 / top : 0
        isDiverging = scale.isDiverging
    }

    /// The index of a value in the tables; nil for NaN.
    @inline(__always)
    func index(of value: Float) -> Int? {
        if value > 0 {
            guard value >= threshold else { return zero }
            return zero + step(value, of: cells.count - 1 - zero)
        }
        if value < 0 {
            guard isDiverging, -value >= threshold else { return zero }
            return zero - step(-value, of: zero)
        }
        return value == 0 ? zero : nil
    }

    @inline(__always)
    private func step(_ magnitude: Float, of steps: Int) -> Int {
        let share = transfer(magnitude) * perUnit
        return share < 1 ? Int(share * Float(steps)) + 1 : steps
    }

    /// A full block in each colour.
    private static func blocks(_ colors: [Color], _ appearance: Appearance) -> [Cell] {
        let block = appearance.glyphs.bars.last ?? "#"
        let background = ColorRamp.zero(at: appearance.level, appearance.theme)
        return colors.map { Cell(block, Style($0, on: background)) }
    }

    /// Each glyph in a colour of the ramp, without the darkest fifth, because a glyph covers little of its cell.
    private static func glyphs(_ glyphs: [Unicode.Scalar], inks: [Color], on background: Color) -> [Cell] {
        let darkest = inks.count / 5
        return glyphs.indices.map { index in
            guard !inks.isEmpty else { return Cell(glyphs[index]) }
            let ink = darkest + index * (inks.count - 1 - darkest) / max(glyphs.count - 1, 1)
            return Cell(glyphs[index], Style(inks[ink], on: background))
        }
    }

    /// Densities in ANSI colours; if there are more glyphs than densities, each glyph takes the hue at its position.
    private static func shades(_ appearance: Appearance) -> [Cell] {
        let shades = ColorRamp.shades(appearance.map)
        let ramp = appearance.glyphs.ramp
        let background = ColorRamp.zero(at: appearance.level, appearance.theme)
        // White on black stands for the terminal's default text colour.
        func ink(_ color: Color) -> Color { color == .standard && background != .standard ? .palette(7) : color }
        guard ramp.count > shades.count else {
            return shades.map { Cell(ramp[min($0.density, ramp.count) - 1], Style(ink($0.color), on: background)) }
        }
        return ramp.indices.map { Cell(ramp[$0], Style(ink(shades[$0 * shades.count / ramp.count].color), on: background)) }
    }
}
