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
    /// How many steps are remembered.
    static let depth = 1000

    init(particle: Particle, lock: OnShellLock) {
        current = Entry(particle: particle, lock: lock)
    }

    /// Makes a change; `merging` joins it to the change before (a slider being dragged is one step).
    mutating func change(to entry: Entry, merging: Bool = false) {
        guard entry != current else { return }
        if !merging || past.isEmpty {
            past.append(current)
            if past.count > Self.depth { past.removeFirst() }
        }
        future.removeAll()
        current = entry
    }

    /// Goes one step back; false if there is none.
    mutating func undo() -> Bool {
        guard let previous = past.popLast() else { return false }
        future.append(current)
        current = previous
        return true
    }

    /// Goes one step forward again; false if there is none.
    mutating func redo() -> Bool {
        guard let next = future.popLast() else { return false }
        past.append(current)
        current = next
        return true
    }
}
