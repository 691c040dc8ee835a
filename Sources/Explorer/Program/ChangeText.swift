import Calorimeter
import Canvas

/// What a step through the history has brought, in words.
enum ChangeText {
    /// "energy 3192.38 GeV, seed 42/0"; with the name of the view where it is another one: "Compare: samples 64".
    static func text(from old: Settings, to new: Settings, _ state: ExplorerState) -> String {
        var parts = particle(from: old.particle, to: new.particle, state.appearance)
        func note<Value: Equatable>(_ path: KeyPath<SharedSettings, Value>, _ text: @autoclosure () -> String) {
            if old.shared[keyPath: path] != new.shared[keyPath: path] { parts.append(text()) }
        }
        note(\.pinned, new.pinned.map { ParticleText.pinned($0, state.appearance) } ?? "no pin")
        note(\.lock, "lock \(new.lock.label)")
        if (old.seed, old.sampleIndex) != (new.seed, new.sampleIndex) { parts.append("seed \(new.seed)/\(new.sampleIndex)") }
        if old.detectors == new.detectors { note(\.model, "model \(new.model ?? "none")") }
        note(\.convention, "masks \(new.convention.rawValue)")
        note(\.map, "colour map \(new.map.rawValue)")
        note(\.theme, "theme \(new.theme?.title ?? "of the terminal")")
        note(\.transfer, "colour scale \(new.transfer.label)")
        note(\.detectors, "calorimeter \(new.detectors.text)")
        let views = new.withoutCursors.pages.views(thatDifferFrom: old.withoutCursors.pages)
        for view in views {
            let changes = new.pages[view]?.changes(from: old.pages[view]) ?? []
            if view == state.view {
                parts += changes.isEmpty ? ["this view"] : changes
            } else {
                parts.append(([view.title] + (changes.isEmpty ? [] : [changes.joined(separator: ", ")])).joined(separator: ": "))
            }
        }
        return parts.isEmpty ? "digits of the particle that are not shown" : parts.joined(separator: ", ")
    }

    private static func particle(from old: Particle, to new: Particle, _ appearance: Appearance) -> [String] {
        let changed = Parameter.allCases.filter { NumberText.value(old[$0]) != NumberText.value(new[$0]) }
        func value(_ parameter: Parameter) -> String {
            "\(parameter.name) \(NumberText.value(new[parameter])) \(parameter.unit)"
        }
        if changed.isEmpty { return [] }
        let isOfOneFlight = changed.allSatisfy { ![.vx, .vy, .vz].contains($0) }
        if let species = new.species, species != old.species, isOfOneFlight { return ["species \(species.name(appearance))"] }
        if changed.count <= 2 { return changed.reversed().map(value) }
        // The momentum has followed it.
        if changed.allSatisfy({ [.energy, .px, .py, .pz].contains($0) }) { return [value(.energy)] }
        return ["particle \(ParticleText.heading(new, appearance)) GeV"]
    }
}
