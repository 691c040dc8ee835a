import ArgumentParser

/// How a data set is written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, SuffixedForm {
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

    static var suffixes: KeyValuePairs<String, OutputFormat> {
        ["npz": .npz, "npy": .npy, "csv": .csv, "jsonl": .jsonl, "ndjson": .jsonl]
    }

    var isText: Bool { self != .npz && self != .npy }
    /// Whether `--content` changes it.
    var hasContent: Bool { self == .csv || self == .jsonl }
}

/// What a row of text holds of a response.
enum OutputContent: String, CaseIterable, ExpressibleByArgument {
    /// The five channel sums.
    case sums
    /// Every pixel.
    case pixels
}
