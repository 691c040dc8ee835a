import Evaluation

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

/// Numbers in the forms that files have. Each is made when it is asked for: large tables take a while, and mostly the question is
/// whether there are any.
struct NumberDocument {
    private enum Source {
        case table(() -> NumberTable)
        case report(ScoreReport)
    }

    private let source: Source

    init(_ table: @autoclosure @escaping () -> NumberTable) { source = .table(table) }

    init(_ report: ScoreReport) { source = .report(report) }

    var csv: String {
        switch source {
        case .table(let table): table().csv
        case .report(let report): report.csv
        }
    }

    var json: String {
        switch source {
        case .table(let table): table().json
        case .report(let report): report.json
        }
    }

    /// The table, made when it is asked for; nil of a report of scores.
    var table: (() -> NumberTable)? { if case .table(let table) = source { table } else { nil } }

    /// Whether somebody would print them.
    var hasTeX: Bool { if case .report = source { true } else { false } }

    /// Nil where nobody would print it.
    var tex: String? { if case .report(let report) = source { report.tex } else { nil } }
}

struct SaveOrder: Equatable, Sendable {
    var kind: SaveKind
    var path: String
    /// What has that name is replaced.
    var replaces = false
}
