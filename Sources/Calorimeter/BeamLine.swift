/// The magnets and the walls of the vacuum chamber between the interaction point and the calorimeters, on one side.
///
/// Strengths are for a 7 TeV beam. Signs are those of the kick to a positive particle, with side and direction included. All
/// numbers are from AliceO2 except for the muon dipole: its field follows from the closed bump of the orbit (3.118 T m about
/// 9.9 m), and its length is assumed. Racetracks and tilted cones of the chamber are approximated by ellipses.
public struct BeamLine: Sendable {
    public struct Element: Sendable {
        public enum Effect: Sendable {
            /// Gradient, T/m: a positive one defocuses a positive particle in x and focuses it in y.
            case quadrupole(gradient: Double)
            /// Field, T; a positive one bends a positive particle to +x or to +y.
            case bendX(field: Double)
            case bendY(field: Double)
            /// An elliptical aperture: centre in x, half width and half height, cm.
            case aperture(centre: Double, halfWidth: Double, halfHeight: Double)
        }

        /// |z| of both ends, cm; equal for an aperture.
        public let start: Double
        public let end: Double
        public let effect: Effect

        fileprivate init(_ start: Double, _ end: Double, _ effect: Effect) {
            (self.start, self.end, self.effect) = (start, end, effect)
        }

        fileprivate static func aperture(
            _ z: Double, _ halfWidth: Double, _ halfHeight: Double, centre: Double = 0
        ) -> Element {
            Element(z, z, .aperture(centre: centre, halfWidth: halfWidth, halfHeight: halfHeight))
        }
    }

    /// Ordered by their downstream ends; a magnet precedes the wall at its end.
    public let elements: [Element]

    private init(_ elements: [Element]) {
        self.elements = elements.enumerated().sorted { ($0.element.end, $0.offset) < ($1.element.end, $1.offset) }.map(\.element)
    }

    /// The separation dipole D1, which bends positive particles to +x on both sides.
    private static let separation = Element(6310.8 - 472.5, 6310.8 + 472.5, .bendX(field: 3.78781))
    private static let gradient = 220.002
    private static let triplet: [Element] = [
        Element(2296.5, 2933.5, .quadrupole(gradient: gradient)), Element(3205, 3755, .quadrupole(gradient: -gradient)),
        Element(3855, 4405, .quadrupole(gradient: -gradient)), Element(4696.5, 5333.5, .quadrupole(gradient: gradient)),
    ]

    /// The separation dipole alone, which is all that ZN by itself is simulated with.
    public static let separationDipole = BeamLine([separation])

    /// The side of pz ≥ 0.
    public static let sideA = BeamLine(
        [Element(945, 1205, .bendY(field: -1.32247)), Element(1972.5, 2125.5, .bendY(field: 1.17905)), separation] + triplet
            + [
                .aperture(2933.5, 1.9, 2.39), .aperture(3755, 2.405, 2.895), .aperture(4405, 2.405, 2.895),
                .aperture(5333.5, 2.405, 2.895), .aperture(6783.3, 3.375, 2.885), .aperture(7022.8, 4.5, 4.5),
                .aperture(7310, 9, 3.5), .aperture(8292, 16.6, 6, centre: -3.8), .aperture(8613, 10.635, 10.635, centre: 4),
            ])

    /// The side of pz < 0, with the muon spectrometer. The position of the last wall but one is estimated.
    public static let sideC = BeamLine(
        [Element(740, 1240, .bendY(field: -0.6236)), Element(1972.5, 2125.5, .bendY(field: 0.9698)), separation] + triplet
            + [
                .aperture(2933.5, 3.15, 3.15), .aperture(3755, 3.15, 3.15), .aperture(4405, 3.15, 3.15),
                .aperture(5333.5, 3.15, 3.15), .aperture(6783.3, 3.47, 3.47), .aperture(7022.8, 4.5, 4.5),
                .aperture(7550, 9, 3.5), .aperture(8373, 10.6, 10.6),
            ])

    /// The whole beam line on the side that a particle with this pz flies to.
    public static func whole(pz: Double) -> BeamLine { pz >= 0 ? sideA : sideC }

    /// The magnets without the walls.
    public var withoutWalls: BeamLine {
        BeamLine(elements.filter { if case .aperture = $0.effect { false } else { true } })
    }
}
