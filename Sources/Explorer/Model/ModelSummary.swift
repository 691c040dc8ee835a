import Calorimeter
import DataSets
import FastSimulation
import Scoring

/// What the views say about a model.
struct ModelSummary: Equatable, Sendable {
    var name: String
    var title: String
    /// Its responses come from a file: there are no weights.
    var isFile: Bool
    /// Every pixel of its responses is known, and not channel sums alone.
    var hasPictures = true
    /// Its weights are in the user's own folder.
    var isOwn = false

    /// What is said where the pictures of a model without any would be.
    static let noPictures = "no pictures"
    /// What is said where the channels of sums would be, which are of other masks than those that are set.
    static let otherMasks = "other masks"

    /// Whether it has channel sums alone, and not those of these masks.
    func isOfOtherMasks(than masks: MaskConvention) -> Bool { !hasPictures && masks != ChannelSumFile.masks }

    /// The name where the title has no room.
    var shortName: String { Self.shortName(of: name) }

    /// The title of a model by its name: that of its objective where it is called after it.
    static func title(of name: String) -> String { Objective(rawValue: name)?.title ?? name }

    static func shortName(of name: String) -> String {
        switch name {
        case "energy-score": "escore"
        case "sdi-gan-reg": "sdi+reg"
        case "sdi-gan-reg-aux": "sdi+reg+aux"
        case "latent-flow": "flow"
        default: name.prefixScalars(15)
        }
    }

    init(name: String, title: String, isFile: Bool = false) {
        self.name = name
        self.title = title
        self.isFile = isFile
    }

    init(_ model: Scoring.Model) {
        self.init(name: model.name, title: model.title, isFile: model.file != nil)
        hasPictures = model.hasPictures
    }
}
