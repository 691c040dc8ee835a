import Calorimeter
import Foundation
import Networks
import Random
import Testing

@testable import FastSimulation

/// Photons of a random image, some pixels bright and most dark.
private func image(_ detector: Detector, seed: UInt64) -> [Float] {
    var random = RandomStream(seed: seed, purpose: .particles)
    return (0..<detector.pixelCount).map { _ in
        let u = random.uniform()
        return u < 0.6 ? 0 : u < 0.95 ? Float(Int(10 * u)) : Float(Int(300 * random.uniform()))
    }
}

/// The sums over every cell of every scale, from their definition, with the weight of each cell.
private func sums(_ photons: [Float], _ detector: Detector) -> [(sum: Double, weight: Double)] {
    let (rows, columns) = (detector.rows, detector.columns)
    var cells = photons.map { (sum: Double($0), weight: 0.5) }
    func parts(weight: Double, _ place: (_ row: Int, _ column: Int) -> (Int, Int)) {
        var sums: [Int: Double] = [:]
        for row in 0..<rows {
            for column in 0..<columns {
                let (down, across) = place(row, column)
                sums[1000 * down + across, default: 0] += Double(photons[row * columns + column])
            }
        }
        cells += sums.sorted { $0.key < $1.key }.map { ($0.value, weight) }
    }
    for (side, weight) in [(2, 0.25), (4, 0.5), (8, 1.0), (16, 2.0)] {
        parts(weight: weight) { ($0 / side, $1 / side) }
        parts(weight: weight) { (($0 + side / 2) / side, ($1 + side / 2) / side) }
    }
    parts(weight: 1) { row, _ in (row, 0) }
    parts(weight: 1) { _, column in (0, column) }
    return cells
}

private func slowScore(
    _ a: [Float], _ b: [Float], truth: [Float], _ detector: Detector, photonWeight: Double
) -> Double {
    func roots(_ photons: [Float]) -> [(value: Double, weight: Double)] {
        sums(photons, detector).map { ((1 + $0.sum).squareRoot(), $0.weight) }
    }
    func photons(_ photons: [Float]) -> [(value: Double, weight: Double)] {
        let sums = photons.withUnsafeBufferPointer { ChannelMap(detector: detector, convention: .thesis).sums($0) }
        return (0..<ChannelSums.count).map { (Double(sums[$0]), photonWeight) }
    }
    let (a, b, truth) = (roots(a) + photons(a), roots(b) + photons(b), roots(truth) + photons(truth))
    return a.indices.reduce(0.0) { total, cell in
        let (x, y, z) = (a[cell].value, b[cell].value, truth[cell].value)
        return total + a[cell].weight * (abs(x - z) + abs(y - z) - abs(x - y)) / 2
    }
}

@Suite struct TheScoreAtEveryScale {
    @Test(arguments: Detector.all)
    func sumsOverItsCells(detector: Detector) {
        let photons = image(detector, seed: 1)
        let scales = PixelScales(detector: detector)
        var cells = photons + Array(repeating: -7, count: scales.count - photons.count)
        cells.withUnsafeMutableBufferPointer { cells in if let base = cells.baseAddress { scales.sum(base) } }
        let expected = sums(photons, detector)
        #expect(cells.map(Double.init) == expected.map(\.sum))
        #expect(scales.weights.map(Double.init) == expected.map(\.weight))
    }

    @Test(arguments: Detector.all)
    func spreadsAsItsAdjoint(detector: Detector) {
        let scales = PixelScales(detector: detector)
        var random = RandomStream(seed: 2, purpose: .noise)
        let pixels = detector.pixelCount
        let photons = (0..<pixels).map { _ in Float(random.normal()) }
        let slopes = (0..<scales.count).map { _ in Float(random.normal()) }
        var (cells, spread) = (photons + Array(repeating: 0, count: scales.count - pixels), slopes)
        cells.withUnsafeMutableBufferPointer { cells in if let base = cells.baseAddress { scales.sum(base) } }
        spread.withUnsafeMutableBufferPointer { spread in if let base = spread.baseAddress { scales.spread(base) } }
        func product(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Double {
            zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        }
        #expect(abs(product(cells, slopes) - product(photons, spread.prefix(pixels))) < 1e-2)
    }

    /// Against the slow definition; and one photon more in a pixel changes it by what the gradient says, exactly.
    @Test(arguments: Detector.all, [(weight: 0, more: 1), (0.5, 1), (0.5, 3)] as [(weight: Float, more: Float)])
    func isThatOfTheDefinition(detector: Detector, photons setting: (weight: Float, more: Float)) {
        let more = setting.more
        let pixels = detector.pixelCount
        let photons = (0..<3).map { image(detector, seed: 10 + UInt64($0)) }
        let score = MultiscaleScore(
            detector: detector, featureWeight: 0, photonWeight: setting.weight, capacity: 2, workers: Workers(count: 1))
        let dark = [Float](repeating: 0, count: pixels)
        let images = photons.map { FloatBuffer((dark + $0).map { log1p($0) }) }
        let gradients = (FloatBuffer(count: 2 * pixels), FloatBuffer(count: 2 * pixels))
        score.score(
            (images[0], images[1]), more: (FloatBuffer([1, more]), FloatBuffer([1, more])), truth: images[2], samples: 1..<2,
            worker: 0, share: 0.5, set: .best, gradients: gradients)
        func expected(_ photons: [[Float]]) -> Double {
            slowScore(photons[0], photons[1], truth: photons[2], detector, photonWeight: Double(setting.weight)) / 2
        }
        #expect(abs(score.total(2) - expected(photons)) < 1e-5 * expected(photons))
        for pixel in stride(from: 0, to: pixels, by: 97) {
            for (draw, gradient) in [gradients.0, gradients.1].enumerated() {
                var brighter = photons
                brighter[draw][pixel] += more
                let change = expected(brighter) - expected(photons)
                let found = gradient.pointer[pixels + pixel] * PhotonsMore.logarithm(photons[draw][pixel], more: more)
                #expect(abs(Double(found) - change) < 1e-4, "pixel \(pixel)")
            }
        }
    }

    /// A truth like the draws scores better than draws that are all alike, or that vary twice as much.
    @Test func isProper() {
        let detector = Detector.zn
        let pixels = detector.pixelCount
        let score = MultiscaleScore(
            detector: detector, featureWeight: 5, photonWeight: 0.3, capacity: 1, workers: Workers(count: 1))
        let gradients = (FloatBuffer(count: pixels), FloatBuffer(count: pixels))
        let one = FloatBuffer([1])
        // A spot whose light fluctuates by `spread` from one response to the next.
        func mean(spread: Double) -> Double {
            var random = RandomStream(seed: 3, purpose: .noise)
            func response(_ spread: Double) -> FloatBuffer {
                let light = 6 * exp(spread * random.normal() - spread * spread / 2)
                let image = FloatBuffer(count: pixels)
                for pixel in 900..<960 { image.pointer[pixel] = log1p(Float(random.poisson(mean: light))) }
                return image
            }
            return (0..<400).reduce(0.0) { sum, _ in
                score.score(
                    (response(spread), response(spread)), more: (one, one), truth: response(0.4), samples: 0..<1, worker: 0,
                    share: 1, set: .best, gradients: gradients)
                return sum + score.total(1) / 400
            }
        }
        let right = mean(spread: 0.4)
        #expect(right < mean(spread: 0) && right < mean(spread: 0.8))
    }
}
