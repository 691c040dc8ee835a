import Calorimeter

extension ExplorerState {
    /// The particles that one walks through: those of the data set, or published ones.
    var walkedParticles: [Particle] { truth.dataSet?.particles ?? TestParticles.all }

    /// The particle `steps` further among them, round and round.
    func neighbour(of particle: Particle, steps: Int) -> Int {
        truth.dataSet?.neighbour(of: particle, steps: steps) ?? TestParticles.neighbour(of: particle, steps: steps).index
    }

    /// "particle 3 of 1805 of set.npz, 64 responses", "published particle 3 of 16".
    func walkedText(_ index: Int) -> String {
        guard let dataSet = truth.dataSet else { return "published particle \(index + 1) of \(TestParticles.all.count)" }
        return
            "particle \(index + 1) of \(dataSet.particles.count) of \(dataSet.name), \(TruthText.responses(dataSet.rows(ofParticle: index).count))"
    }

    /// Takes the next or the previous one of the particles that one walks through.
    mutating func load(steps: Int, at now: Duration) {
        load(neighbour(of: page.walkedParticle(self), steps: steps), at: now)
    }

    /// Takes one of the particles that one walks through.
    mutating func load(_ index: Int, at now: Duration) {
        if page.walk(to: walkedParticles[index], &self) { say(walkedText(index), at: now) }
    }
}
