import Calorimeter

extension ExplorerState {
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
