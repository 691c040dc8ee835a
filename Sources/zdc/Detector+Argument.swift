import ArgumentParser
import Calorimeter

extension Detector: ExpressibleByArgument {
    public init?(argument: String) { self.init(named: argument) }

    public var defaultValueDescription: String { name.lowercased() }

    public static var allValueStrings: [String] { all.map { $0.name.lowercased() } }

    /// "zn or zp", for messages.
    static var words: String { allValueStrings.joined(separator: " or ") }
}
