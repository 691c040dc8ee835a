import ArgumentParser
import DataSets

extension OutputFormat: ExpressibleByArgument, SuffixedForm {
    static var suffixes: KeyValuePairs<String, OutputFormat> {
        ["npz": .npz, "npy": .npy, "csv": .csv, "jsonl": .jsonl, "ndjson": .jsonl]
    }
}

extension OutputContent: ExpressibleByArgument {}
