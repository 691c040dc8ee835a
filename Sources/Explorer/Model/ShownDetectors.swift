public import Calorimeter
import DataSets

/// Which calorimeters are looked at: one, or both side by side with one of them in front.
///
/// The one in front has the keys, the histograms, the scores and the trainings. As text it comes first: "zn", "zp", "zn+zp",
/// "zp+zn"; "both" is "zn+zp".
public struct ShownDetectors: Equatable, Sendable {
    public var front: Detector
    public var isBoth: Bool

    public init(_ front: Detector = .zn, isBoth: Bool = false) {
        (self.front, self.isBoth) = (front, isBoth)
    }

    /// The names that a command line or a session can hold.
    public static let names = ["zn", "zp", "both", "zn+zp", "zp+zn"]

    public init?(_ text: String) {
        let parts = (text.lowercased() == "both" ? "zn+zp" : text).split(separator: "+", omittingEmptySubsequences: false)
        let detectors = parts.compactMap { Detector(named: String($0)) }
        guard let front = detectors.first, detectors.count == parts.count, detectors.count <= 2,
            Set(detectors).count == parts.count
        else { return nil }
        self.init(front, isBoth: detectors.count > 1)
    }

    public var text: String {
        let name = front.name.lowercased()
        guard isBoth else { return name }
        return front == Self().front ? "both" : "\(name)+\(Self.beside(front).name.lowercased())"
    }

    /// The other calorimeter.
    static func beside(_ detector: Detector) -> Detector { detector.kind == .neutron ? .zp : .zn }
}

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
