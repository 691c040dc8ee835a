import Calorimeter
import Canvas
import DataSets

/// Where the truth comes from, as the screen knows it.
enum TruthState: Sendable {
    /// The reference Monte Carlo, which answers for any particle.
    case simulated
    /// A data set that is being read: its name, and the part that has been, 0…1.
    case reading(name: String, part: Double)
    /// A data set, which answers for the particles it holds.
    case stored(DataSet)

    var dataSet: DataSet? {
        if case .stored(let dataSet) = self { dataSet } else { nil }
    }

    var isReading: Bool {
        if case .reading = self { true } else { false }
    }

    /// Only one calorimeter has this truth: a data set holds no other.
    var isOfOneDetector: Bool {
        if case .simulated = self { false } else { true }
    }
}

extension ExplorerState {
    /// Takes the truth from a data set. What is looked at stays where the user has chosen it or the data set holds it; else it
    /// becomes what the data set begins with.
    mutating func adopt(_ dataSet: DataSet) {
        show(ShownDetectors(dataSet.detector))
        truth = .stored(dataSet)
        func holds(_ particle: Particle) -> Bool {
            if case .same = dataSet.match(particle) { return true }
            return false
        }
        guard !isParticleChosen else { return }
        if !holds(particle) { (particle, loaded) = (dataSet.particles[0], dataSet.particles[0]) }
        if !compare.particles.contains(where: holds) {
            compare.particles = Array(dataSet.particles.prefix(TestParticles.compared.count))
            (compare.column, compare.first) = (0, 0)
        }
    }
}
