import Calorimeter
import Canvas

/// The pinned particle in words.
enum PinText {
    /// "pinned: n 3192 GeV".
    static func mark(_ particle: Particle, _ appearance: Appearance) -> String {
        "pinned: \(ParticleText.heading(particle, appearance)) GeV"
    }

    /// A change against the pinned particle, in at most `width` cells.
    static func change(_ value: Double, from pinned: Double, width: Int) -> String {
        NumberText.difference(value - pinned, width: width)
    }
}

/// A particle as one word of the command line: nine numbers in the order of the screen.
extension Particle {
    var word: String { Parameter.allCases.map { "\(self[$0])" }.joined(separator: ",") }
}
