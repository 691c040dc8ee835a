import Calorimeter
import Networks
import Random
import Testing

@testable import FastSimulation

@Suite("Classifier of true and generated")
struct ClassifierTests {
    /// Normal numbers, the first of which is shifted; the second input is no help.
    static func examples(_ count: Int, shift: Float, stream: UInt64) -> ResponseClassifier.Examples {
        var random = RandomStream(seed: 3, purpose: .truth, index: stream)
        let values = (0..<count * 3).map { Float(random.normal()) + ($0 % 3 == 0 ? shift : 0) }
        return ResponseClassifier.Examples(count: count) { example, input, conditions in
            for place in 0..<2 { input[place] = values[3 * example + place] }
            conditions[0] = values[3 * example + 2]
        }
    }

    /// How often an example of the first kind scores higher than one of the second.
    func area(_ a: [Float], _ b: [Float]) -> Double {
        a.reduce(0.0) { sum, x in sum + b.reduce(0.0) { $0 + (x > $1 ? 1 : x == $1 ? 0.5 : 0) } } / Double(a.count * b.count)
    }

    func result(shift: Float, workers: Int = 1) throws -> (area: Double, logits: [Float]) {
        let classifier = try ResponseClassifier(
            network: .figureClassifier(inputs: 2, conditions: 1),
            settings: .init(epochs: 8, batch: 64, rate: 3e-3, seed: 1), workers: Workers(count: workers))
        try classifier.learn(
            from: (Self.examples(1500, shift: 0, stream: 1), Self.examples(1500, shift: shift, stream: 2)),
            validation: (Self.examples(500, shift: 0, stream: 3), Self.examples(500, shift: shift, stream: 4)))
        let logits = try classifier.logits(of: Self.examples(700, shift: 0, stream: 5))
        return (area(logits, try classifier.logits(of: Self.examples(700, shift: shift, stream: 6))), logits)
    }

    @Test("Finds a shift as well as can be, and nothing where there is none")
    func shift() throws {
        // Two normal distributions one σ apart: the best area is Φ(1/√2) = 0.760.
        #expect(abs(try result(shift: 1).area - 0.760) < 0.03)
        #expect(abs(try result(shift: 0).area - 0.5) < 0.04)
    }

    @Test("Gives the same numbers for any number of workers")
    func workers() throws {
        let one = try result(shift: 0.5)
        #expect(try result(shift: 0.5, workers: 3).logits == one.logits)
    }

    @Test("Ends at once when it is told to")
    func stop() throws {
        struct Stop: Error {}
        let classifier = try ResponseClassifier(network: .figureClassifier(inputs: 2, conditions: 1), settings: .figures)
        let examples = Self.examples(200, shift: 0, stream: 1)
        var steps = 0
        #expect(throws: Stop.self) {
            try classifier.learn(from: (examples, examples), validation: (examples, examples)) {
                steps += 1
                if steps == 2 { throw Stop() }
            }
        }
        #expect(steps == 2)
    }

    @Test("Sees where the light of an image is")
    func images() throws {
        let detector = Detector.zn
        func examples(_ count: Int, row: Int, stream: UInt64) -> ResponseClassifier.Examples {
            ResponseClassifier.Examples(count: count) { example, input, conditions in
                var random = RandomStream(seed: 8, purpose: .truth, index: stream << 32 | UInt64(example))
                for pixel in 0..<detector.pixelCount { input[pixel] = random.chance(0.02) ? 1 : 0 }
                input[row * detector.columns + Int(random.uniform(0, Double(detector.columns)))] = 3
                conditions[0] = 0
            }
        }
        let classifier = try ResponseClassifier(
            network: .imageClassifier(detector: detector, conditions: 1), settings: .init(epochs: 3, batch: 16, rate: 3e-3))
        try classifier.learn(
            from: (examples(300, row: 5, stream: 1), examples(300, row: detector.rows - 1, stream: 2)),
            validation: (examples(60, row: 5, stream: 3), examples(60, row: detector.rows - 1, stream: 4)))
        let area = area(
            try classifier.logits(of: examples(100, row: 5, stream: 5)),
            try classifier.logits(of: examples(100, row: detector.rows - 1, stream: 6)))
        #expect(area > 0.95)
    }

    @Test("Figures of a response by hand")
    func figures() {
        var response = Response(detector: .zn)
        response[10, 4] = 6
        response[10, 8] = 2
        response[14, 4] = 8
        var figures = [Float](repeating: .nan, count: ResponseFigures.count)
        func write(_ response: Response) {
            let sums = ChannelMap(detector: .zn, convention: .thesis).sums(response)
            response.photons.withUnsafeBufferPointer { photons in
                figures.withUnsafeMutableBufferPointer { figures in
                    guard let start = figures.baseAddress else { return }
                    ResponseFigures.write(photons, detector: .zn, sums: sums, into: start)
                }
            }
        }
        write(response)
        let expected: [Float] = [0, 0, 0, 0, 2.8332133, 2.8332133, 2.1972246, 1.3862944, 12, 4.5, 2, Float(1.75).squareRoot()]
        for (figure, value) in zip(figures, expected) { #expect(abs(figure - value) < 1e-5) }
        write(Response(detector: .zn))
        #expect(figures == Array(repeating: 0, count: ResponseFigures.count))
    }
}
