import Calorimeter
import Canvas

/// A particle in words.
enum ParticleText {
    /// "n 3192", as short as a column's heading: the species and the energy in GeV.
    static func heading(_ particle: Particle, _ appearance: Appearance) -> String {
        let energy = particle.energyGeV
        return
            "\(species(particle, appearance)) \(energy < 99.5 || energy >= 1e6 ? NumberText.significant(energy, digits: 3) : NumberText.fixed(energy, decimals: 0))"
    }

    /// "n 3192 GeV  Pz -3192.38".
    static func short(_ particle: Particle, _ appearance: Appearance) -> String {
        "\(heading(particle, appearance)) GeV  Pz \(NumberText.value(particle.momentumGeV.z))"
    }

    /// "pinned: n 3192 GeV".
    static func pinned(_ particle: Particle, _ appearance: Appearance) -> String {
        "pinned: \(heading(particle, appearance)) GeV"
    }

    /// "n 3192.38 GeV, lands at x 0.08, y -0.65 cm": what tells two particles of one species apart.
    static func whole(_ particle: Particle, on detector: Detector, _ appearance: Appearance) -> String {
        let place = FaceAxis.allCases.compactMap { axis in
            ParameterRow.landing(axis).value(of: particle, on: detector).map {
                "\(axis.rawValue) \(NumberText.fixed($0, decimals: 2))"
            }
        }
        let landing = place.count == 2 ? "lands at \(place.joined(separator: ", ")) cm" : "does not come to the \(detector.name)"
        return "\(species(particle, appearance)) \(NumberText.value(particle.energyGeV)) GeV, \(landing)"
    }

    /// All nine numbers in a line.
    static func full(_ particle: Particle, _ appearance: Appearance) -> String {
        lines(particle, appearance).joined(separator: "  ")
    }

    /// All nine numbers, those that belong together in a line each.
    static func lines(_ particle: Particle, _ appearance: Appearance) -> [String] {
        func vector(_ vector: Vector) -> String {
            "(\(NumberText.value(vector.x)), \(NumberText.value(vector.y)), \(NumberText.value(vector.z)))"
        }
        return [
            "\(species(particle, appearance)) \(NumberText.value(particle.energyGeV)) GeV",
            "m \(NumberText.value(particle.massMeV)) MeV  q \(NumberText.value(particle.charge))",
            "V \(vector(particle.positionCM)) cm", "P \(vector(particle.momentumGeV)) GeV",
        ]
    }

    /// Its symbol or its name, or its mass where it is of no known species.
    static func species(_ particle: Particle, _ appearance: Appearance) -> String {
        particle.species.map { $0.name(appearance) } ?? "m \(NumberText.significant(particle.massMeV, digits: 4))"
    }
}

extension Species {
    /// The symbol, or a typable name where there is only ASCII.
    func name(_ appearance: Appearance) -> String { appearance.glyphs.isUnicode ? symbol : names[0] }
}

/// The parameters that lie outside the training particles, in the room that there is.
enum OutsideText {
    /// "energy Px Py", or "energy +2" where there is room for no more.
    static func names(_ parameters: [Parameter], separator: String = " ", room: Int) -> String {
        for count in stride(from: parameters.count, to: 0, by: -1) {
            let names = parameters.prefix(count).map(\.name).joined(separator: separator)
            let text = count == parameters.count ? names : "\(names) +\(parameters.count - count)"
            if text.count <= room { return text }
        }
        return parameters.count.description.count <= room ? "\(parameters.count)" : ""
    }
}

/// A particle as one word of the command line: nine numbers in the order of the screen.
extension Particle {
    var word: String { Parameter.allCases.map { "\(self[$0])" }.joined(separator: ",") }
}
