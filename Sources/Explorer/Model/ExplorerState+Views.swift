extension ExplorerState {
    /// The last sample that a stream has a name for.
    static let lastSample = Int(UInt32.max)

    /// What keys mean once nothing is open: the cross keeps them as long as it is there.
    var resting: Mode { crosshair != nil && view == .explore ? .inspect : .browse }

    /// Goes to another view; what plays stops, because it plays there.
    mutating func open(_ view: ViewKind) {
        guard view != self.view else { return }
        self.view = view
        (isPlaying, nextSampleAt, crosshair) = (false, nil, nil)
        // The cross stays where it was.
        if mode == .inspect { mode = .browse }
    }
}
