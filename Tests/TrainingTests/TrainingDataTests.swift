import Calorimeter
import DataSets
import Evaluation
import FastSimulation
import Files
import Foundation
import Networks
import Random
import ReferenceMC
import Testing

@testable import Training

@Suite struct DataToLearnFrom {
    @Test func everyEpochHasEverySampleOnceInAnOrderOfItsOwn() {
        let data = TrainingData(particles: 50, seed: 1, repeats: 2)
        let orders = (0..<2).map { data.order(epoch: $0, seed: 9) }
        #expect(orders[0].sorted() == (0..<50).map { Int32($0) })
        #expect(orders[0] != orders[1])
        #expect(data.order(epoch: 0, seed: 9) == orders[0])
    }

    @Test func responsesAreNewInEveryEpoch() {
        let data = TrainingData(particles: 50, seed: 1, repeats: 2)
        let session = data.responder.makeSession(batch: 1)
        let bright = data.diversity.firstIndex(of: data.diversity.max() ?? 0) ?? 0
        let responses = [0, 0, 1].map { epoch in
            var photons = [Float](repeating: 0, count: Detector.zn.pixelCount)
            photons.withUnsafeMutableBufferPointer {
                data.respond(sample: bright, epoch: epoch, session: session, into: $0)
            }
            return photons
        }
        #expect(responses[0] == responses[1])
        #expect(responses[0] != responses[2])
    }

    @Test func trainingAndValidationHaveNoParticleInCommon() {
        let training = Set(TrainingData(particles: 2000, seed: 1, repeats: 1).particles)
        let validation = ValidationTruth(particles: 500, repeats: 1, trainingSeed: 1)
        #expect(training.isDisjoint(with: validation.particles))
    }

    /// By hand: one pixel with 0 and 4 photons has σ 2, one with 3 and 3 has 0, one with 1 and 3 has 1.
    @Test func theDiversityOfAParticle() {
        var pixels = PixelMoments(pixels: 3)
        [0, 3, 1].withUnsafeBufferPointer { pixels.add($0) }
        #expect(pixels.sumOfSigmas == 0)
        [4, 3, 3].withUnsafeBufferPointer { pixels.add($0) }
        #expect(abs(pixels.sumOfSigmas - 3) < 1e-12)
        #expect(pixels.sigma == [2, 0, 1] && pixels.mean == [2, 3, 2])
        #expect(ParticleDiversity.shares(of: [1, 4, 0]) == [0.25, 1, 0])
        #expect(ParticleDiversity.shares(of: [0, 0]) == [0, 0])
    }

    @Test func checkpointsFromBeforeThereWasASpeciesPowerHaveNaturalShares() {
        #expect(TrainingData(particles: 20, seed: 3, repeats: 0).recipe.text == "simulated(particles: 20, seed: 3, repeats: 0)")
        let rare = TrainingData(particles: 20, speciesPower: 0.5, seed: 3, repeats: 0)
        #expect(rare.recipe.text == "simulated(particles: 20, seed: 3, repeats: 0), species power 0.5")
        let shares = [1, 0].map { power in
            TrainingData(particles: 1700, speciesPower: power, seed: 3, repeats: 0).particles.count { $0.species == .photon }
        }
        #expect(shares[0] > 1000 && shares[1] == 100, "most are photons in the data, a seventeenth of equally many of each")
        #expect(TrainingData.Recipe.dataSet(name: "a.npz", samples: 5).text == "dataSet(name: \"a.npz\", samples: 5)")
    }

    @Test func theEncodingStandardises() throws {
        let data = TrainingData(particles: 300, seed: 1, repeats: 1)
        let encoding = try #require(data.encoding(.raw))
        var sums = [Double](repeating: 0, count: 9)
        var squares = sums
        for particle in data.particles {
            var numbers = [Float](repeating: 0, count: 9)
            #expect(encoding.encode(particle, into: &numbers))
            for index in 0..<9 {
                sums[index] += Double(numbers[index]) / 300
                squares[index] += Double(numbers[index] * numbers[index]) / 300
            }
        }
        #expect(sums.allSatisfy { abs($0) < 1e-3 })
        #expect(squares.allSatisfy { abs($0 - 1) < 1e-2 })
    }
}

