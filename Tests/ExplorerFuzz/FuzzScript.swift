#if DEBUG || FUZZING
import Calorimeter
import Foundation
import Support

/// A start and the steps that follow.
public struct FuzzScript: Sendable {
    public var start: FuzzStart
    public var steps: [FuzzStep]
    var planted: PlantedFault?

    public init(_ start: FuzzStart, _ steps: [FuzzStep]) { (self.start, self.steps) = (start, steps) }

    /// Script `index` of a seed.
    init(seed: UInt64, index: UInt64, length: Int) {
        var source = StepSource(seed: seed, index: index)
        start = source.start()
        steps = (0..<length).map { _ in source.next() }
    }

    /// Performs all steps; returns a violated invariant and the number of steps before it, or nil.
    ///
    /// - Parameter depth: the number of steps between slow checks, which also run at the end; whether the session can be read
    ///   again is checked a tenth as often.
    /// - Parameter patience: the most processor time for one step, seconds; a longer step ends this process by SIGVTALRM.
    func violation(_ deliveries: [Detector: Deliveries], depth: Int, patience: Int, notes: inout FuzzNotes) -> (
        text: String, steps: Int
    )? {
        var world = FuzzWorld(start, deliveries: deliveries)
        defer {
            ProcessorAlarm.set(seconds: 0)
            notes.actions.formUnion(world.actions)
        }
        for (number, step) in steps.enumerated() {
            let begin = ContinuousClock.now
            ProcessorAlarm.set(seconds: patience)
            if let planted, step.isPaste, steps[..<number].contains(where: \.isResize) { planted.happen() }
            if let text = world.take(step) ?? world.violation { return (text, number + 1) }
            let isLast = number == steps.count - 1
            if isLast || number % depth == depth - 1, let text = world.deepViolation { return (text, number + 1) }
            if isLast || number % (10 * depth) == 10 * depth - 1, let text = world.violationOfSession {
                return (text, number + 1)
            }
            notes.slowest = max(notes.slowest, begin.duration(to: .now))
        }
        return nil
    }

    /// A violated invariant, or nil, for scripts that once failed.
    public func violation() throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-fuzz-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var notes = FuzzNotes()
        return violation(try Deliveries.all(folder: folder), depth: 1, patience: 300, notes: &notes)?.text
    }
}

/// What there is to say of scripts in which nothing went wrong.
struct FuzzNotes {
    var slowest = Duration.zero
    /// The kinds of actions that keys have asked for.
    var actions = Set<String>()

    var text: String {
        let missing = FuzzWorld.allActions.subtracting(actions).sorted()
        let milliseconds = Int(Double(slowest / .milliseconds(1)).rounded())
        return "the slowest event took \(milliseconds) ms; \(actions.count) kinds of actions"
            + (missing.isEmpty ? ", all there are" : ", without \(missing.joined(separator: ", "))")
    }
}
#endif
