#if DEBUG || FUZZING
import Calorimeter
import Foundation
import Support

/// A start and what happens then.
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

    /// Lets all steps happen; what must not be and after how many steps, or nil.
    ///
    /// - Parameter depth: every so many steps, and at the end, all that takes longer is looked at too; whether the session can
    ///   be read again, a tenth as often.
    /// - Parameter patience: time of the processor for one step, seconds; whoever takes longer ends this process by SIGVTALRM.
    func violation(_ deliveries: [Detector: Deliveries], depth: Int, patience: Int, slowest: inout Duration) -> (
        text: String, steps: Int
    )? {
        var world = FuzzWorld(start, deliveries: deliveries)
        defer { ProcessorAlarm.set(seconds: 0) }
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
            slowest = max(slowest, begin.duration(to: .now))
        }
        return nil
    }

    /// What must not be, or nil: for scripts that once failed.
    public func violation() throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zdc-fuzz-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var slowest = Duration.zero
        return violation(try Deliveries.all(folder: folder), depth: 1, patience: 300, slowest: &slowest)?.text
    }
}
#endif
