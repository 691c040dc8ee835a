package import Calorimeter

/// A form of output.
package struct OutputForm: Hashable, Sendable {
    package var format: OutputFormat
    package var content: OutputContent
    package var masks: MaskConvention

    package init(format: OutputFormat, content: OutputContent = .sums, masks: MaskConvention = .thesis) {
        (self.format, self.content, self.masks) = (format, content, masks)
    }

    /// What identifies it, in lines.
    package var identity: String { "format \(format.rawValue)\ncontent \(content.rawValue)\nmasks \(masks.rawValue)" }
}

/// How a data set is written.
package enum OutputFormat: String, CaseIterable, Sendable {
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

    package var isText: Bool { self != .npz && self != .npy }
    /// Whether `content` changes it.
    package var hasContent: Bool { self == .csv || self == .jsonl }
}

/// What a row of text holds of a response.
package enum OutputContent: String, CaseIterable, Sendable {
    /// The five channel sums.
    case sums
    /// Every pixel.
    case pixels
}
