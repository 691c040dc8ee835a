/// What is known of one value of a graph while tracing it.
enum TracedValue {
    /// Single-precision constants.
    case numbers(ConstantNumbers)
    /// A short list of integers: a shape, or indices into one.
    case integers([Extent])
    /// Columns of noise (0…9) and conditions (10…18, the published order), one row per sample.
    case inputs([Int])
    /// The output of the layers so far.
    case features(Features)

    /// One integer of a shape.
    enum Extent: Hashable {
        case known(Int)
        /// The number of rows.
        case batch
    }
}

/// The output of the layers so far and its present layout.
struct Features {
    /// One index of the output of the last sum, in its present form.
    struct Axis: Hashable {
        /// The index of the output of the sum, in its first shape; nil for an added extent of 1.
        var origin: Int?
        var extent: Int
    }

    /// Without the batch.
    var axes: [Axis]
    /// The extents of the output of the last sum: one, or the first shape of a dense output, or channel, row, column.
    var origin: [Int]
    /// How often each of these indices has been repeated since.
    var repeats: [Int]
    /// Whether only the sum and factors of its outputs went into it.
    var isLinear: Bool
    /// Set if an image was flattened: the indices in it, outermost first.
    var flattened: [Axis]?
    /// Identifies these features, to detect that newer ones were made.
    var version: Int

    var extents: [Int] { axes.map(\.extent) }
    /// Features straight from a dense layer or its activation, never an image.
    var isVector: Bool { origin.count == 1 }
}
