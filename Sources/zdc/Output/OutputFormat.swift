import ArgumentParser
import Text

/// How a data set is written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    /// Arrays of NumPy: conditions and responses.
    case npz
    /// The responses alone.
    case npy
    /// A row for each response.
    case csv
    /// An object for each response.
    case jsonl
    /// The debug line of ALICE O2: five whole numbers for each response.
    case o2

    /// The format that a file name asks for.
    init(path: String) {
        let suffix = path.split(separator: "/").last.flatMap { $0.contains(".") ? $0.split(separator: ".").last : nil }
        switch suffix?.lowercased() {
        case "npy": self = .npy
        case "csv": self = .csv
        case "jsonl", "ndjson": self = .jsonl
        default: self = .npz
        }
    }

    var isText: Bool { self != .npz && self != .npy }
    /// Whether `--content` changes it.
    var hasContent: Bool { self == .csv || self == .jsonl }
}

/// What a row of text tells of a response.
enum OutputContent: String, CaseIterable, ExpressibleByArgument {
    /// The five channel sums.
    case sums
    /// Every pixel.
    case pixels
}
