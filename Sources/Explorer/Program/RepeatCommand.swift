import Calorimeter
import Text

/// The command line that prints what is on the screen.
enum RepeatCommand {
    static func words(_ state: ExplorerState) -> [String] {
        ["zdc", "render", state.view.rawValue] + (state.page.isOfParticle(state) ? particle(state.particle) : [])
            + looks(state) + state.page.words(state)
    }

    static func text(_ state: ExplorerState) -> String { words(state).map(shellWord).joined(separator: " ") }

    /// Nine numbers with all their digits.
    private static func particle(_ particle: Particle) -> [String] {
        func list(_ vector: Vector) -> String { "\(vector.x),\(vector.y),\(vector.z)" }
        let charge = Int(exactly: particle.charge.rounded()).map { "\($0)" } ?? "\(particle.charge)"
        return [
            "--mass", "\(particle.massMeV)", "--charge", charge, "--energy", "\(particle.energyGeV)",
            "--position", list(particle.positionCM), "--momentum", list(particle.momentumGeV),
        ] + (particle.isOnShell() ? [] : ["--off-shell"])
    }

    /// What a user's file of settings can change is always said: the command prints the same for everybody.
    private static func looks(_ state: ExplorerState) -> [String] {
        var words = ["--detector", state.detectors.text]
        if let path = state.dataPath { words += ["--data", path] }
        for path in state.generatedPaths { words += ["--generated", path] }
        words += ["--seed", "\(state.seed)", "--size", "\(state.size.width)x\(state.size.height)"]
        words += ["--map", state.appearance.map.rawValue, "--theme", state.appearance.theme.rawValue]
        words += [state.appearance.glyphs.isUnicode ? "--unicode" : "--ascii", "--transfer", state.transfer.rawValue]
        if let model = state.model { words += ["--model", model.name] }
        if let pinned = state.pinned { words += ["--pin", pinned.word] }
        if state.convention != .thesis { words += ["--masks", state.convention.rawValue] }
        return words
    }
}
