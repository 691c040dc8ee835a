import Calorimeter
import Foundation
import Random
import Testing

@testable import FastSimulation
@testable import Networks

/// A few lit pixels whose place and brightness follow from the first condition.
func batch(_ count: Int, detector: Detector, seed: UInt64 = 1) -> TrainingBatch {
    let batch = TrainingBatch(capacity: count, encoding: .raw, detector: detector)
    for sample in 0..<count {
        var random = RandomStream(seed: seed, purpose: .particles, index: UInt64(sample))
        let conditions = (0..<9).map { _ in Float(random.normal()) }
        var photons = [Float](repeating: 0, count: detector.pixelCount)
        let place = Int(random.uniform() * Double(detector.pixelCount))
        for offset in 0..<4 { photons[(place + offset) % detector.pixelCount] += Float(20 - 4 * offset) }
        conditions.withUnsafeBufferPointer { conditions in
            photons.withUnsafeBufferPointer {
                batch.append(conditions: conditions, photons: $0, diversity: Float(random.uniform()))
            }
        }
    }
    return batch
}

private func settings(_ objective: Objective, _ change: (inout TrainingSettings) -> Void = { _ in }) -> TrainingSettings {
    var settings = TrainingSettings(objective: objective, width: 1.0 / 32, seed: 4, batch: 6)
    settings.criticWidth = 0.25
    settings.regressorWidth = 0.125
    change(&settings)
    return settings
}

