import Calorimeter
import Evaluation
import Random

/// A face of 4 × 6 pixels, so that nothing can rely on a square or on the real size.
let smallDetector = Detector(
    name: "small", rows: 4, columns: 6, pitchCM: 1, lowEdgeXCM: -2, lowEdgeYCM: -3, depthCM: 10, faceACM: 100, faceCCM: 100)

let smallMap = ChannelMap(detector: smallDetector, convention: .thesis)

/// A photon that flies to a point of the face (cm).
func photon(to x: Double = 0, _ y: Double = 0, energyGeV: Double = 500) -> Particle {
    Particle(massMeV: 0, energyGeV: energyGeV, charge: 0, momentumGeV: Vector(x * 5, y * 5, 500))
}

/// Whole photons, many of them zero, with the light of each particle around a place of its own.
func randomResponses(count: Int, stream: UInt64, brightness: Double = 6) -> [[Float]] {
    var random = RandomStream(seed: 11, purpose: .truth, index: stream)
    return (0..<count).map { _ in
        (0..<smallDetector.pixelCount).map { pixel in
            let far = Double((pixel + Int(stream) * 5) % smallDetector.pixelCount)
            return Float(random.poisson(mean: brightness / (1 + far)))
        }
    }
}

extension ParticleAccumulator {
    mutating func add(_ response: [Float]) { response.withUnsafeBufferPointer { _ = add($0) } }
}

func summary(_ responses: [[Float]]) -> ParticleResponses {
    var accumulator = ParticleAccumulator(map: smallMap)
    for response in responses { accumulator.add(response) }
    return accumulator.finish()
}

func responseSet(_ particles: [[[Float]]]) -> ResponseSet {
    var set = ResponseSet()
    for responses in particles { set.append(summary(responses)) }
    return set
}

func testSet(_ particles: [[[Float]]]) -> TestSet {
    TestSet(detector: smallDetector, particles: particles.map { _ in photon() }, repeats: particles.map(\.count))
}
