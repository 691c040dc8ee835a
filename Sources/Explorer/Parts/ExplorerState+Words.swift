import Calorimeter
import Canvas

/// Words about what is shown, the same on every page.
extension ExplorerState {
    /// The next colour scale of pictures.
    mutating func cycleTransfer(at now: Duration) {
        settings.transfer = settings.transfer.next
        say("colour scale \(settings.transfer.label)", at: now)
    }

    /// The truth, or the model of a row.
    ///
    /// - Parameter particle: the one that the truth answers for; nil: the one that is set.
    func rowTitle(_ row: Int, of particle: Particle? = nil) -> String {
        guard row > 0, models.indices.contains(row - 1) else {
            return "true: \(TruthText.source(self))"
                + (TruthText.match(particle ?? settings.particle, self).map { ", \($0)" } ?? "")
        }
        return models[row - 1].title + (models[row - 1].isInterim ? " (interim)" : "")
    }

    /// The names of models where room is scarce.
    var shortNames: [String: String] {
        Dictionary(models.map { ($0.name, $0.shortName) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ExplorerState {
    /// The particle and the seed, for files of numbers.
    var aboutParticle: [(name: String, value: NumberTable.Entry)] {
        Parameter.allCases.map { ("\($0.name)\($0 == .charge ? "" : "_" + $0.unit)", .number(settings.particle[$0])) }
            + [
                aboutDetector, ("seed", .text(String(settings.seed))),
                ("truth", .text(TruthText.inFiles(settings.particle, self))),
            ]
    }

    /// The calorimeter whose numbers they are.
    var aboutDetector: (name: String, value: NumberTable.Entry) { ("detector", .text(detector.name)) }
}
