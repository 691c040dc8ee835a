import Calorimeter
import Foundation
import Networks
import Testing

@testable import FastSimulation

/// A network gives light; responses are of whole photons.
@Suite struct PhotonsAreCounted {
    private func generator(_ statistics: PhotonStatistics) throws -> Generator {
        let file = try WeightFile(contentsOf: Fixture.model)
        var words = file.metadata
        words["photons"] = statistics.rawValue
        return try Generator(WeightFile(tensors: file.tensors, metadata: words), file: "earlier")
    }

    @Test func byTheModelsOwnStatistics() throws {
        for statistics in PhotonStatistics.allCases {
            let generator = try generator(statistics)
            func response(_ counting: PhotonCounting) -> Response {
                generator.makeSession(as: counting).response(to: Fixture.photon, seed: 5, index: 3)
            }
            let (counted, light) = (response(.counted), response(.fractional))
            #expect(light.photons.contains { $0 != $0.rounded() })
            #expect(counted.photons.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
            #expect(zip(light.photons, counted.photons).allSatisfy { $0 > 0 || $1 == 0 }, "no photon without light")
            #expect((counted.photons == light.photons.map { $0.rounded(.toNearestOrEven) }) == (statistics == .rounded))
        }
        #expect(try Generator(contentsOf: Fixture.model).statistics == .rounded, "a file that does not say counts as published")
    }

    @Test func orAsOneWantsThem() throws {
        let generator = try generator(.poisson)
        func photons(_ counting: PhotonCounting) -> [Float] {
            generator.makeSession(as: counting).response(to: Fixture.photon, seed: 5, index: 3).photons
        }
        let light = photons(.fractional)
        #expect(photons(.truncated) == light.map { $0.rounded(.down) })
        #expect(photons(.rounded) == light.map { $0.rounded(.toNearestOrEven) })
    }

    /// Means and variances of each bright pixel: those of a Poisson number about the light.
    @Test func aroundTheirLight() throws {
        let generator = try generator(.poisson)
        let session = generator.makeSession()
        let noise = Generator.Session.noise(seed: 1, index: 0)
        let draws = 2000
        let light = generator.makeSession(as: .fractional).response(to: Fixture.photon, seed: 1, index: 0).photons
        var sums = [Double](repeating: 0, count: light.count)
        var squares = sums
        for draw in 0..<draws {
            // One noise, counted anew under every index.
            let photons = session.responses(to: Fixture.photon, noises: [noise], seed: 2, index: draw)[0].photons
            for (pixel, n) in photons.enumerated() {
                sums[pixel] += Double(n)
                squares[pixel] += Double(n * n)
            }
        }
        let total = (sums.reduce(0, +) / Double(draws), Double(light.reduce(0, +)))
        #expect(abs(total.0 - total.1) < 5 * (total.1 / Double(draws)).squareRoot())
        for (pixel, mean) in light.enumerated() where mean > 2 {
            let found = sums[pixel] / Double(draws)
            #expect(abs(found - Double(mean)) < 6 * Double(mean / Float(draws)).squareRoot())
            let variance = squares[pixel] / Double(draws) - found * found
            #expect(abs(variance / Double(mean) - 1) < 0.25)
        }
    }

    @Test func theSameForAnyBatchAndPool() throws {
        let generator = try generator(.poisson)
        let particles = Array(repeating: Fixture.photon, count: 30)
        let pixels = generator.detector.pixelCount
        let expected = (0..<30).flatMap {
            generator.makeSession(batch: 1).response(to: Fixture.photon, seed: 9, index: 70 + $0).photons
        }
        var photons = [Float](repeating: .nan, count: 30 * pixels)
        photons.withUnsafeMutableBufferPointer {
            ResponsePool(generator, workers: Workers(count: 3)).respond(to: particles, seed: 9, firstIndex: 70, into: $0)
        }
        #expect(photons == expected)
        let pictures = Sampler(generator, batch: 7).responses(to: Fixture.photon, seed: 9, indices: 70..<100)
        #expect(pictures.flatMap(\.photons) == expected)
    }

