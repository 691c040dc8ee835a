import Calorimeter

/// The particle on the screen and all that it was, for undo and redo.
struct ParticleHistory: Equatable, Sendable {
    /// What one step of undo brings back.
    struct Entry: Equatable, Sendable {
        var particle: Particle
        var lock: OnShellLock
    }

    private(set) var current: Entry
    private var past: [Entry] = []
    private var future: [Entry] = []
    /// The gesture of the last change, if it was part of one.
    private var lastGesture: Int?
    /// How many steps are remembered.
    static let depth = 1000

    init(particle: Particle, lock: OnShellLock) {
        current = Entry(particle: particle, lock: lock)
    }

    /// Makes a change. Changes of one gesture (a slider being dragged) are one step.
    mutating func change(to entry: Entry, gesture: Int? = nil) {
        guard entry != current else { return }
        if gesture == nil || gesture != lastGesture {
            past.append(current)
            if past.count > Self.depth { past.removeFirst() }
        }
        lastGesture = gesture
        future.removeAll()
        current = entry
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
