import Canvas
import Files

extension SaveKind {
    /// What it is, for the list.
    func title(_ state: ExplorerState) -> String {
        switch self {
        case .screenPicture: "PNG: the screen"
        case .vectors: "SVG: the screen, sharp at any size"
        case .figure:
            "PNG: \(state.page.figureTitle(state)) alone" + (state.showsBoth ? ", \(state.detector.name)" : "")
        case .csv: "CSV: the numbers" + Self.names(ShownNumbers(state)?.detectors.map(\.name), state)
        case .json: "JSON: the numbers" + Self.names(ShownNumbers(state)?.detectors.map(\.name), state)
        case .tex: "LaTeX: the table"
        case .arrays: "NPZ: pictures and samples" + Self.names(state.detectorsWithArrays, state)
        case .text: "text: the screen"
        case .colouredText: "text with colour codes (ANSI)"
        case .session: "session: this view with all settings"
        }
    }

    /// Which calorimeters a file is of, where two are on the screen: " of ZN and ZP".
    static func names(_ names: [String]?, _ state: ExplorerState) -> String {
        state.showsBoth ? " of " + (names ?? []).joined(separator: " and ") : ""
    }

    /// What there is to save now.
    static func offered(_ state: ExplorerState) -> [SaveKind] {
        let numbers = ShownNumbers(state)?.document
        return allCases.filter { kind in
            switch kind {
            case .screenPicture, .vectors, .text, .colouredText, .session: true
            case .figure: state.page.figure(state) != nil
            case .csv, .json: numbers != nil
            case .tex: numbers?.hasTeX == true
            case .arrays: !state.shownArrays.isEmpty
            }
        }
    }

    /// Makes the file, whole or not at all; what it is, for a sentence.
    func write(_ state: ExplorerState, path: String) throws(FileError) -> String {
        switch self {
        case .screenPicture: return try Self.write(Scene.saved(state).canvas, path)
        case .vectors: return try Self.write(SVGText.render(Scene.saved(state).canvas), path)
        case .figure:
            var state = state
            state.appearance.level = .direct
            guard var figure = state.page.figure(state) else { throw Self.nothing(path) }
            figure.apply(state.appearance.theme, at: .direct)
            return try Self.write(figure, path)
        case .csv: return try Self.write(ShownNumbers(state)?.document.csv, path)
        case .json: return try Self.write(ShownNumbers(state)?.document.json, path)
        case .tex: return try Self.write(ShownNumbers(state)?.document.tex, path)
        case .arrays:
            let arrays = state.shownArrays
            guard !arrays.isEmpty else { throw Self.nothing(path) }
            try NamedArray.write(arrays, path: path)
            return "\(arrays.count) arrays"
        case .text: return try Self.write(Scene.saved(state).canvas.plainText + "\n", path)
        case .colouredText: return try Self.write(ANSIText.render(Scene.saved(state).canvas, level: .direct), path)
        case .session: return try Self.write(try state.session.text(path: path), path)
        }
    }

    private static func write(_ canvas: Canvas, _ path: String) throws(FileError) -> String {
        let picture = CanvasPicture.image(of: canvas)
        try picture.write(path: path)
        return "\(picture.width) by \(picture.height) pixels"
    }

    private static func write(_ text: String?, _ path: String) throws(FileError) -> String {
        guard let text else { throw nothing(path) }
        try AtomicFile.write(text, path: path)
        return "\(text.utf8.count) bytes"
    }

    /// The numbers may have gone between the question and its answer.
    private static func nothing(_ path: String) -> FileError {
        FileError(path: path, "There is nothing to write to \(path) yet; wait for the first numbers.")
    }
}
