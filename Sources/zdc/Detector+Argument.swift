import ArgumentParser
import Calorimeter
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
    @Option(help: ArgumentHelp("The calorimeter: zn (neutrons, 44x44 fibres) or zp (protons, 56x30).", valueName: "name"))
    var detector = Detector.zn
}

extension ShownDetectors: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public var defaultValueDescription: String { text }

    public static var allValueStrings: [String] { names }
}
