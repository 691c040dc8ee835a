import Calorimeter
import FastSimulation
import ReferenceMC

/// Finds out whether means and scales of conditions can be those of particles.
enum ScaleCheck {
    /// More scales from its mean no condition of a training set is.
    private static let farthest = 1000.0
    /// A parameter whose particles are nearer than this to each other, in scales, tells a network nothing.
    private static let narrowest = 1e-3
    private static let particles = 500

    /// What a user should know of means and scales, a sentence each without its full stop.
    static func notes(_ encoding: ConditionEncoding) -> [String] {
        let particles = ConditionSampler(detector: encoding.detector).particles(count: particles, seed: 1)
        var (far, narrow): ([String], [String]) = ([], [])
        for (place, parameter) in Parameter.publishedOrder.enumerated() {
            let values = particles.map { ($0[parameter] - Double(encoding.mean[place])) / Double(encoding.scale[place]) }
            guard let low = values.min(), let high = values.max() else { continue }
            if max(abs(low), abs(high)) > farthest { far.append(parameter.publishedName) }
            // Most vertices are the same.
            if ![.vx, .vy, .vz].contains(parameter), high - low < narrowest { narrow.append(parameter.publishedName) }
        }
        var notes: [String] = []
        if !far.isEmpty {
            notes.append("usual particles are more than \(Int(farthest)) scales from the mean in \(far.joined(separator: ", "))")
        }
        if !narrow.isEmpty {
            notes.append("all usual particles are within a thousandth of a scale in \(narrow.joined(separator: ", "))")
        }
        return notes
    }
}