@Suite struct AStepOfTraining {
    /// The whole chain, from a generator's parameter through the critic and the regressor to the sum of all terms.
    @Test(arguments: [TrainingSettings.AdversarialLoss.crossEntropy, .hinge])
    func givesTheGradientOfTheObjective(loss: TrainingSettings.AdversarialLoss) throws {
        let detector = tallDetector
        let settings = settings(.sdiGANRegAux) { settings in
            settings.loss = loss
            if loss == .hinge {
                settings.criticNormalization = .spectral
                settings.criticSeesFeatures = true
            }
            // Strengths that make every term count, rates that leave the parameters as they are.
            settings.diversityStrength = 0.01
            settings.intensityStrength = 0.01
            settings.positionStrength = 0.01
            settings.generatorOptimiser.rate = 0
            settings.criticOptimiser.rate = 0
            settings.regressorOptimiser.rate = 0
        }
        let training = try GeneratorTraining(
            settings: settings, detector: detector, encoding: .raw, workers: Workers(count: 2))
        let data = batch(6, detector: detector)
        let seed = { (pass: UInt64) in settings.seed &+ 0x9E37_79B9_7F4A_7C15 &* pass }
        let adversary = try #require(training.adversary)
        let regressor = NaiveNetwork(try #require(adversary.regressor), mode: .inference)
        let critic = NaiveNetwork(adversary.critic, dropoutSeed: seed(4))
        var first = NaiveNetwork(training.generator, dropoutSeed: seed(1))
        var second = NaiveNetwork(training.generator, dropoutSeed: seed(2))
        let criticNetwork = try CriticNetwork(
            detector: detector, conditions: 9, width: 0.25, normalization: settings.criticNormalization,
            features: settings.criticSeesFeatures ? ResponseFeatures.count : 0)

        let losses = training.step(data)
        var noises: [[Double]] = [[], []]
        var inputs: [[Double]] = [[], []]
        let conditions = data.conditions.values.map(Double.init)
        for sample in 0..<6 {
            var random = RandomStream(seed: settings.seed, purpose: .trainingNoise, index: UInt64(sample))
            for draw in 0..<2 {
                let noise = (0..<10).map { _ in Double(Float(random.normal())) }
                noises[draw] += noise
                inputs[draw] += noise + conditions[sample * 9..<sample * 9 + 9]
            }
        }
        func terms() -> (adversarial: Double, diversity: Double, intensity: Double, position: Double) {
            let images = [first, second].enumerated().map { $1.forward(inputs[$0], count: 6).last ?? [] }
            let judged = images.map { images in
                let told = (0..<6).flatMap { sample in
                    let image = images[sample * detector.pixelCount..<(sample + 1) * detector.pixelCount]
                    return conditions[sample * 9..<sample * 9 + 9]
                        + (settings.criticSeesFeatures ? features(Array(image), detector: detector) : [])
                }
                return critic.forward(images, conditions: told, count: 6)
            }
            let logits = judged[0].last ?? []
            let adversarial = logits.reduce(0) { $0 + (loss == .hinge ? -$1 : log1p(exp(-$1))) } / 6
            let hidden = judged.map { $0[criticNetwork.hiddenLayer + 1] }
            let width = hidden[0].count / 6
            var (diversity, intensity, position) = (0.0, 0.0, 0.0)
            let predictions = regressor.forward(images[0], count: 6).last ?? []
            for sample in 0..<6 {
                let distance = (0..<width).reduce(0.0) {
                    $0 + abs(hidden[0][sample * width + $1] - hidden[1][sample * width + $1])
                }
                let apart = (0..<10).reduce(0.0) { $0 + abs(noises[0][sample * 10 + $1] - noises[1][sample * 10 + $1]) }
                let ratio = distance / Double(width) / (apart / 10)
                diversity += settings.diversityStrength * Double(data.diversity.values[sample]) / (ratio + 1e-5) / 6
                let pixels = images[0].count / 6
                let sum = images[0][sample * pixels..<(sample + 1) * pixels].reduce(0) { $0 + exp($1) - 1 }
                intensity += settings.intensityStrength * abs(Double(data.sums.values[sample]) - sum) / 6
                for axis in 0..<2 {
                    let difference = predictions[2 * sample + axis] - Double(data.peaks.values[2 * sample + axis])
                    position += settings.positionStrength * difference * difference / 2 / 6
                }
            }
            return (adversarial, diversity, intensity, position)
        }
        let expected = terms()
        #expect(abs(losses[.adversarial] - expected.adversarial) < 1e-4 * abs(expected.adversarial))
        #expect(abs(losses[.diversity] - expected.diversity) < 1e-3 * expected.diversity)
        #expect(abs(losses[.intensity] - expected.intensity) < 1e-4 * expected.intensity)
        #expect(abs(losses[.position] - expected.position) < 1e-4 * expected.position)

        // Small, because the dark parts of images are alike: their kinks come together.
        let step = 1e-7
        var (found, differences): ([Float], [Double]) = ([], [])
        var random = RandomStream(seed: 1, purpose: .noise)
        for tensor in training.generator.network.tensors {
            let place = tensor.offset + Int(random.uniform() * Double(tensor.count))
            let value = first.values[place]
            let sums = [step, -step].map { step in
                first.values[place] = value + step
                second.values[place] = value + step
                let terms = terms()
                return terms.adversarial + terms.diversity + terms.intensity + terms.position
            }
            first.values[place] = value
            second.values[place] = value
            found.append(training.generator.gradients.pointer[place])
            differences.append((sums[0] - sums[1]) / (2 * step))
        }
        #expect(relativeError(found, differences) < 1e-4)
    }

    @Test(arguments: Objective.allCases)
    func isTheSameForAnyNumberOfThreads(objective: Objective) throws {
        var expected: (TrainingState, TrainingLosses)?
        for threads in [1, 2, 5] {
            let training = try GeneratorTraining(
                settings: settings(objective) {
                    $0.batch = 20
                    if !objective.isAdversarial { $0.statistics = .clumped(0.1) }
                }, detector: tallDetector, encoding: .raw,
                workers: Workers(count: threads))
            var losses = TrainingLosses()
            for step in 0..<3 { losses = training.step(batch(20, detector: tallDetector, seed: UInt64(step))) }
            if let expected {
                #expect(training.state == expected.0, "\(threads) threads")
                #expect(losses == expected.1, "\(threads) threads")
            }
            expected = (training.state, losses)
        }
    }

    @Test(arguments: CriticNetwork.Normalization.allCases)
    func goesOnFromASavedState(normalization: CriticNetwork.Normalization) throws {
        let settings = settings(.sdiGANRegAux) { $0.criticNormalization = normalization }
        func training() throws -> GeneratorTraining {
            try GeneratorTraining(
                settings: settings, detector: tallDetector, encoding: .raw, workers: Workers(count: 1))
        }
        let (whole, begun, resumed) = try (training(), training(), training())
        for step in 0..<4 { _ = whole.step(batch(6, detector: tallDetector, seed: UInt64(step))) }
        for step in 0..<2 { _ = begun.step(batch(6, detector: tallDetector, seed: UInt64(step))) }
        resumed.state = begun.state
        for step in 2..<4 { _ = resumed.step(batch(6, detector: tallDetector, seed: UInt64(step))) }
        #expect(resumed.state == whole.state)
    }

    @Test func eachObjectiveAddsItsTerm() throws {
        for (place, objective) in Objective.allCases.filter(\.isAdversarial).enumerated() {
            let training = try GeneratorTraining(
                settings: settings(objective), detector: tallDetector, encoding: .raw, workers: Workers(count: 1))
            let losses = training.step(batch(6, detector: tallDetector))
            #expect(losses[.critic] > 0 && losses[.adversarial] > 0)
            #expect((losses[.diversity] > 0) == (place >= 1))
            #expect((losses[.intensity] > 0) == (place >= 2))
            #expect((losses[.position] > 0) == (place >= 3))
            #expect((losses[.regressor] > 0) == (place >= 3))
        }
    }

    /// Against a generator that stands still, on one batch: the critic tells real from generated, the regressor finds
    /// the brightest pixel.
    @Test func teachesCriticAndRegressor() throws {
        let settings = settings(.sdiGANRegAux) {
            $0.batch = 16
            $0.criticNormalization = .spectral
            $0.generatorOptimiser.rate = 0
            $0.criticOptimiser.rate = 3e-3
            $0.regressorOptimiser.rate = 1e-2
        }
        let training = try GeneratorTraining(settings: settings, detector: tallDetector, encoding: .raw)
        let data = batch(16, detector: tallDetector)
        let losses = (0..<60).map { _ in training.step(data) }
        #expect(losses[59][.critic] < 0.5 * losses[0][.critic])
        #expect(losses[59][.regressor] < 0.5 * losses[0][.regressor])
    }

    /// With the intensity alone in charge, the photon sums approach those of the data.
    @Test func teachesTheGenerator() throws {
        let settings = settings(.sdiGANReg) {
            $0.batch = 16
            $0.generatorOptimiser.rate = 3e-3
            $0.criticOptimiser.rate = 0
            $0.intensityStrength = 1
        }
        let training = try GeneratorTraining(settings: settings, detector: tallDetector, encoding: .raw)
        let data = batch(16, detector: tallDetector)
        let losses = (0..<80).map { _ in training.step(data)[.intensity] }
        #expect(losses[79] < 0.3 * losses[0])
    }

    /// Every parameter of the generator against the deviance of its light, for both links.
    @Test(arguments: OutputLink.allCases)
    func regressesAlongTheGradientOfTheDeviance(link: OutputLink) throws {
        let detector = tallDetector
        let settings = settings(.gan) { settings in
            settings.generatorOptimiser.rate = 0
            settings.link = link
        }
        let training = try GeneratorTraining(
            settings: settings, detector: detector, encoding: .raw, workers: Workers(count: 2))
        let data = batch(6, detector: detector)
        var naive = NaiveNetwork(training.generator, dropoutSeed: settings.seed &+ 0x9E37_79B9_7F4A_7C15)
        let losses = training.regress(data)
        let inputs = training.draws.first.inputs.values.map(Double.init)
        let photons = data.images.values.map { (exp(Double($0)) - 1).rounded() }
        func deviance() -> Double {
            let images = naive.forward(inputs, count: 6).last ?? []
            return zip(images, photons).reduce(0.0) { sum, pixel in
                let (mean, n) = (exp(pixel.0) - 1 + Double(settings.backgroundLight), pixel.1)
                return sum + (mean - n + (n > 0 ? n * log(n / mean) : 0)) / 6
            }
        }
        #expect(abs(losses[.deviance] - deviance()) < 1e-4 * deviance())
        var (found, differences): ([Float], [Double]) = ([], [])
        var random = RandomStream(seed: 1, purpose: .noise)
        for tensor in training.generator.network.tensors {
            let place = tensor.offset + Int(random.uniform() * Double(tensor.count))
            let value = naive.values[place]
            let sums = [1e-7, -1e-7].map { step in
                naive.values[place] = value + step
                return deviance()
            }
            naive.values[place] = value
            found.append(training.generator.gradients.pointer[place])
            differences.append((sums[0] - sums[1]) / 2e-7)
        }
        #expect(relativeError(found, differences) < 1e-3)
    }

    /// With a small background a photon pulls with nearly its full weight where the mean light is a hundred-thousandth of one.
    @Test func faintLightKeepsItsSlope() {
        let light: Float = 1e-5
        let (image, truth): ([Float], [Float]) = ([log1p(light)], [log1p(1)])
        var slope: [Float] = [0]
        _ = GeneratorLosses.poissonDeviance(
            image, truth: truth, count: 1, background: 1e-6, share: 1, gradient: &slope)
        // With respect to u, where the light is the exponential of u.
        let pull = slope[0] * light / (1 + light)
        #expect(pull < -0.8 && pull > -1)
    }

    /// On one batch, the score of counted photons falls.
    @Test func theEnergyScoreTeachesTheGenerator() throws {
        let settings = settings(.energyScore) {
            $0.batch = 16
            $0.statistics = .clumped(0.1)
            $0.link = .softplus
            $0.generatorDropout = 0
            $0.generatorOptimiser.rate = 3e-3
        }
        let training = try GeneratorTraining(settings: settings, detector: tallDetector, encoding: .raw)
        let data = batch(16, detector: tallDetector)
        let losses = (0..<150).map { _ in training.step(data)[.energy] }
        let (early, late) = (losses[..<20].reduce(0, +), losses[130...].reduce(0, +))
        #expect(late < 0.7 * early)
        #expect(training.adversary == nil && training.state.others.isEmpty)
    }

    /// With fixed normalisations the running statistics stay, and the images are those of generation.
    @Test func fixedNormsLeaveTheRunningStatistics() throws {
        let settings = settings(.energyScore) {
            $0.statistics = .poisson
            $0.generatorOptimiser.rate = 0
        }
        let training = try GeneratorTraining(settings: settings, detector: tallDetector, encoding: .raw)
        _ = training.step(batch(6, detector: tallDetector))
        let before = training.state.generator.parameters
        _ = training.step(batch(6, detector: tallDetector), hasFixedNorms: true)
        #expect(training.state.generator.parameters == before)
        let naive = NaiveNetwork(training.generator, mode: .inference)
        let expected = naive.forward(training.draws.first.inputs.values.map(Double.init), count: 6).last ?? []
        #expect(relativeError(training.draws.first.tape.output.values, expected) < 1e-4)
        _ = training.step(batch(6, detector: tallDetector))
        #expect(training.state.generator.parameters.statistics != before.statistics)
    }

    @Test func theEnergyScoreIsOfCountedPhotons() {
        #expect(throws: NetworkError.self) {
            try GeneratorTraining(settings: settings(.energyScore), detector: tallDetector, encoding: .raw)
        }
    }

