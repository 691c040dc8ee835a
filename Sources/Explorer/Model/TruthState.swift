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
