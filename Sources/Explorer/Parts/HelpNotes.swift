/// A part of the help that is not about keys.
struct HelpNotes: Sendable {
    var heading: String
    /// What it is about, and what is to be said.
    var lines: [(String, String)]

    /// What is said of generated photons, on all screens.
    static let wholePhotons = ("generated", "whole photons, here and in every score")
}
