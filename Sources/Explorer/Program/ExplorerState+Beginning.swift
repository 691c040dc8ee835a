import Files

extension ExplorerState {
    /// Opens the session of the options, or that of the last run, where the options say nothing else; whether this run's can be kept.
    mutating func begin(_ options: ExplorerProgram.Options) -> Bool {
        var last: Session?
        // What the user's file of settings says that it did not say in the last run: newer than what was kept.
        var news: Set<String> = []
        var isKept = false
        if let file = options.stateFile {
            do throws(FileError) {
                last = try file.read()
                if options.session == nil {
                    news = Set((options.configuration ?? [:]).filter { last?.configuration[$0.key] != $0.value }.keys)
                }
                // What was looked at in one calorimeter says nothing about another.
                if options.areDetectorsGiven || news.contains("detector"), last?.detectors != detectors { last = nil }
            } catch {
                remark(error.description)
            }
            let obstacle = file.obstacle()
            if let obstacle { remark(obstacle) }
            isKept = obstacle == nil
        }
        guard let session = options.session ?? last else { return isKept }
        let own = settings
        open(session)
        let isSeedOwn = options.isSeedGiven || news.contains("seed")
        if options.areDetectorsGiven || news.contains("detector") { show(own.detectors) }
        if options.isParticleGiven { (particle, loaded, lock) = (own.particle, own.loaded, own.lock) }
        if isSeedOwn { seed = own.seed }
        if isSeedOwn || options.isIndexGiven { sampleIndex = own.sampleIndex }
        choose(model: options.model)
        if options.isThemeGiven || news.contains("theme") { appearance.theme = own.theme }
        if options.isMapGiven || news.contains("map") { appearance.map = own.map }
        return isKept
    }

    /// Puts something in the list of messages that needs nobody's attention now.
    private mutating func remark(_ text: String) { messages.append(Message(text: text, isError: false, until: nil)) }
}