@Suite struct AScheduleOfTraining {
    @Test func ratesFallAlongACosine() {
        let schedule = TrainingSchedule(
            regression: 10, catchUp: 5, objective: 20, fixedNorms: 6, regressionFactor: 4, finalFactor: 0.1)
        #expect(schedule.count == 35)
        #expect((0..<35).filter { schedule.hasFixedNorms(step: $0) } == Array(29..<35))
        #expect(schedule.rateFactor(step: 0) == 4)
        #expect(schedule.rateFactor(step: 12) == 1)
        #expect(schedule.rateFactor(step: 15) == 1)
        #expect(abs(schedule.rateFactor(step: 25) - 0.55) < 1e-12)
        let factors = (15..<35).map { schedule.rateFactor(step: $0) }
        #expect(zip(factors, factors.dropFirst()).allSatisfy { $0 > $1 })
        #expect(TrainingSchedule(objective: 5).rateFactor(step: 4) == 1)
    }
}

@Suite struct ADataSetToLearnFrom {
    /// Twelve particles with three repeats each.
    private func write(_ url: URL, responses: [Float]? = nil, columns: Int = 9) throws {
        let particles = ConditionSampler().particles(count: 12, seed: 5).flatMap { Array(repeating: $0, count: 3) }
        let pixels = Detector.zn.pixelCount
        let file = try NPZWriter(path: url.path)
        try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [36, columns]))
        try file.append(ArrayChunk(particles.flatMap { $0.conditions.prefix(columns).map { Float($0) } }))
        try file.beginArray(named: "responses", NPYHeader(type: .float32, shape: [36, 44, 44]))
        let simulation = ReferenceMC()
        let photons = particles.enumerated().flatMap { index, particle in
            simulation.response(to: particle, seed: 1, index: UInt64(index)).photons
        }
        try file.append(ArrayChunk(responses ?? Array(photons.prefix(36 * pixels))))
        try file.commit()
    }

    @Test func trainsLikeTheMonteCarlo() throws {
        try inTemporaryFolder { folder in
            let url = folder.appending(path: "set.npz")
            try write(url)
            let split = try DataSetSplit(DataSet(path: url.path))
            #expect(split.training.count == 33)
            #expect(split.validation.count == 3)
            #expect(Set(split.training.particles).isDisjoint(with: split.validation.particles))
            #expect(split.training.diversity.max() == 1)
            let run = try TrainingRun(
                name: "own", plan: smallPlan(.sdiGAN), data: split.training, validation: split.validation, command: "")
            try run.finish()
            #expect(run.bestScore?.score.ws.isFinite == true)
            #expect(try run.bestModel().metadata["data"] == "data set set.npz, 33 responses")
        }
    }

    @Test func saysWhatIsWrong() throws {
        try inTemporaryFolder { folder in
            let url = folder.appending(path: "set.npz")
            func sentence() -> String? {
                do throws(FileError) {
                    _ = try DataSetSplit(DataSet(path: url.path))
                    return nil
                } catch { return error.description }
            }
            #expect(sentence()?.contains("No such file") == true)
            try write(url, columns: 8)
            #expect(
                sentence() == "\(url.path), array 'conditions': has particles of the shape [36, 8]; expected (N, 9) or (N, 10).")
            var photons = [Float](repeating: 1, count: 36 * Detector.zn.pixelCount)
            photons[2 * Detector.zn.pixelCount] = -1
            try write(url, responses: photons)
            #expect(sentence() == "\(url.path), array 'responses': response 3 has a pixel of -1.0 photons; expected 0 to 65535.")
        }
    }
}