    @Test func anUnknownStatisticsIsRefused() throws {
        var file = try WeightFile(contentsOf: Fixture.model)
        file = WeightFile(tensors: file.tensors, metadata: file.metadata.merging(["photons": "guessed"]) { $1 })
        let error = #expect(throws: ModelError.self) { try Generator(file, file: "x") }
        #expect(error?.description.contains("its photons are \"guessed\", expected \"rounded\" or \"poisson\"") == true)
    }
}

/// The gradient of a score through photons that are counted by chance.
@Suite struct GradientsThroughCounting {
    private func poisson(_ n: Int, _ mean: Double) -> Double {
        var p = exp(-mean)
        for k in 0..<n { p *= mean / Double(k + 1) }
        return p
    }

    /// Over all counts of both draws, in double: the mean gradient is the derivative of the mean score.
    @Test(arguments: [(0.05, 0.0), (0.4, 1.0), (3.0, 2.0), (6.0, 11.0)])
    func pixelsInTheMean(mean: Double, truth: Double) {
        let counts = 40
        func score(_ mean: Double) -> (score: Double, slope: Double) {
            var (total, slope) = (0.0, 0.0)
            for a in 0..<counts {
                for b in 0..<counts {
                    let weight = poisson(a, mean) * poisson(b, 2)
                    var (changeA, changeB): ([Float], [Float]) = ([0], [0])
                    total +=
                        weight
                        * EnergyScore.ofEach(
                            [Float(a)], [Float(b)], truth: [Float(truth)], weights: [1], count: 1, share: 1,
                            changesA: &changeA, changesB: &changeB)
                    slope += weight * Double(changeA[0])
                }
            }
            return (total, slope)
        }
        let h = 1e-4
        let expected = (score(mean + h).score - score(mean - h).score) / (2 * h)
        #expect(abs(score(mean).slope - expected) < 2e-4 * max(1, abs(expected)))
    }

    @Test func onePhotonMoreIsTheLogarithmsChange() {
        for n in [0, 1, 2, 10, 62, 63, 64, 500] as [Float] {
            #expect(abs(OnePhotonMore.logarithm(n) / (log1p(Double(n) + 1) - log1p(Double(n))).float - 1) < 1e-4)
        }
    }

    /// What a photon more in a pixel changes of every feature, against features read twice.
    @Test(arguments: [90, 3] as [Float])
    func featuresByOnePhotonMore(brightest: Float) {
        let detector = Detector.zp
        let pixels = detector.pixelCount
        let features = ResponseFeatures(detector: detector, capacity: 1, isCounted: true)
        let image = FloatBuffer(count: pixels)
        for pixel in stride(from: 3, to: pixels, by: 37) { image.pointer[pixel] = log1p(Float(pixel % 4)) }
        for pixel in [200, 900] { image.pointer[pixel] = log1p(brightest) }
        func read() -> [Float] {
            features.read(image, samples: 0..<1, set: .best)
            return (0..<ResponseFeatures.count).map { features.values.pointer[$0] }
        }
        for pixel in [0, 3, 200, 701] {
            let before = read()
            for feature in 0..<ResponseFeatures.count {
                let row = FloatBuffer(count: ResponseFeatures.count)
                row.pointer[feature] = 1
                let gradient = FloatBuffer(count: pixels)
                _ = read()
                features.addGradient(row.pointer, pitch: ResponseFeatures.count, samples: 0..<1, to: gradient.pointer)
                let kept = image.pointer[pixel]
                let photons = expm1(kept).rounded()
                image.pointer[pixel] = log1p(photons + 1)
                let change = read()[feature] - before[feature]
                image.pointer[pixel] = kept
                let found = gradient.pointer[pixel] * OnePhotonMore.logarithm(photons)
                // The count of lit pixels enters through its slope, so not exactly.
                #expect(abs(found - change) < 0.03 * max(abs(change), 0.01), "feature \(feature) of pixel \(pixel)")
            }
        }
    }
}

extension Double {
    fileprivate var float: Float { Float(self) }
}
