import Calorimeter
import Foundation
import Random
import Testing

@testable import FastSimulation
@testable import Networks

private func settings(_ objective: Objective, _ change: (inout TrainingSettings) -> Void = { _ in }) -> TrainingSettings {
    var settings = TrainingSettings(objective: objective, width: 1.0 / 32, seed: 4, batch: 6)
    settings.channels.noise = 5
    settings.criticWidth = 0.125
    settings.flowWidth = 12
    settings.statistics = .poisson
    settings.link = .softplus
    settings.generatorDropout = 0
    change(&settings)
    return settings
}

/// Rates that leave the parameters as they are.
private func atRest(_ settings: inout TrainingSettings) {
    settings.generatorOptimiser.rate = 0
    settings.encoderOptimiser.rate = 0
    settings.flowOptimiser.rate = 0
}

private func training(_ settings: TrainingSettings) throws -> GeneratorTraining {
    try GeneratorTraining(settings: settings, detector: tallDetector, encoding: .raw, workers: Workers(count: 2))
}

/// The relative error of gradients against central differences, with one parameter of each tensor moved by `step`.
private func gradientError(
    _ naive: inout NaiveNetwork, gradients: FloatBuffer, step: Double, _ value: (NaiveNetwork) -> Double
) -> Double {
    var random = RandomStream(seed: 1, purpose: .noise)
    var (found, differences): ([Float], [Double]) = ([], [])
    for tensor in naive.network.tensors {
        for _ in 0..<3 {
            let place = tensor.offset + Int(random.uniform() * Double(tensor.count))
            let kept = naive.values[place]
            let values = [step, -step].map { step in
                naive.values[place] = kept + step
                return value(naive)
            }
            naive.values[place] = kept
            found.append(gradients.pointer[place])
            differences.append((values[0] - values[1]) / (2 * step))
        }
    }
    return relativeError(found, differences)
}

@Suite struct AnAutoencoder {
    /// From a parameter of the encoder or of the generator, through the drawn latent numbers, to the bound of the evidence.
    @Test(arguments: [1.0, 0.3])
    func hasTheGradientOfItsBound(strength: Double) throws {
        let settings = settings(.vae) {
            atRest(&$0)
            $0.divergenceStrength = strength
        }
        let training = try training(settings)
        let data = batch(6, detector: tallDetector)
        let encoder = try #require(training.autoencoder).encoder
        // Biases of zero would put every dark pixel on a kink.
        var random = RandomStream(seed: 2, purpose: .noise)
        for tensor in encoder.network.tensors where tensor.kind == .bias {
            for place in tensor.range { encoder.values.pointer[place] = Float(0.1 * random.normal()) }
        }
        encoder.update()
        let losses = training.step(data)
        var (coding, decoding) = (NaiveNetwork(encoder), NaiveNetwork(training.generator))
        let (latent, pixels) = (5, tallDetector.pixelCount)
        let conditions = data.conditions.values.map(Double.init)
        let images = data.images.values.map(Double.init)
        var besides: [Double] = []
        for sample in 0..<6 {
            besides += conditions[sample * 9..<sample * 9 + 9]
            besides += features(Array(images[sample * pixels..<(sample + 1) * pixels]), detector: tallDetector)
        }
        func terms(_ coding: NaiveNetwork, _ decoding: NaiveNetwork) -> (deviance: Double, divergence: Double) {
            let code = coding.forward(images, conditions: besides, count: 6).last ?? []
            var (inputs, divergence): ([Double], Double) = ([], 0)
            for sample in 0..<6 {
                var random = RandomStream(seed: settings.seed, purpose: .trainingNoise, index: UInt64(sample))
                let start = sample * 2 * latent
                for n in 0..<latent {
                    let (mean, logVariance) = (code[start + n], code[start + latent + n])
                    let deviation = exp(logVariance / 2)
                    inputs.append(mean + deviation * Double(Float(random.normal())))
                    let variance = deviation * deviation
                    divergence += (mean * mean + variance - 1 - logVariance) / 2
                }
                inputs += conditions[sample * 9..<sample * 9 + 9]
            }
            let outputs: [Double] = decoding.forward(inputs, count: 6).last ?? []
            var deviance = 0.0
            for (output, image) in zip(outputs, images) {
                let mean = exp(output) - 1 + 1e-3
                let photons = (exp(image) - 1).rounded()
                deviance += mean - photons
                if photons > 0 { deviance += photons * log(photons / mean) }
            }
            return (deviance / 6, strength * divergence / 6)
        }
        let expected = terms(coding, decoding)
        #expect(abs(losses[.deviance] - expected.deviance) < 1e-4 * expected.deviance)
        #expect(abs(losses[.divergence] - expected.divergence) < 1e-4 * expected.divergence)
        let decoder = decoding
        let ofEncoder = gradientError(&coding, gradients: encoder.gradients, step: 1e-6) {
            let terms = terms($0, decoder)
            return terms.deviance + terms.divergence
        }
        #expect(ofEncoder < 1e-4)
        let coder = coding
        let ofDecoder = gradientError(&decoding, gradients: training.generator.gradients, step: 1e-6) {
            let terms = terms(coder, $0)
            return terms.deviance + terms.divergence
        }
        #expect(ofDecoder < 1e-4)
    }

