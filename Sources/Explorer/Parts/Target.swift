/// What a mouse can point at.
enum Target: Hashable, Sendable {
    case row(ParameterRow)
    case slider(ParameterRow)
    case picture
    case pane(Pane)
    case action(Action)
    case preset(Int)
    case command(Int)
    case saveKind(SaveKind)
    case histogram(channel: Int)
    case sample(row: Int, sample: Int)
    case sampleRow(Int)
    case compared(row: Int, column: Int)
    case column(Int)
    case curvePoint
    case noise(Int)
    case noiseSlider(Int)
    case plot(Int)
    case scoreHeadings
    case scoreRow(Int)
    /// Inside of a list or a dialog, where the wheel scrolls.
    case list
    /// Around a dialog: a click closes it.
    case outside
}
