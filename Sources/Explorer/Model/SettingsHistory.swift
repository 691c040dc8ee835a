/// All that the settings were, for undo and redo.
struct SettingsHistory: Equatable, Sendable {
    private var past: [Settings] = []
    private var future: [Settings] = []
    /// The gesture of the last change, if it was part of one.
    private var lastGesture: Int?
    /// The last change of the settings was a step through this history.
    private var hasTravelled = false
    /// How many steps are remembered, of one to two kilobytes each.
    static let depth = 256

    /// Notes what an event has changed. Changes of one gesture (a slider being dragged) are one step.
    mutating func note(_ before: Settings, _ after: Settings, gesture: Int?) {
        defer { hasTravelled = false }
        guard !hasTravelled, before != after, before.withoutCursors != after.withoutCursors else { return }
        if gesture == nil || gesture != lastGesture {
            if past.count == Self.depth { past.removeFirst() }
            past.append(before)
        }
        lastGesture = gesture
        future.removeAll()
    }

    /// One step back from the present settings; nil if there is none.
    mutating func undo(from present: Settings) -> Settings? { travel(from: present, out: \.past, into: \.future) }

    /// One step forward again; nil if there is none.
    mutating func redo(from present: Settings) -> Settings? { travel(from: present, out: \.future, into: \.past) }

    private mutating func travel(
        from present: Settings, out: WritableKeyPath<SettingsHistory, [Settings]>,
        into: WritableKeyPath<SettingsHistory, [Settings]>
    ) -> Settings? {
        guard let other = self[keyPath: out].popLast() else { return nil }
        self[keyPath: into].append(present)
        (lastGesture, hasTravelled) = (nil, true)
        return other
    }
}