    /// On one batch the bound falls, and what is decoded comes close to the responses.
    @Test func learnsToDecode() throws {
        let training = try training(settings(.vae) { $0.generatorOptimiser.rate = 3e-3 })
        let data = batch(6, detector: tallDetector)
        let losses = (0..<200).map { _ in training.step(data) }
        let sums = losses.map { $0[.deviance] + $0[.divergence] }
        #expect(sums[190...].reduce(0, +) < 0.5 * sums[..<10].reduce(0, +))
        #expect(training.adversary == nil && training.flow == nil && Set(training.state.others.keys) == ["encoder"])
    }

    @Test func isOfCountedPhotons() {
        let error = #expect(throws: NetworkError.self) { try training(settings(.vae) { $0.statistics = .rounded }) }
        #expect(error?.description == "the VAE is of photons that are counted; found rounded ones")
    }
}

@Suite struct ALatentFlowInTraining {
    @Test func hasTheGradientOfItsSquaredError() throws {
        let settings = settings(.latentFlow) { atRest(&$0) }
        let training = try training(settings)
        let (autoencoder, flow) = try (#require(training.autoencoder), #require(training.flow))
        // At first it is at rest; another start moves every layer.
        flow.network.parameters = .glorot(flow.network.network, seed: 9)
        let losses = training.learnFlow(batch(6, detector: tallDetector))
        let rows = autoencoder.inputs.values.map(Double.init)
        var (inputs, targets): ([Double], [Double]) = ([], [])
        for sample in 0..<6 {
            var random = RandomStream(seed: settings.seed, purpose: .flowPairs, index: UInt64(sample))
            let row = Array(rows[sample * 14..<(sample + 1) * 14])
            for pair in 0..<FlowTraining.pairs {
                let time = (Double(pair) + Double(random.uniformFloat())) / Double(FlowTraining.pairs)
                let noise = (0..<5).map { _ in Double(Float(random.normal())) }
                for n in 0..<5 {
                    inputs.append((1 - time) * noise[n] + time * row[n])
                    targets.append(row[n] - noise[n])
                }
                inputs += row[5...]
                for k in 1...8 { inputs.append(cos(Double(k) * .pi * time)) }
            }
        }
        let count = 6 * FlowTraining.pairs
        func error(_ naive: NaiveNetwork) -> Double {
            let velocities = naive.forward(inputs, count: count).last ?? []
            return zip(velocities, targets).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(targets.count)
        }
        var naive = NaiveNetwork(flow.network)
        #expect(abs(losses[.velocity] - error(naive)) < 1e-5 * error(naive))
        #expect(gradientError(&naive, gradients: flow.network.gradients, step: 1e-6, error) < 1e-4)
    }

    /// Its steps leave encoder and generator as they are, and those of the autoencoder leave the flow.
    @Test func learnsByItself() throws {
        let training = try training(settings(.latentFlow))
        let data = batch(6, detector: tallDetector)
        let start = training.state
        _ = training.step(data)
        let decoded = training.state
        #expect(decoded.generator != start.generator && decoded.others["encoder"] != start.others["encoder"])
        #expect(decoded.others["flow"] == start.others["flow"])
        _ = training.learnFlow(data)
        #expect(training.state.generator == decoded.generator && training.state.others["encoder"] == decoded.others["encoder"])
        #expect(training.state.others["flow"] != decoded.others["flow"])
    }

    /// Latent numbers at one place each: the flow brings noise there.
    @Test func bringsNoiseToTheLatentNumbers() throws {
        let settings = settings(.latentFlow) {
            $0.flowWidth = 64
            $0.flowOptimiser.rate = 3e-3
        }
        let flow = try FlowTraining(settings: settings, conditions: 9, workers: Workers(count: 1), instructionSet: .best)
        let rows = FloatBuffer(count: 6 * 14)
        for index in 0..<rows.count { rows.pointer[index] = index % 14 < 5 ? Float(index % 14) - 2 : 0 }
        for step in 0..<600 {
            _ = flow.learn(rows, count: 6, firstIndex: UInt64(6 * step))
            flow.step()
        }
        let learnt = try LatentFlow(network: flow.network.network, parameters: flow.network.parameters)
        let inputs = FloatBuffer(count: 6 * 14)
        for sample in 0..<6 {
            for (n, number) in Generator.Session.noise(seed: 1, index: sample, count: 5).enumerated() {
                inputs.pointer[sample * 14 + n] = number
            }
        }
        LatentFlow.Session(learnt, batch: 6, instructionSet: .best).follow(inputs.pointer, count: 6)
        for index in 0..<inputs.count { #expect(abs(inputs.pointer[index] - rows.pointer[index]) < 0.25) }
    }

    /// In training it goes the way that generation goes.
    @Test func isFollowedAlikeInTraining() throws {
        let network = try Network.velocity(latent: 3, conditions: 4, hidden: 7)
        let flow = try TrainableNetwork(network: network, parameters: .glorot(network, seed: 5), workers: Workers(count: 1))
        let learnt = try LatentFlow(network: network, parameters: flow.parameters)
        var random = RandomStream(seed: 4, purpose: .noise)
        let start = (0..<6 * 7).map { _ in Float(random.normal()) }
        let (rows, expected) = (FloatBuffer(start), FloatBuffer(start))
        FlowPath(network: flow, capacity: 6).follow(rows, count: 6)
        LatentFlow.Session(learnt, batch: 6, instructionSet: .best).follow(expected.pointer, count: 6)
        #expect(rows.values != start)
        for (number, other) in zip(rows.values, expected.values) { #expect(abs(number - other) < 1e-5) }
    }

    /// From a parameter of the flow, and from the noise, to a sum of latent numbers each with its own weight.
    @Test func findsTheWayBack() throws {
        let (latent, conditions, count, steps) = (3, 4, 5, 2)
        let network = try Network.velocity(latent: latent, conditions: conditions, hidden: 7)
        let flow = try TrainableNetwork(network: network, parameters: .glorot(network, seed: 5), workers: Workers(count: 1))
        let path = FlowPath(network: flow, steps: steps, capacity: count)
        let pitch = latent + conditions
        var random = RandomStream(seed: 3, purpose: .noise)
        let start = (0..<count * pitch).map { _ in Float(random.normal()) }
        let weights = (0..<count * pitch).map { $0 % pitch < latent ? Float(random.normal()) : 0 }
        let rows = FloatBuffer(start)
        path.follow(rows, count: count)
        let gradient = FloatBuffer(weights)
        flow.clearGradients()
        path.goBack(gradient, count: count)
        /// The way in double precision, and what the weights make of its end.
        func value(_ naive: NaiveNetwork, _ start: [Double]) -> Double {
            var points = start
            func velocities(_ points: [Double], _ time: Double) -> [Double] {
                let times: [Double] = (1...8).map { cos(Double($0) * .pi * time) }
                var inputs: [Double] = []
                for row in 0..<count { inputs += points[row * pitch..<(row + 1) * pitch] + times }
                return naive.forward(inputs, count: count).last ?? []
            }
            func moved(_ points: [Double], _ velocities: [Double], _ duration: Double) -> [Double] {
                var moved = points
                for row in 0..<count {
                    for n in 0..<latent { moved[row * pitch + n] += duration * velocities[row * latent + n] }
                }
                return moved
            }
            let duration = 1 / Double(steps)
            for step in 0..<steps {
                let time = Double(step) * duration
                let middle = moved(points, velocities(points, time), duration / 2)
                points = moved(points, velocities(middle, time + duration / 2), duration)
            }
            return zip(points, weights).reduce(0.0) { (sum: Double, pair: (Double, Float)) in sum + pair.0 * Double(pair.1) }
        }
        var naive = NaiveNetwork(flow)
        let inputs = start.map(Double.init)
        var reached = 0.0
        for (number, weight) in zip(rows.values, weights) { reached += Double(number) * Double(weight) }
        #expect(abs(reached - value(naive, inputs)) < 1e-4)
        #expect(gradientError(&naive, gradients: flow.gradients, step: 1e-6) { value($0, inputs) } < 1e-4)
        let places = (0..<count).flatMap { row in (0..<latent).map { row * pitch + $0 } }
        let differences = places.map { place in
            let values = [1e-6, -1e-6].map { step in
                var moved = inputs
                moved[place] += step
                return value(naive, moved)
            }
            return (values[0] - values[1]) / 2e-6
        }
        #expect(relativeError(places.map { gradient.pointer[$0] }, differences) < 1e-4)
    }
}
