import Calorimeter
import Terminal

extension ExplorerState {
    /// A key while a particle is looked for.
    mutating func find(_ editor: FieldEditor, _ key: Key, at now: Duration) {
        var editor = editor
        switch key.code {
        case .escape: mode = resting
        case .enter:
            guard !editor.text.isEmpty else { return mode = resting }
            guard let index = place(of: editor.text) else {
                let count = walkedParticles.count
                return complain(
                    "Found no particle \"\(editor.text)\"; expected a number from 1 to \(count), or a species that is among them."
                )
            }
            mode = resting
            load(index, at: now)
        default:
            editor.apply(key)
            mode = .find(editor)
        }
    }

    /// "17" is the seventeenth particle, "n" the next neutron after the one that is shown.
    private func place(of text: String) -> Int? {
        let particles = walkedParticles
        if let number = Int(text) { return particles.indices.contains(number - 1) ? number - 1 : nil }
        guard let species = Species.named(text) else { return nil }
        let first = neighbour(of: page.walkedParticle(self), steps: 1)
        return (particles.indices.map { (first + $0) % particles.count }).first { particles[$0].species == species }
    }
}
