/// What is known of one value of a graph while its nodes are followed.
enum TracedValue {
    /// Constants of single precision.
    case numbers(ConstantNumbers)
    /// A short list of integers: a shape, or indices into one.
    case integers([Extent])
    /// Columns of noise (0…9) and conditions (10…18, the published order), one row per sample.
    case inputs([Int])
    /// What the layers so far make of them.
    case features(Features)

    /// One integer of a shape.
    enum Extent: Hashable {
        case known(Int)
        /// The number of rows.
        case batch
    }
}

/// The output of the layers so far, and how it is laid out by now.
struct Features {
    /// One index of the output of the last sum, or what has become of it.
    struct Axis: Hashable {
        /// Which index of the sum's output, as it was first shaped; nil for an extent of 1 that was put in.
        var origin: Int?
        var extent: Int
    }

    /// Without the batch.
    var axes: [Axis]
    /// The extents of the last sum's output: one, or those that a dense output was first shaped to, or channel, row, column.
    var origin: [Int]
    /// How many times each of these indices was doubled, or more, since.
    var repeats: [Int]
    /// Whether nothing but the sum and factors of its outputs went into it.
    var isLinear: Bool
    /// Set where an image was made flat: the indices that are in it, outermost first.
    var flattened: [Axis]?
    /// Tells whether something was made of these features since.
    var version: Int

    var extents: [Int] { axes.map(\.extent) }
    /// Features straight from a dense layer or an activation behind it, never an image.
    var isVector: Bool { origin.count == 1 }
}
