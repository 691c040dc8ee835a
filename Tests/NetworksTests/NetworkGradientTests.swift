import Calorimeter
import FastSimulation
import Testing

@testable import Networks

/// A detector that is small, not square, and not the one the networks were published for.
let smallDetector = Detector(
    name: "small", rows: 12, columns: 16, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1, faceACM: 1, faceCCM: 1)
/// As many rows as the regressor's pools need.
let tallDetector = Detector(
    name: "tall", rows: 44, columns: 16, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1, faceACM: 1, faceCCM: 1)

@Suite struct TheThreeNetworks {
    @Test(arguments: InstructionSet.available)
    func haveTheGradientsOfTheirOutputs(set: InstructionSet) throws {
        let generator = try Network.generator(
            detector: smallDetector, conditions: 9,
            channels: GeneratorChannels(hidden: 12, start: 5, first: 9, second: 6, third: 7))
        let critic = try CriticNetwork(detector: smallDetector, conditions: 18, width: 0.25)
        let blind = try CriticNetwork(detector: smallDetector, conditions: 9, width: 0.25, seesEdges: false)
        let regressor = try Network.regressor(detector: tallDetector, width: 0.125)
        for network in [generator, critic.network, blind.network, regressor] {
            for mode in [TrainableNetwork.Mode.training, .inference] {
                let errors = try gradientErrors(network, count: 9, mode: mode, on: set, samples: 20)
                #expect(errors.forward < 1e-5)
                #expect(errors.parameters < 1e-4)
                #expect(errors.input < 1e-4)
            }
        }
        let spectral = try CriticNetwork(detector: smallDetector, conditions: 9, width: 0.5, normalization: .spectral)
        let errors = try gradientErrors(
            spectral.network, count: 9, isSpectral: true, inner: spectral.hiddenLayer, on: set, samples: 20)
        #expect(errors.forward < 1e-5)
        #expect(errors.parameters < 1e-4)
        #expect(errors.input < 1e-4)
    }

    /// The counts of the published networks; for the critic, of the published one given a 44 × 44 image.
    @Test func haveThePublishedParameterCounts() throws {
        let generator = try Network.generator(detector: .zn, conditions: 9, channels: GeneratorChannels(width: 1))
        #expect(generator.parameterCount == 6_277_185)
        #expect(generator.trainableCount == 6_232_513)
        let critic = try CriticNetwork(detector: .zn, conditions: 9, seesEdges: false)
        #expect(critic.network.parameterCount == 181_393)
        #expect(critic.network.shapes[critic.hiddenLayer + 1] == Shape(64))
        let spectral = try CriticNetwork(detector: .zn, conditions: 9, normalization: .spectral, seesEdges: false)
        #expect(spectral.network.parameterCount == 180_433)
        let regressor = try Network.regressor(detector: .zn)
        #expect(regressor.parameterCount == 406_530)
    }

    @Test(arguments: InstructionSet.available)
    func ofTheProtonCalorimeterHaveTheGradientsOfTheirOutputs(set: InstructionSet) throws {
        func detector(rows: Int, columns: Int) -> Detector {
            Detector(
                name: "small", kind: .proton, rows: rows, columns: columns, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1,
                faceACM: 1, faceCCM: 1)
        }
        let generator = try Network.generator(
            detector: detector(rows: 26, columns: 10), conditions: 9,
            channels: GeneratorChannels(hidden: 12, start: 5, first: 9, second: 6, third: 7))
        let critic = try CriticNetwork(detector: detector(rows: 12, columns: 16), conditions: 9, width: 0.25)
        let regressor = try Network.regressor(detector: detector(rows: 44, columns: 18), width: 0.125)
        for network in [generator, critic.network, regressor] {
            for mode in [TrainableNetwork.Mode.training, .inference] {
                let errors = try gradientErrors(network, count: 9, mode: mode, on: set, samples: 20)
                #expect(errors.forward < 1e-5)
                #expect(errors.parameters < 1e-4)
                #expect(errors.input < 1e-4)
            }
        }
    }

    /// The counts of the poster's networks.
    @Test func ofTheProtonCalorimeterHaveThePublishedParameterCounts() throws {
        let generator = try Network.generator(detector: .zp, conditions: 9, channels: GeneratorChannels(width: 1))
        #expect(generator.parameterCount == 6_985_793)
        #expect(generator.trainableCount == 6_933_185)
        #expect(generator.output == Shape(rows: 56, columns: 30, channels: 1))
        let critic = try CriticNetwork(detector: .zp, conditions: 9, seesEdges: false)
        #expect(critic.network.parameterCount == 310_417)
        #expect(critic.network.trainableCount == 309_937)
        let regressor = try Network.regressor(detector: .zp)
        #expect(regressor.parameterCount == 402_050)
        #expect(regressor.trainableCount == 401_090)
    }

    @Test func scaleWithTheirWidth() throws {
        let generator = try Network.generator(detector: .zn, conditions: 9, channels: GeneratorChannels(width: 0.25))
        #expect(generator.shapes.contains(Shape(rows: 13, columns: 13, channels: 32)))
        #expect(generator.output == Shape(rows: 44, columns: 44, channels: 1))
        #expect(GeneratorChannels(width: 0.25).widthText == "1/4")
        #expect(GeneratorChannels(width: 2).widthText == "2")
    }

    @Test func refuseADetectorTheyCannotReach() {
        let odd = Detector(
            name: "odd", rows: 13, columns: 16, pitchCM: 1, lowEdgeXCM: 0, lowEdgeYCM: 0, depthCM: 1, faceACM: 1,
            faceCCM: 1)
        let error = #expect(throws: NetworkError.self) {
            try Network.generator(detector: odd, conditions: 9, channels: GeneratorChannels(width: 0.25))
        }
        #expect(error?.description == "found a detector of 13×16 pixels, which no generator's convolutions end in")
    }
}
