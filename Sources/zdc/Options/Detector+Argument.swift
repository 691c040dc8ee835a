import ArgumentParser
import Calorimeter
import DataSets
import Explorer

extension Detector: ExpressibleByArgument {
    public init?(argument: String) { self.init(named: argument) }

    public var defaultValueDescription: String { name.lowercased() }

    public static var allValueStrings: [String] { all.map { $0.name.lowercased() } }

    /// "zn or zp", for messages.
    static var words: String { allValueStrings.joined(separator: " or ") }
}

/// Which calorimeter a command is about.
struct DetectorOption: ParsableArguments {
    @Option(
        name: .customLong("detector"),
        help: ArgumentHelp(
            "The calorimeter: zn (neutrons, 44x44 fibres) or zp (protons, 56x30). (default: zn)", valueName: "name"))
    var named: Detector?

    var detector: Detector { named ?? .zn }

    /// Whether it stands on the command line.
    var isTyped: Bool { Configuration.isTyped(named, "detector") }

    /// The detector of the command line, or else of the data set, or else of the user's configuration.
    func detector(ofDataSet path: String?) -> Detector {
        guard let path, !isTyped else { return detector }
        return DataSet.detector(ofPath: path) ?? detector
    }
}

extension ShownDetectors: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public var defaultValueDescription: String { text }

    public static var allValueStrings: [String] { names }

    public static var defaultCompletionKind: CompletionKind { .list(names) }
}
