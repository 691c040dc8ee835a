import Calorimeter
import Testing

@testable import FastSimulation
@testable import Networks

@Suite struct TermsOfTraining {
    @Test func aResponseWithoutLightHasNoPosition() throws {
        let data = TrainingBatch(capacity: 1, encoding: .raw, detector: tallDetector)
        let dark = [Float](repeating: 0, count: tallDetector.pixelCount)
        dark[..<9].withUnsafeBufferPointer { conditions in
            dark.withUnsafeBufferPointer { data.append(conditions: conditions, photons: $0, diversity: 1) }
        }
        let gradient = FloatBuffer([7, 7])
        let loss = GeneratorLosses.position(
            strength: 1, peaks: data.peaks, predictions: FloatBuffer([3, 4]), count: 1, gradient: gradient)
        #expect(loss == 0)
        #expect(gradient.values == [0, 0])
    }

    /// By hand: the truth at 0, draws at 3 and −4 on a line: ½(3 + 4) − ½·7 = 0; both on one side: ½(3 + 4) − ½·1 = 3.
    @Test func theEnergyScoreOfTwoDraws() {
        func score(_ a: Float, _ b: Float) -> (Double, Float, Float) {
            var (slopeA, slopeB): (Float, Float) = (0, 0)
            let score = EnergyScore.add([a], [b], truth: [0], count: 1, weight: 2, gradientA: &slopeA, gradientB: &slopeB)
            return (score, slopeA, slopeB)
        }
        #expect(score(3, -4) == (0, 0, 0))
        #expect(score(3, 4) == (6, 2, 0))
        #expect(score(0, 0) == (0, 0, 0))
        // Roots 2 and 3 of 3 and 8 photons, the truth's root 1 of none: ½(1 + 2 − 1); in the other cell all are alike.
        var (changesA, changesB): ([Float], [Float]) = ([0, 0], [0, 0])
        let each = EnergyScore.ofEach(
            [3, 5], [8, 5], truth: [0, 5], weights: [2, 1], count: 2, share: 0.5, more: (1, 1), changesA: &changesA,
            changesB: &changesB)
        #expect(each == 1)
        // One photon more: a is as far from the truth as it comes nearer to b; b is farther from both.
        #expect(abs(changesA[0] - 0.236_067_98) < 1e-6)
        #expect(abs(changesB[0]) < 1e-6)
        #expect(changesA[1] == 0 && changesB[1] == 0)
    }

    /// By hand: sums 7 and 1, logarithms 2 in all, λ = 1/2: ½·½·(25 + 1) = 6.5, slope ½·½·2·(−5 + 1) = −2.
    @Test func thePublishedIntensityIsThatOfTheWholeBatch() {
        let gradient = FloatBuffer([1, 1, 1, 1])
        let loss = GeneratorLosses.publishedIntensity(
            strength: 0.5, sums: FloatBuffer([7, 1]), images: FloatBuffer([0.5, 0.5, 1, 0]), pixels: 2, count: 2,
            gradient: gradient)
        #expect(loss == 6.5)
        #expect(gradient.values == [-1, -1, -1, -1])
    }
}
