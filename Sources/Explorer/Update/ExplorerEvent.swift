import Terminal

/// Everything that can happen to the explorer, through one door.
enum ExplorerEvent: Sendable {
    case terminal(TerminalEvent)
    case pictures(SamplePictures)
    case statistics(SampleStatistics)
    /// A moment that the state asked for has come (`ExplorerState.nextMoment`).
    case moment
}

/// What the explorer wants done outside of itself.
enum ExplorerEffect: Equatable, Sendable {
    /// Replace what is being sampled.
    case sample(SamplingRequest)
    case suspend
    case redraw
    case setMouse(Bool)
    case quit
    /// End in order, then die by this signal.
    case die(signal: Int32)
}
