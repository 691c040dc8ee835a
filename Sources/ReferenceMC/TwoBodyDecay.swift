import Random

extension Track {
    /// The two children of a decay here, isotropic in the rest frame and boosted along the flight line.
    ///
    /// A child is nil if it is a neutrino or flies slower than 0.05 GeV/c forward. Nil for a stable particle.
    func decayed(random: inout RandomStream) -> (Track?, Track?)? {
        guard let channel = decayChannel(random: &random) else { return nil }
        let cosine = random.uniform(-1, 1)
        let azimuth = random.direction()
        let transverse = channel.momentum * (1 - cosine * cosine).squareRoot()
        let decay = Decay(
            gamma: max(energy / kind.massGeV, 1), sign: charge < 0 ? -1 : 1, forward: channel.momentum * cosine,
            transverseX: transverse * azimuth.cosine, transverseY: transverse * azimuth.sine)
        return (
            child(channel.first, charge: channel.firstCharge, of: decay, momentum: channel.momentum, direction: 1),
            child(channel.second, charge: channel.secondCharge, of: decay, momentum: channel.momentum, direction: -1)
        )
    }

    /// One decay: the parent's boost and sign of charge, and the first child's momentum in the rest frame, GeV.
    private struct Decay {
        let gamma: Double
        let sign: Double
        let forward: Double
        let transverseX: Double
        let transverseY: Double
    }

    private func decayChannel(random: inout RandomStream) -> DecayChannel? {
        let channels = kind.decays
        guard var channel = channels.first else { return nil }
        guard channels.count > 1 else { return channel }
        var left = random.uniform()
        for candidate in channels {
            channel = candidate
            left -= candidate.share
            if left < 0 { break }
        }
        return channel
    }

    private func child(
        _ child: ParticleKind, charge: Double, of decay: Decay, momentum: Double, direction: Double
    ) -> Track? {
        guard child != .neutrino else { return nil }
        let mass = child.massGeV
        let restEnergy = (momentum * momentum + mass * mass).squareRoot()
        let beta = (1 - 1 / (decay.gamma * decay.gamma)).squareRoot()
        let forward = direction * decay.forward
        let pz = decay.gamma * (forward + beta * restEnergy)
        guard pz > 0.05 else { return nil }
        var track = self
        track.kind = child
        track.began = flight.z
        track.flight.energy = decay.gamma * (restEnergy + beta * forward)
        track.flight.charge = decay.sign * charge
        track.flight.slopeX += direction * decay.transverseX / pz
        track.flight.slopeY += direction * decay.transverseY / pz
        return track
    }
}
