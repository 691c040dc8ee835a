internal import Calorimeter
internal import DataSets
internal import Evaluation
internal import FastSimulation

/// Responses of one kind that are kept for the classifiers: the figures of many, the lit pixels of some.
package struct ClassifierExamples: Sendable {
    /// Figures, `ResponseFigures.count` numbers for each response.
    private(set) var figures: [Float] = []
    /// The particle of each response whose figures are kept.
    private(set) var figureParticles: [Int32] = []
    private(set) var images = SparseResponses()
    private(set) var imageParticles: [Int32] = []

    /// How many responses are kept of a test set, so that memory stays bounded.
    private static let mostFigures = 60_000
    private static let mostImages = 12_000

    package init() {}

    /// Adds the response `number` to a particle of a test set, if it is among the first ones.
    mutating func append(
        _ photons: UnsafeBufferPointer<Float>, sums: ChannelSums, number: Int, particle: Int, of testSet: TestSet
    ) {
        func isKept(_ most: Int) -> Bool { particle < most && number < max(most / testSet.particles.count, 1) }
        if isKept(Self.mostFigures) {
            withUnsafeTemporaryAllocation(of: Float.self, capacity: ResponseFigures.count) { room in
                room.initialize(repeating: 0)
                if let figures = room.baseAddress {
                    ResponseFigures.write(photons, detector: testSet.detector, sums: sums, into: figures)
                }
                figures += room
            }
            figureParticles.append(Int32(particle))
        }
        if isKept(Self.mostImages) {
            images.append(photons)
            imageParticles.append(Int32(particle))
        }
    }

    mutating func append(contentsOf other: ClassifierExamples) {
        figures += other.figures
        figureParticles += other.figureParticles
        images.append(contentsOf: other.images)
        imageParticles += other.imageParticles
    }
}

/// What the examples of a particle are for. All of them go together, so that no classifier is asked about a particle that
/// it knows.
package enum ClassifierPart {
    case training, validation, test

    init(particle: Int) {
        switch particle % 10 {
        case 1, 3, 5, 7, 9: self = .test
        case 8: self = .validation
        default: self = .training
        }
    }

    /// Fewer particles than this make no classifier worth its name.
    package static let fewestParticles = 20
}
