import Networks

// What each term of the objective has to say about the images of a step.
extension AdversarialTraining {
    /// The gradients of both images through the critic.
    func learnFromCritic(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        let layer = criticNetwork.hiddenLayer
        var inner: (layer: Int, gradient: FloatBuffer)?
        if settings.hasDiversity {
            tell(batch, buffers.wanted, buffers.secondImages, buffers.secondFeatures, into: buffers.secondBesides)
            // The same masks for both draws: the distance is to tell the images apart, not the masks. It borrows the
            // tape of the real responses, whose gradients are done.
            critic.forward(
                buffers.secondImages, conditions: buffers.secondBesides, count: batch.count, on: buffers.real,
                dropoutSeed: dropoutSeed(4), firstIndex: firstIndex)
            if let hidden = buffers.fake.output(ofLayer: layer), let other = buffers.real.output(ofLayer: layer) {
                losses.diversity = GeneratorLosses.diversity(
                    strength: settings.diversityStrength, weights: batch.diversity, hidden: hidden, otherHidden: other,
                    width: critic.network.shapes[layer + 1].count, noise: buffers.firstInputs,
                    otherNoise: buffers.secondInputs, noiseCount: Network.noiseCount,
                    noisePitch: Network.noiseCount + conditionCount, count: batch.count,
                    isWeightedTwice: settings.isAsPublished, gradient: buffers.hiddenGradient)
                inner = (layer, buffers.hiddenGradient)
            }
        }
        losses.adversarial =
            switch settings.loss {
            case .crossEntropy:
                Loss.crossEntropy(
                    buffers.fake.output, count: batch.count, isReal: true, gradient: buffers.logitGradient)
            case .hinge: Loss.negative(buffers.fake.output, count: batch.count, gradient: buffers.logitGradient)
            }
        goThroughCritic(
            batch, buffers.fake, inner: inner, features: buffers.firstFeatures, to: buffers.firstImageGradient)
        guard let inner else { return }
        let hidden = batch.count * critic.network.shapes[layer + 1].count
        for index in 0..<hidden { inner.gradient.pointer[index].negate() }
        buffers.logitGradient.clear()
        goThroughCritic(
            batch, buffers.real, inner: inner, features: buffers.secondFeatures, to: buffers.secondImageGradient)
    }

    /// The gradient of the images on a tape of the critic, those of their features included.
    private func goThroughCritic(
        _ batch: TrainingBatch, _ tape: Tape, inner: (layer: Int, gradient: FloatBuffer)?, features: ResponseFeatures,
        to imageGradient: FloatBuffer
    ) {
        critic.backward(
            tape, gradient: buffers.logitGradient, inner: inner, inputGradient: imageGradient,
            conditionGradient: buffers.besidesGradient, isFrozen: true)
        guard settings.criticSeesFeatures else { return }
        let (rows, pitch) = (buffers.besidesGradient.pointer + conditionCount, criticNetwork.besides)
        forEachTask(batch) { features.addGradient(rows, pitch: pitch, samples: $0, to: imageGradient.pointer) }
    }

    /// The energy score of the features, with little of the pixels', so that the channel sums stay where they belong while
    /// the critic sharpens the images. The same for every objective.
    func anchor(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        guard settings.anchorStrength > 0 else { return }
        if !settings.hasDiversity { buffers.secondImageGradient.clear() }
        let pixels = detector.pixelCount
        forEachTask(batch) { samples in
            self.buffers.warmUp.score(
                (self.buffers.firstImages, self.buffers.secondImages), truth: batch.images, samples: samples,
                share: Float(self.settings.anchorStrength) / Float(batch.count), pixelWeight: WarmUpScore.anchorPixelWeight,
                set: self.generator.instructionSet,
                gradients: (self.buffers.scratchImages, self.buffers.otherScratchImages))
            for (scratch, gradient) in [
                (self.buffers.scratchImages, self.buffers.firstImageGradient),
                (self.buffers.otherScratchImages, self.buffers.secondImageGradient),
            ] {
                let (source, target) = (scratch.pointer, gradient.pointer)
                for index in samples.lowerBound * pixels..<samples.upperBound * pixels { target[index] += source[index] }
            }
        }
        losses.energy = buffers.warmUp.total(batch.count)
    }

    /// Intensity, on the first draw's light: it has its slope without any counting.
    func addIntensity(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        let pixels = detector.pixelCount
        if settings.hasIntensity, settings.isAsPublished {
            losses.intensity = GeneratorLosses.publishedIntensity(
                strength: settings.intensityStrength, sums: batch.sums, images: buffers.first.output, pixels: pixels,
                count: batch.count, gradient: buffers.firstImageGradient)
        } else if settings.hasIntensity {
            losses.intensity = GeneratorLosses.intensity(
                strength: settings.intensityStrength, sums: batch.sums, images: buffers.first.output, pixels: pixels,
                count: batch.count, limit: Generator.logLimit, set: generator.instructionSet,
                photons: buffers.scratchImages, gradient: buffers.firstImageGradient)
        }
    }

    /// Position, on the first image.
    func addPosition(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        let pixels = detector.pixelCount
        guard let regressor, let tape = buffers.regression else { return }
        regressor.forward(buffers.firstImages, count: batch.count, on: tape, mode: .inference)
        losses.position = GeneratorLosses.position(
            strength: settings.positionStrength, peaks: batch.peaks, predictions: tape.output, count: batch.count,
            gradient: buffers.positionGradient)
        regressor.backward(
            tape, gradient: buffers.positionGradient, inputGradient: buffers.scratchImages, isFrozen: true)
        for index in 0..<batch.count * pixels {
            buffers.firstImageGradient.pointer[index] += buffers.scratchImages.pointer[index]
        }
    }

    /// The regressor's own gradients, from real responses (as published: from the generated ones).
    func learnPositions(_ batch: TrainingBatch, _ losses: inout TrainingLosses) {
        guard let regressor, let tape = buffers.regression else { return }
        regressor.clearGradients()
        regressor.forward(
            settings.isAsPublished ? buffers.firstImages : batch.images, count: batch.count, on: tape,
            dropoutSeed: dropoutSeed(5), firstIndex: firstIndex)
        losses.regressor = GeneratorLosses.position(
            strength: 1, peaks: batch.peaks, predictions: tape.output, count: batch.count,
            gradient: buffers.positionGradient)
        regressor.backward(tape, gradient: buffers.positionGradient)
    }
}