    /// The published slips change every term but the critic's real part, and leave the intended run alone.
    @Test func asPublishedIsAnotherRun() throws {
        let losses = try [false, true].map { isAsPublished in
            let training = try GeneratorTraining(
                settings: settings(.sdiGANRegAux) { $0.isAsPublished = isAsPublished }, detector: tallDetector,
                encoding: .raw, workers: Workers(count: 1))
            return training.step(batch(6, detector: tallDetector))
        }
        #expect(losses[0][.adversarial] != losses[1][.adversarial])
        #expect(losses[1][.diversity] < losses[0][.diversity])
        #expect(losses[0][.intensity] != losses[1][.intensity])
        #expect(losses[0][.regressor] != losses[1][.regressor])
    }

    /// A critic that catches up leaves the generator as it is.
    @Test func catchingUpTeachesTheCriticAlone() throws {
        let training = try GeneratorTraining(
            settings: settings(.sdiGANRegAux), detector: tallDetector, encoding: .raw, workers: Workers(count: 1))
        let before = training.state
        _ = training.catchUp(batch(6, detector: tallDetector))
        #expect(training.state.generator.parameters.values == before.generator.parameters.values)
        for name in ["critic", "regressor"] {
            #expect(training.state.others[name]?.parameters.values != before.others[name]?.parameters.values)
        }
    }
}
