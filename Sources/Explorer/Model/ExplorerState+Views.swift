extension ExplorerState {
    /// The last sample that a stream has a name for.
    static let lastSample = Int(UInt32.max)

    /// What keys mean while nothing is open.
    var resting: Mode { settings.pages[view]?.restingMode ?? .browse }

    /// Goes to another view; what plays stops, because it plays there.
    mutating func open(_ view: ViewKind) {
        guard view != self.view else { return }
        settings.pages[self.view]?.leave()
        self.view = view
        (isPlaying, nextSampleAt) = (false, nil)
        if mode == .inspect { mode = .browse }
    }
}
