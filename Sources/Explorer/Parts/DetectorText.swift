import Calorimeter

/// Which calorimeter is shown, in words.
enum DetectorText {
    /// Beside the tabs: "ZN"; with both "ZN+ZP" and, where there is room, what that means.
    static func label(_ state: ExplorerState, room: Int) -> String {
        let name = state.detector.name
        guard state.detectors.isBoth else { return name }
        let names = state.showsBoth ? state.shownDetectors.map(\.name).joined(separator: "+") : name
        let long =
            state.showsBoth ? "\(names), one flight, all magnets; keys: \(name)" : "\(name) of a flight through all magnets"
        return [long, names].first { $0.unicodeScalars.count <= room } ?? name
    }

    /// For the status line, where both are wanted and there is no room for them.
    static func fallback(_ state: ExplorerState) -> String {
        guard state.detectors.isBoth, state.size.width < ExplorerState.leastWidthOfBoth else { return "" }
        return "\(state.detector.name) (both need \(ExplorerState.leastWidthOfBoth) columns)  "
    }

    /// Why a key puts no other calorimeter on the screen.
    static func only(_ state: ExplorerState) -> String {
        "The data set \(TruthText.source(state)) holds responses of one calorimeter only, the \(state.detector.name)."
    }

    /// What a key has put on the screen.
    static func sentence(_ state: ExplorerState) -> String {
        let (name, other) = (state.detector.name, state.next.detector.name)
        guard state.detectors.isBoth else { return "\(name) alone, the \(state.detector.title)" }
        if state.size.width < ExplorerState.leastWidthOfBoth {
            return
                "both side by side need \(ExplorerState.leastWidthOfBoth) columns, here are \(state.size.width): the \(name) alone, D shows the \(other)"
        }
        // Alone it is what its models were trained on.
        let flight =
            "one flight through all magnets: they bend charged particles away from the ZN, alone only the first dipole does"
        return state.showsBoth
            ? "\(flight); the \(name) has the keys" : "\(flight); this view is of the \(name), D shows the \(other)"
    }
}

extension Detector {
    /// "neutron calorimeter".
    var title: String { "\(kind.rawValue) calorimeter" }
}

extension ExplorerState {
    /// Before what is of one calorimeter, where both are on the screen: "ZN ".
    var detectorPrefix: String { showsBoth ? detector.name + " " : "" }

    /// The other calorimeter takes the place of the one in front, with the trainings of its own models.
    mutating func turnDetector(at now: Duration) {
        guard !truth.isOfOneDetector else { return say(DetectorText.only(self), at: now) }
        let name = front.modelName
        show(ShownDetectors(next.detector, isBoth: settings.detectors.isBoth))
        choose(model: name)
        say(DetectorText.sentence(self), at: now)
    }

    /// Both calorimeters, or the one in front alone.
    mutating func toggleBoth(at now: Duration) {
        guard !truth.isOfOneDetector else { return say(DetectorText.only(self), at: now) }
        show(ShownDetectors(detector, isBoth: !settings.detectors.isBoth))
        choose(model: front.modelName)
        say(DetectorText.sentence(self), at: now)
    }
}
