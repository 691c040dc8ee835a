import Calorimeter
import Networks
import Random

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The encoder that teaches a generator to decode: a variational autoencoder (Kingma and Welling, arXiv 1312.6114).
///
/// The encoder sees a true response and its particle, and gives mean and logarithm of the variance of each latent number. The latent
/// numbers are drawn from that, and take the place of the generator's noise. What the encoder tells costs its Kullback–Leibler divergence
/// from normal noise, so that noise alone can take its place afterwards.
public final class Autoencoder {
    public let encoder: TrainableNetwork
    /// Numbers of noise, then conditions: the generator's inputs, [capacity][latent + conditions].
    let inputs: FloatBuffer
    /// The gradient of these.
    let inputGradient: FloatBuffer
    private let settings: TrainingSettings
    private let conditionCount: Int
    private let optimiser: Adam
    private let tape: Tape
    private let features: ResponseFeatures
    /// Conditions, then features: [capacity][besides].
    private let besides: FloatBuffer
    /// The normal numbers that the latent ones were made of: [capacity][latent].
    private let noise: FloatBuffer
    private let gradient: FloatBuffer

    /// A logarithm of a variance counts as within ± this.
    static let logVarianceLimit: Float = 10

    /// A network with fresh weights. Throws if the detector's size does not suit it.
    init(
        settings: TrainingSettings, detector: Detector, conditions: Int, workers: Workers, instructionSet: InstructionSet
    ) throws(NetworkError) {
        self.settings = settings
        conditionCount = conditions
        let latent = settings.channels.noise
        let network = try Network.encoder(
            detector: detector, besides: conditions + ResponseFeatures.count, latent: latent, width: settings.criticWidth)
        encoder = try TrainableNetwork(
            network: network, parameters: .glorot(network, seed: settings.seed &+ 3), workers: workers,
            instructionSet: instructionSet)
        optimiser = Adam(settings: settings.encoderOptimiser, network: network)
        tape = encoder.makeTape(capacity: settings.batch)
        features = ResponseFeatures(detector: detector, capacity: settings.batch, isCounted: true)
        inputs = FloatBuffer(count: settings.batch * (latent + conditions))
        inputGradient = FloatBuffer(count: inputs.count)
        besides = FloatBuffer(count: settings.batch * (conditions + ResponseFeatures.count))
        noise = FloatBuffer(count: settings.batch * latent)
        gradient = FloatBuffer(count: settings.batch * 2 * latent)
    }

    /// The encoder's numbers.
    var part: TrainingState.Part {
        get { TrainingState.Part(encoder, optimiser) }
        set { newValue.restore(encoder, optimiser) }
    }

    func scaleRates(by factor: Double) { optimiser.settings.rate = settings.encoderOptimiser.rate * factor }

    /// Draws the latent numbers of every sample into `inputs`, conditions behind them. Sample k of the batch has the stream of index
    /// `firstIndex` + k.
    func encode(_ batch: TrainingBatch, firstIndex: UInt64) {
        let (latent, width) = (settings.channels.noise, conditionCount + ResponseFeatures.count)
        batch.forEachTask(encoder.workers) { samples, _ in
            features.read(batch.images, samples: samples, set: encoder.instructionSet)
            for sample in samples {
                let row = besides.pointer + sample * width
                row.update(from: batch.conditions.pointer + sample * conditionCount, count: conditionCount)
                (row + conditionCount).update(
                    from: features.values.pointer + sample * ResponseFeatures.count, count: ResponseFeatures.count)
            }
        }
        encoder.forward(batch.images, conditions: besides, count: batch.count, on: tape)
        for sample in 0..<batch.count {
            var random = RandomStream(seed: settings.seed, purpose: .trainingNoise, index: firstIndex + UInt64(sample))
            let code = tape.output.pointer + sample * 2 * latent
            let (row, normal) = (inputs.pointer + sample * (latent + conditionCount), noise.pointer + sample * latent)
            for n in 0..<latent {
                normal[n] = Float(random.normal())
                row[n] = code[n] + expf(0.5 * Self.limited(code[latent + n])) * normal[n]
            }
            (row + latent).update(from: batch.conditions.pointer + sample * conditionCount, count: conditionCount)
        }
    }

    private static func limited(_ logVariance: Float) -> Float { min(max(logVariance, -logVarianceLimit), logVarianceLimit) }

    /// Sets the gradients of the encoder's parameters from `inputGradient` and from the divergence, ½ Σ (μ² + σ² − 1 − ln σ²), times
    /// its strength. Gives the mean of that.
    func goBack(_ batch: TrainingBatch) -> Double {
        let latent = settings.channels.noise
        let share = Float(settings.divergenceStrength / Double(batch.count))
        var sum = 0.0
        for sample in 0..<batch.count {
            let code = tape.output.pointer + sample * 2 * latent
            let (slope, normal) = (inputGradient.pointer + sample * (latent + conditionCount), noise.pointer + sample * latent)
            let out = gradient.pointer + sample * 2 * latent
            for n in 0..<latent {
                let (mean, logVariance) = (code[n], Self.limited(code[latent + n]))
                let variance = expf(logVariance)
                sum += 0.5 * Double(mean * mean + variance - 1 - logVariance)
                out[n] = slope[n] + share * mean
                let isWithin = logVariance == code[latent + n]
                out[latent + n] =
                    isWithin ? 0.5 * (slope[n] * variance.squareRoot() * normal[n] + share * (variance - 1)) : 0
            }
        }
        encoder.clearGradients()
        encoder.backward(tape, gradient: gradient)
        return Double(share) * sum
    }

    /// One step along the gradients that the encoder has.
    func step() { optimiser.step(encoder) }
}

extension Network {
    /// The encoder: image in, mean and logarithm of the variance of each latent number out.
    ///
    /// The critic's windows, with pools that take the mean, and one wide layer behind them: convolution 3 × 3, pool, convolution
    /// 3 × 3, pool, conditions and features set behind, dense. Every channel count is `width` times the critic's. Throws if the
    /// image is too small.
    static func encoder(detector: Detector, besides: Int, latent: Int, width: Double) throws(NetworkError) -> Network {
        func scaled(_ channels: Int) -> Int { max(Int((Double(channels) * width).rounded()), 1) }
        let activation = Layer.leakyReLU(slope: leakySlope)
        let second = PublishedTopology.of(detector).criticPool
        let image = Shape(rows: detector.rows, columns: detector.columns, channels: 1)
        let windows: [Layer] = [
            .convolution(size: 3, outputs: scaled(32)), activation, .averagePool(rows: 2, columns: 2, keepsRest: true),
            .convolution(size: 3, outputs: scaled(32)), activation,
            .averagePool(rows: second.rows, columns: second.columns, keepsRest: true),
        ]
        let flat = try Network(input: image, layers: windows).output.count
        return try Network(
            input: image,
            layers: windows + [
                .reshape(Shape(flat)), .concatenate(besides), .dense(outputs: scaled(256)), activation,
                .dense(outputs: 2 * latent),
            ])
    }
}
