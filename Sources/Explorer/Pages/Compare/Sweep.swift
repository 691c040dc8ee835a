import Calorimeter

/// One number of one particle running over a range.
struct Sweep: Equatable, Codable, Sendable {
    /// The particle that the rest is taken from.
    let base: Particle
    var parameter: ParameterRow
    var position: Int
    /// Which way it plays.
    var isRising = true

    /// Points of a sweep, both ends among them.
    static let points = 61
    /// The parameters that can run.
    static let parameters: [ParameterRow] = [
        .energy, .parameter(.px), .parameter(.py), .parameter(.vz), .landing(.x), .landing(.y),
    ]

    init(base: Particle, parameter: ParameterRow, detector: Detector) {
        self.base = base
        self.parameter = parameter
        position = Self.points / 2
        let range = range(detector)
        let value = parameter.value(of: base, on: detector) ?? range.lowerBound
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        if share >= 0, share <= 1 { position = Int((share * Double(Self.points - 1)).rounded()) }
    }

    /// What is impossible about it; nil if nothing.
    var problem: String? {
        if let reason = OnShellLock.problem(in: base) { return "compare.sweep.base: \(reason)" }
        guard (0..<Self.points).contains(position) else {
            return "compare.sweep.position is \(position); expected 0 to \(Self.points - 1)"
        }
        guard !Self.parameters.contains(parameter) else { return nil }
        return "compare.sweep runs over \(parameter.name); expected \(Self.parameters.map(\.name).joined(separator: ", "))"
    }

    var words: [String] { ["--sweep", parameter.word, "--at", "\(Double(position) / Double(Self.points - 1))"] }

    /// The ends: energies of the data's bulk, up to the particle's own, or above a mass that is beyond them; transverse momenta that carry a straight line across the face and a tenth
    /// beyond; vertices of the data; the edges of the face.
    func range(_ detector: Detector) -> ClosedRange<Double> {
        let pz = max(abs(base.momentumGeV.z), 1)
        let face = detector.faceCM(pz: base.momentumGeV.z)
        func across(_ low: Double, _ high: Double) -> ClosedRange<Double> {
            let margin = 0.1 * (high - low)
            return ((low - margin) / face * pz)...((high + margin) / face * pz)
        }
        switch parameter {
        case .parameter(.px): return across(detector.lowEdgeXCM, detector.highEdgeXCM)
        case .parameter(.py): return across(detector.lowEdgeYCM, detector.highEdgeYCM)
        case .landing(let axis): return axis.edges(detector)
        case .parameter(.vz): return -0.25...0.25
        default:
            let low = max(100, 1.01 * base.massGeV)
            let upToBase = (base.energyGeV / 500).rounded(.up) * 500
            return low...max(3000, 2 * low, upToBase)
        }
    }

    func value(at point: Int, _ detector: Detector) -> Double {
        let range = range(detector)
        return range.lowerBound + Double(point) / Double(Self.points - 1) * (range.upperBound - range.lowerBound)
    }

    /// The particle at a point, or the one that it is taken from where there is none.
    func particle(at point: Int, _ detector: Detector) -> Particle { reached(at: point, detector) ?? base }

    /// The particle at a point: the momentum follows a changed energy, the energy a changed momentum. Nil where no particle may
    /// have that, or none comes to that point of the face.
    func reached(at point: Int, _ detector: Detector) -> Particle? {
        let value = value(at: point, detector)
        guard case .parameter(let parameter) = parameter else {
            return try? OnShellLock.energyFollows.setting(parameter, to: value, in: base, on: detector)
        }
        var particle = base
        particle[parameter] = value
        guard let settled = parameter == .energy ? particle.withMomentumOnShell() : particle.withEnergyOnShell() else {
            return nil
        }
        return OnShellLock.problem(of: .energy, in: settled) == nil ? settled : nil
    }

    /// One point on, to and fro between the ends.
    mutating func advance() {
        if position >= Self.points - 1 { isRising = false }
        if position <= 0 { isRising = true }
        position += isRising ? 1 : -1
    }
}
