import Calorimeter

/// What the user has chosen to look at: all that one step of undo brings back.
struct Choices: Equatable, Sendable {
    var particle: Particle
    var lock: OnShellLock
    /// The noises of the latent walk; nil: those of the sample it began with.
    var walkNoise: [Float]?
    /// The particles that are compared.
    var compared: [Particle] = TestParticles.compared
}

/// The present choices and all that they were, for undo and redo.
struct ChoiceHistory: Equatable, Sendable {
    private(set) var current: Choices
    private var past: [Choices] = []
    private var future: [Choices] = []
    /// The gesture of the last change, if it was part of one.
    private var lastGesture: Int?
    /// How many steps are remembered.
    static let depth = 1000

    init(_ choices: Choices) { current = choices }

    /// Makes a change. Changes of one gesture (a slider being dragged) are one step.
    mutating func change(gesture: Int? = nil, _ change: (inout Choices) -> Void) {
        var changed = current
        change(&changed)
        guard changed != current else { return }
        if gesture == nil || gesture != lastGesture {
            past.append(current)
            if past.count > Self.depth { past.removeFirst() }
        }
        lastGesture = gesture
        future.removeAll()
        current = changed
    }

    /// Goes one step back; false if there is none.
    mutating func undo() -> Bool {
        guard let previous = past.popLast() else { return false }
        lastGesture = nil
        future.append(current)
        current = previous
        return true
    }

    /// Goes one step forward again; false if there is none.
    mutating func redo() -> Bool {
        guard let next = future.popLast() else { return false }
        lastGesture = nil
        past.append(current)
        current = next
        return true
    }
}
