import Calorimeter
import DataSets
import FastSimulation

/// Responses of one kind that are kept for the classifiers: the figures of many, the lit pixels of some.
struct ClassifierExamples: Sendable {
    /// Figures, `ResponseFigures.count` numbers for each response.
    private(set) var figures: [Float] = []
    /// The particle of each response whose figures are kept.
    private(set) var figureParticles: [Int32] = []
    private(set) var images = SparseResponses()
    private(set) var imageParticles: [Int32] = []

    /// How many responses are kept of a test set, so that memory stays bounded.
    private static let mostFigures = 60_000
    private static let mostImages = 12_000

    /// Adds the first responses to a particle of a test set with `particleCount` particles.
    mutating func append(
        _ photons: UnsafeBufferPointer<Float>, sums: [ChannelSums], detector: Detector, particle: Int, particleCount: Int
    ) {
        let pixels = detector.pixelCount
        func kept(_ most: Int) -> Int { particle < most ? min(sums.count, max(most / particleCount, 1)) : 0 }
        let (figureCount, imageCount) = (kept(Self.mostFigures), kept(Self.mostImages))
        for number in 0..<max(figureCount, imageCount) {
            let response = UnsafeBufferPointer(rebasing: photons[number * pixels..<(number + 1) * pixels])
            if number < figureCount {
                withUnsafeTemporaryAllocation(of: Float.self, capacity: ResponseFigures.count) { room in
                    room.initialize(repeating: 0)
                    if let figures = room.baseAddress {
                        ResponseFigures.write(response, detector: detector, sums: sums[number], into: figures)
                    }
                    figures += room
                }
                figureParticles.append(Int32(particle))
            }
            if number < imageCount {
                images.append(response)
                imageParticles.append(Int32(particle))
            }
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
enum ClassifierPart {
    case training, validation, test

    init(particle: Int) {
        switch particle % 10 {
        case 1, 3, 5, 7, 9: self = .test
        case 8: self = .validation
        default: self = .training
        }
    }

    /// Fewer particles than this make no classifier worth its name.
    static let fewestParticles = 20
}
