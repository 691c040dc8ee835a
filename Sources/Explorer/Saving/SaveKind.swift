import Canvas
import Evaluation
import Files

/// What of a view can be saved, and in which form.
enum SaveKind: String, CaseIterable, Sendable {
    case screenPicture, figure, vectors, csv, json, tex, arrays, text, colouredText, session

    /// The end of a file's name.
    var suffix: String {
        switch self {
        case .screenPicture, .figure: "png"
        case .vectors: "svg"
        case .csv: "csv"
        case .json: "json"
        case .tex: "tex"
        case .arrays: "npz"
        case .text: "txt"
        case .colouredText: "ansi"
        case .session: "session"
        }
    }
}

/// Numbers in the forms that files have.
struct NumberDocument {
    var csv: String
    var json: String
    /// Nil where nobody would print it.
    var tex: String?

    init(_ table: NumberTable) { (csv, json) = (table.csv, table.json) }

    init(_ report: ScoreReport) { (csv, json, tex) = (report.csv, report.json, report.tex) }
}

/// A file that is wanted.
struct SaveOrder: Equatable, Sendable {
    var kind: SaveKind
    var path: String
    /// What has that name is replaced.
    var replaces = false
}
