import Calorimeter
import Canvas
import ReferenceMC

/// A vertex that is so far from all training particles that a model's answer means nothing.
enum FarVertex {
    /// Widths of the training particles beyond which a sentence warns.
    private static let far = 1000.0

    /// How many widths of the middle half of the training particles a value lies outside; nil where it does not, or for what is no
    /// vertex.
    static func widths(_ parameter: Parameter, _ state: ExplorerState) -> Double? {
        guard [.vx, .vy, .vz].contains(parameter) else { return nil }
        let (range, value) = (state.range[parameter], state.particle[parameter])
        let knots = range.knots
        let half = knots[knots.count * 3 / 4] - knots[knots.count / 4]
        let width = half > 0 ? half : range.highest - range.lowest
        let distance = max(range.lowest - value, value - range.highest)
        return distance > far * width && width > 0 ? distance / width : nil
    }

    /// What a changed vertex asks of a model, and which knobs move a particle on the face; nil where it is near.
    static func sentence(_ parameter: Parameter, _ state: ExplorerState) -> String? {
        guard let widths = widths(parameter, state) else { return nil }
        return
            "\(parameter.name) \(NumberText.value(state.particle[parameter])) cm is far outside the training particles (\(NumberText.scientific(widths, digits: 1)) times their width): no model knows what happens there. To move the particle on the face, change \(FaceAxis.x.name) and \(FaceAxis.y.name)."
    }
}
