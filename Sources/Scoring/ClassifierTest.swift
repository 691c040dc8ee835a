internal import Calorimeter
package import Evaluation
internal import FastSimulation
package import Networks

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a classifier sees of a response.
package enum ClassifierKind: String, CaseIterable, Sendable {
    /// The figures of `ResponseFigures`, in a dense network.
    case figures
    /// Every pixel, in a small convolutional network.
    case pixels
    /// Every pixel, in a larger convolutional network.
    case cnn
}

/// Trains classifiers to tell a model's responses from true ones, and asks them about particles they have not seen.
///
/// Half of the particles are for the question, a tenth to stop in time, the others to learn from. All classifiers know
/// the conditions, in the derived encoding.
package struct ClassifierTest: Sendable {
    private let detector: Detector
    private let workers: Workers
    /// Encoded conditions of every particle.
    private let conditions: [Float]
    private let conditionCount: Int

    package init?(_ testSet: TestSet, workers: Workers) {
        guard testSet.particles.count >= ClassifierPart.fewestParticles else { return nil }
        detector = testSet.detector
        self.workers = workers
        var (means, scales): ([Float], [Float]) = ([], [])
        for parameter in Parameter.publishedOrder {
            let moments = Moments(testSet.particles.lazy.map { $0[parameter] })
            means.append(Float(moments.mean))
            scales.append(moments.sigma > 0 ? Float(moments.sigma) : 1)
        }
        guard let encoding = ConditionEncoding(kind: .derived, detector: testSet.detector, mean: means, scale: scales) else {
            return nil
        }
        conditionCount = encoding.count
        var conditions = [Float](repeating: 0, count: testSet.particles.count * encoding.count)
        conditions.withUnsafeMutableBufferPointer { conditions in
            guard let start = conditions.baseAddress else { return }
            for (number, particle) in testSet.particles.enumerated() {
                _ = encoding.encode(particle, into: start + number * encoding.count)
            }
        }
        self.conditions = conditions
    }

    /// The area under the ROC curve of a classifier that learns to tell generated responses from true ones; NaN if examples are
    /// missing.
    ///
    /// - Parameter check: called before every step of the learning; what it throws ends it.
    package func area(
        _ kind: ClassifierKind, true truth: ClassifierExamples, generated: ClassifierExamples, check: () throws -> Void = {}
    ) throws -> Double {
        switch kind {
        case .figures: try figures(true: truth, generated: generated, check: check)
        case .pixels:
            try images(
                .imageClassifier(detector: detector, conditions: conditionCount), .images, true: truth, generated: generated,
                check: check)
        case .cnn:
            try images(
                .convolutionalClassifier(detector: detector, conditions: conditionCount), .convolutional, true: truth,
                generated: generated, check: check)
        }
    }

    /// The area under the ROC curve of the classifier of figures.
    private func figures(
        true truth: ClassifierExamples, generated: ClassifierExamples, check: () throws -> Void
    ) throws -> Double {
        let width = ResponseFigures.count
        let training = [truth, generated].flatMap { kind in
            kind.figureParticles.indices.lazy.filter { ClassifierPart(particle: Int(kind.figureParticles[$0])) == .training }
                .map { kind.figures[$0 * width..<($0 + 1) * width] }
        }
        var (means, scales): ([Float], [Float]) = ([], [])
        for figure in 0..<width {
            let moments = Moments(training.map { Double($0[$0.startIndex + figure]) })
            means.append(moments.count > 0 ? Float(moments.mean) : 0)
            scales.append(moments.sigma > 0 ? Float(moments.sigma) : 1)
        }
        return try area(
            .figureClassifier(inputs: width, conditions: conditionCount), .figures,
            { examples, part in
                let rows = examples.figureParticles.indices.filter {
                    ClassifierPart(particle: Int(examples.figureParticles[$0])) == part
                }
                return self.examples(rows, particles: examples.figureParticles) { [means, scales] row, input in
                    for figure in 0..<width {
                        input[figure] = (examples.figures[row * width + figure] - means[figure]) / scales[figure]
                    }
                }
            }, true: truth, generated: generated, check: check)
    }

    /// The area under the ROC curve of a classifier of images.
    private func images(
        _ network: Network, _ settings: ResponseClassifier.Settings, true truth: ClassifierExamples,
        generated: ClassifierExamples, check: () throws -> Void
    ) throws -> Double {
        let pixels = detector.pixelCount
        return try area(
            network, settings,
            { examples, part in
                let rows = examples.imageParticles.indices.filter {
                    ClassifierPart(particle: Int(examples.imageParticles[$0])) == part
                }
                return self.examples(rows, particles: examples.imageParticles) { row, input in
                    input.update(repeating: 0, count: pixels)
                    examples.images.forEachLitPixel(of: row) { input[$0] = log1pf($1) }
                }
            }, true: truth, generated: generated, check: check)
    }

    /// Some rows as examples, each with the conditions of its particle.
    private func examples(
        _ rows: [Int], particles: [Int32], write: @escaping @Sendable (_ row: Int, _ input: UnsafeMutablePointer<Float>) -> Void
    ) -> ResponseClassifier.Examples {
        ResponseClassifier.Examples(count: rows.count) { [conditions, conditionCount] example, input, target in
            let row = rows[example]
            write(row, input)
            let first = Int(particles[row]) * conditionCount
            for place in 0..<conditionCount { target[place] = conditions[first + place] }
        }
    }

    private func area(
        _ network: Network, _ settings: ResponseClassifier.Settings,
        _ examples: (ClassifierExamples, ClassifierPart) -> ResponseClassifier.Examples, true truth: ClassifierExamples,
        generated: ClassifierExamples, check: () throws -> Void
    ) throws -> Double {
        let classifier = try ResponseClassifier(network: network, settings: settings, workers: workers)
        try classifier.learn(
            from: (examples(truth, .training), examples(generated, .training)),
            validation: (examples(truth, .validation), examples(generated, .validation)), check: check)
        return areaUnderCurve(
            positives: try classifier.logits(of: examples(truth, .test), check: check),
            negatives: try classifier.logits(of: examples(generated, .test), check: check))
    }
}
