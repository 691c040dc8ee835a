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
        for statistics in [.rounded, .poisson, .clumped(0.3)] as [PhotonStatistics] {
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

    /// Means and variances of each bright pixel: those of a Poisson number about the light, or of clumps, whose photons have variance
    /// E[J²]/E[J] times the light, 1 + 3c + c² over 1 + c.
    @Test(arguments: [PhotonStatistics.poisson: 1, .clumped(0.3): 1.99 / 1.3])
    func aroundTheirLight(of statistics: PhotonStatistics, variance: Double) throws {
        let generator = try generator(statistics)
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
        #expect(abs(total.0 - total.1) < 5 * (variance * total.1 / Double(draws)).squareRoot())
        var ratios: [Double] = []
        for (pixel, mean) in light.enumerated() where mean > 2 {
            let found = sums[pixel] / Double(draws)
            #expect(abs(found - Double(mean)) < 6 * (variance * Double(mean / Float(draws))).squareRoot())
            ratios.append((squares[pixel] / Double(draws) - found * found) / Double(mean))
            #expect(abs(ratios.last.map { $0 / variance - 1 } ?? 1) < 0.25)
        }
        #expect(abs(ratios.reduce(0, +) / Double(ratios.count) / variance - 1) < 0.02)
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

    @Test(arguments: ["guessed", "clumped", "clumped 0", "clumped 1.5", "clumped nan", "clumped 0.1 0.1", "poisson 0.1", ""])
    func anUnknownStatisticsIsRefused(words: String) throws {
        var file = try WeightFile(contentsOf: Fixture.model)
        file = WeightFile(tensors: file.tensors, metadata: file.metadata.merging(["photons": words]) { $1 })
        let error = #expect(throws: ModelError.self) { try Generator(file, file: "x") }
        #expect(
            error?.description.contains("its photons are \"\(words)\", expected rounded, poisson or \"clumped\" with") == true)
    }

    @Test(arguments: [PhotonStatistics.rounded, .poisson, .clumped(0.08), .clumped(1)])
    func aStatisticsIsReadAsWritten(_ statistics: PhotonStatistics) throws {
        #expect(PhotonStatistics(rawValue: statistics.rawValue) == statistics)
        let generator = try generator(statistics)
        #expect(try Generator(generator.weightFile(), file: "again").statistics == statistics)
    }
}

/// The gradient of a score through photons that are counted by chance.
@Suite struct GradientsThroughCounting {
    private func poisson(_ n: Int, _ mean: Double) -> Double {
        var p = exp(-mean)
        for k in 0..<n { p *= mean / Double(k + 1) }
        return p
    }

    /// Photons of a mean in clumps of one and `clump` further ones in the mean.
    private func clumped(_ n: Int, _ mean: Double, _ clump: Double) -> Double {
        (0...n).reduce(0.0) { $0 + poisson($1, mean / (1 + clump)) * poisson(n - $1, clump * Double($1)) }
    }

    /// Over all counts of both draws and all clumps, in double: the mean gradient is the derivative of the mean score.
    @Test(arguments: [(0.05, 0.0), (0.4, 1.0), (3.0, 2.0), (6.0, 11.0)], [0, 0.3])
    func pixelsInTheMean(of light: (mean: Double, truth: Double), clump: Double) {
        let truth = light.truth
        func score(_ mean: Double) -> (score: Double, slope: Double) {
            var (total, slope) = (0.0, 0.0)
            for a in 0..<36 {
                let weightA = clumped(a, mean, clump)
                for b in 0..<16 {
                    for further in 0..<(clump > 0 ? 7 : 1) {
                        let weight = weightA * poisson(b, 2) * poisson(further, clump)
                        var (changeA, changeB): ([Float], [Float]) = ([0], [0])
                        total +=
                            weight
                            * EnergyScore.ofEach(
                                [Float(a)], [Float(b)], truth: [Float(truth)], weights: [1], count: 1, share: 1,
                                more: (Float(1 + further), 1), changesA: &changeA, changesB: &changeB)
                        slope += weight * Double(changeA[0]) / (1 + clump)
                    }
                }
            }
            return (total, slope)
        }
        let h = 1e-4
        let expected = (score(light.mean + h).score - score(light.mean - h).score) / (2 * h)
        #expect(abs(score(light.mean).slope - expected) < 2e-4 * max(1, abs(expected)))
    }

    /// From the network's output to the counted image and back: over many streams, the mean gradient of f(N) = √(1 + N) is the
    /// derivative of its mean by y = ln(1 + λ).
    @Test(arguments: [0, 0.3] as [Float], [0.3, 4])
    func outputsInTheMean(clump: Float, light: Double) {
        let draws = 60_000
        let counted = CountedImages(capacity: 1, pixels: draws, clump: clump)
        let output = FloatBuffer(Array(repeating: Float(log1p(light)), count: draws))
        let gradient = FloatBuffer(count: draws)
        var (sum, square, count) = (0.0, 0.0, 0.0)
        // Each image has one clump for all of its pixels, so many images.
        for image in 0..<40 {
            counted.count(output, samples: 0..<1, limit: Generator.logLimit, set: .best, seed: 7, firstIndex: UInt64(image))
            let more = counted.clumps.pointer[0]
            for pixel in 0..<draws {
                let n = expm1(counted.images.pointer[pixel]).rounded()
                let change = (1 + n + more).squareRoot() - (1 + n).squareRoot()
                gradient.pointer[pixel] = change / PhotonsMore.logarithm(n, more: more)
            }
            counted.leave(gradient, samples: 0..<1)
            let mean = gradient.values.reduce(0.0) { $0 + Double($1) } / Double(draws)
            (sum, square, count) = (sum + mean, square + mean * mean, count + 1)
        }
        func score(_ light: Double) -> Double {
            (0..<60).reduce(0.0) { $0 + clumped($1, light, Double(clump)) * (1 + Double($1)).squareRoot() }
        }
        let h = 1e-4
        let expected = (1 + light) * (score(light + h) - score(light - h)) / (2 * h)
        let error = ((square / count - sum * sum / count / count) / count).squareRoot() + 1e-3 * abs(expected)
        #expect(abs(sum / count - expected) < 4 * error)
    }

    @Test func photonsMoreAreTheLogarithmsChange() {
        for n in [0, 1, 2, 10, 62, 63, 64, 500] as [Float] {
            for more in [1, 2, 5] as [Float] {
                let expected = log1p(Double(n) + Double(more)) - log1p(Double(n))
                #expect(abs(PhotonsMore.logarithm(n, more: more) / expected.float - 1) < 1e-4)
            }
        }
    }

    /// What photons more in a pixel change of every feature, against features read twice.
    @Test(arguments: [90, 3] as [Float], [1, 2] as [Float])
    func featuresByPhotonsMore(brightest: Float, more: Float) {
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
                features.addGradient(
                    row.pointer, pitch: ResponseFeatures.count, samples: 0..<1, more: FloatBuffer([more]), to: gradient.pointer)
                let kept = image.pointer[pixel]
                let photons = expm1(kept).rounded()
                image.pointer[pixel] = log1p(photons + more)
                let change = read()[feature] - before[feature]
                image.pointer[pixel] = kept
                let found = gradient.pointer[pixel] * PhotonsMore.logarithm(photons, more: more)
                // The count of lit pixels enters through its slope, so not exactly.
                #expect(abs(found - change) < 0.03 * max(abs(change), 0.01), "feature \(feature) of pixel \(pixel)")
            }
        }
    }
}

extension Double {
    fileprivate var float: Float { Float(self) }
}
